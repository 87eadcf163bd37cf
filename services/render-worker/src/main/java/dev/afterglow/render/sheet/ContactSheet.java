package dev.afterglow.render.sheet;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.convert.Conversion;
import dev.afterglow.render.convert.PlanarPicture;
import dev.afterglow.render.egl.Headless;
import dev.afterglow.render.egl.HeadlessContext;
import dev.afterglow.render.figure.FigureException;
import dev.afterglow.render.figure.FigureReading;
import dev.afterglow.render.label.AiLabel;
import dev.afterglow.render.presence.Figure;
import dev.afterglow.render.rigged.RiggedFigure;
import dev.afterglow.render.stage.Studio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Draws an avatar as a broadcast would, label and all: every one of the 52 shapes at full weight on
 * one sheet, each look from eight sides on one of its own, and all looks side by side, large.
 */
public final class ContactSheet {
  private static final int FACE_WIDTH = 240;
  private static final int FACE_HEIGHT = 304;
  private static final float FACE_CLOSENESS = 1.5f;
  private static final int FACE_COLUMNS = 9;
  private static final int BODY_WIDTH = 320;
  private static final int BODY_HEIGHT = 568;
  private static final float BODY_CLOSENESS = 0.6f;
  private static final int SIDES = 8;
  private static final int LARGE_WIDTH = 1080;
  private static final int LARGE_HEIGHT = 1920;

  private final Figure figure;
  private final boolean software;

  private ContactSheet(Figure figure, boolean software) {
    this.figure = figure;
    this.software = software;
  }

  /**
   * Writes {@code shapes.jpg}, {@code turntable.jpg} or one a look, and {@code looks.jpg}, and says
   * how much each look draws.
   *
   * @param arguments the avatar's file, and the folder to write into, which is made
   */
  public static void main(String[] arguments) throws IOException {
    try {
      draw(
          RiggedFigure.of(FigureReading.read(Files.readAllBytes(Path.of(arguments[0])))),
          Path.of(arguments[1]));
    } catch (FigureException e) {
      System.err.println("this avatar cannot be drawn: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void draw(Figure figure, Path into) throws IOException {
    switch (HeadlessContext.open()) {
      case Headless.Absent(String reason) -> {
        System.err.println("nothing can be drawn here: " + reason);
        System.exit(1);
      }
      case Headless.Ready(HeadlessContext context) -> {
        try (context) {
          Path folder = Files.createDirectories(into);
          ContactSheet sheets = new ContactSheet(figure, context.software());
          sheets.shapes().write(folder.resolve("shapes.jpg"));
          for (String look : sheets.looks()) {
            String name = look.isEmpty() ? "turntable.jpg" : "turntable-" + look + ".jpg";
            sheets.turntable(look).write(folder.resolve(name));
          }
          sheets.large().write(folder.resolve("looks.jpg"));
          System.out.println("drawn by " + context.renderer() + " into " + folder);
        }
      }
    }
  }

  /** The face at rest, then each shape alone. */
  private Sheet shapes() {
    ArkitShape[] shapes = ArkitShape.values();
    Sheet sheet = new Sheet(FACE_WIDTH, FACE_HEIGHT, FACE_COLUMNS, 1 + shapes.length);
    try (Camera camera = new Camera(figure, FACE_WIDTH, FACE_HEIGHT, FACE_CLOSENESS, software)) {
      sheet.place(camera.drawn(pose(ShapeWeights.builder().build(), 0)), "at rest");
      for (ArkitShape shape : shapes) {
        ShapeWeights alone = ShapeWeights.builder().set(shape, 1).build();
        sheet.place(camera.drawn(pose(alone, 0)), shape.arkitName());
      }
    }
    return sheet;
  }

  private List<String> looks() {
    return figure.looks().isEmpty() ? List.of("") : figure.looks();
  }

  private Sheet turntable(String look) {
    Sheet sheet = new Sheet(BODY_WIDTH, BODY_HEIGHT, SIDES / 2, SIDES);
    try (Camera camera = new Camera(figure, BODY_WIDTH, BODY_HEIGHT, BODY_CLOSENESS, software)) {
      camera.studio.wear(look);
      for (int side = 0; side < SIDES; side++) {
        double degrees = 360.0 * side / SIDES;
        MotionFrame turned = pose(ShapeWeights.builder().build(), Math.toRadians(degrees));
        sheet.place(camera.drawn(turned), Math.round(degrees) + " degrees");
      }
    }
    return sheet;
  }

  /** Every look as a large broadcast shows it. */
  private Sheet large() {
    Sheet sheet = new Sheet(LARGE_WIDTH, LARGE_HEIGHT, looks().size(), looks().size());
    try (Camera camera = new Camera(figure, LARGE_WIDTH, LARGE_HEIGHT, 1, software)) {
      for (String look : looks()) {
        camera.studio.wear(look);
        String name = look.isEmpty() ? "its own look" : look;
        System.out.println(name + ": " + camera.studio.drawnTriangles() + " triangles");
        sheet.place(camera.drawn(pose(ShapeWeights.builder().build(), 0)), name);
      }
    }
    return sheet;
  }

  /** The whole figure turned about the upright, by its hips. */
  private static MotionFrame pose(ShapeWeights shapes, double radians) {
    Rotation turn =
        new Rotation(0, (float) Math.sin(radians / 2), 0, (float) Math.cos(radians / 2));
    return new MotionFrame(0, shapes, Optional.empty(), Map.of(HumanoidBone.HIPS, turn));
  }

  /** Draws, converts and labels as a broadcast does, one picture at a time. */
  private static final class Camera implements AutoCloseable {
    private final Studio studio;
    private final Conversion conversion;
    private final PlanarPicture picture;

    Camera(Figure figure, int width, int height, float closeness, boolean software) {
      studio = new Studio(figure, width, height, closeness, software);
      conversion = Conversion.of(width, height, software, new AiLabel(width, height));
      picture = new PlanarPicture(width, height);
    }

    /** Valid until the next one. */
    PlanarPicture drawn(MotionFrame motion) {
      studio.pose(motion);
      studio.drawFigure();
      conversion.start(studio.canvas());
      conversion.finish(picture);
      return picture;
    }

    @Override
    public void close() {
      conversion.close();
      studio.close();
    }
  }
}

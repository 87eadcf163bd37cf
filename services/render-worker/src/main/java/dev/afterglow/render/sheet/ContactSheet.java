package dev.afterglow.render.sheet;

import static org.lwjgl.opengles.GLES32.GL_RGBA;
import static org.lwjgl.opengles.GLES32.GL_UNSIGNED_BYTE;
import static org.lwjgl.opengles.GLES32.glReadPixels;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.egl.Headless;
import dev.afterglow.render.egl.HeadlessContext;
import dev.afterglow.render.figure.Figure;
import dev.afterglow.render.figure.FigureException;
import dev.afterglow.render.figure.FigureReading;
import dev.afterglow.render.label.AiLabel;
import dev.afterglow.render.stage.Studio;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Draws an avatar as a broadcast would, label and all: every one of the 52 shapes at full weight on
 * one sheet, and the figure from eight sides on another.
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

  private final Figure figure;
  private final boolean software;

  private ContactSheet(Figure figure, boolean software) {
    this.figure = figure;
    this.software = software;
  }

  /**
   * Writes {@code shapes.png} and {@code turntable.png}.
   *
   * @param arguments the avatar's file, and the folder to write into, which is made
   */
  public static void main(String[] arguments) throws IOException {
    try {
      draw(FigureReading.read(Files.readAllBytes(Path.of(arguments[0]))), Path.of(arguments[1]));
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
          sheets.shapes().write(folder.resolve("shapes.png"));
          sheets.turntable().write(folder.resolve("turntable.png"));
          System.out.println("drawn by " + context.renderer() + " into " + folder);
        }
      }
    }
  }

  /** The face at rest, then each shape alone. */
  private Sheet shapes() {
    ArkitShape[] shapes = ArkitShape.values();
    Sheet sheet = new Sheet(FACE_WIDTH, FACE_HEIGHT, FACE_COLUMNS, 1 + shapes.length);
    try (Studio studio = studio(FACE_WIDTH, FACE_HEIGHT, FACE_CLOSENESS)) {
      sheet.place(drawn(studio, pose(ShapeWeights.builder().build(), 0)), "at rest");
      for (ArkitShape shape : shapes) {
        ShapeWeights alone = ShapeWeights.builder().set(shape, 1).build();
        sheet.place(drawn(studio, pose(alone, 0)), shape.arkitName());
      }
    }
    return sheet;
  }

  private Sheet turntable() {
    Sheet sheet = new Sheet(BODY_WIDTH, BODY_HEIGHT, SIDES / 2, SIDES);
    try (Studio studio = studio(BODY_WIDTH, BODY_HEIGHT, BODY_CLOSENESS)) {
      for (int side = 0; side < SIDES; side++) {
        double degrees = 360.0 * side / SIDES;
        MotionFrame turned = pose(ShapeWeights.builder().build(), Math.toRadians(degrees));
        sheet.place(drawn(studio, turned), Math.round(degrees) + " degrees");
      }
    }
    return sheet;
  }

  private Studio studio(int width, int height, float closeness) {
    return new Studio(figure, new AiLabel(width, height), width, height, closeness, software);
  }

  /** The whole figure turned about the upright, by its hips. */
  private static MotionFrame pose(ShapeWeights shapes, double radians) {
    Rotation turn =
        new Rotation(0, (float) Math.sin(radians / 2), 0, (float) Math.cos(radians / 2));
    return new MotionFrame(0, shapes, Optional.empty(), Map.of(HumanoidBone.HIPS, turn));
  }

  private static ByteBuffer drawn(Studio studio, MotionFrame motion) {
    studio.pose(motion);
    studio.drawFigure();
    studio.canvas().bind();
    int width = studio.canvas().width();
    int height = studio.canvas().height();
    ByteBuffer rgba = ByteBuffer.allocateDirect(width * height * 4);
    glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
    return rgba;
  }
}

package dev.afterglow.render.sheet;

import static org.lwjgl.opengles.GLES32.glFinish;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.card.CardPress;
import dev.afterglow.render.convert.Conversion;
import dev.afterglow.render.convert.PlanarPicture;
import dev.afterglow.render.egl.Headless;
import dev.afterglow.render.egl.HeadlessContext;
import dev.afterglow.render.figure.FigureException;
import dev.afterglow.render.figure.FigureReading;
import dev.afterglow.render.label.AiLabel;
import dev.afterglow.render.presence.Figure;
import dev.afterglow.render.rigged.RiggedFigure;
import dev.afterglow.render.scene.Background;
import dev.afterglow.render.scene.Carousel;
import dev.afterglow.render.scene.Countdown;
import dev.afterglow.render.scene.Hold;
import dev.afterglow.render.scene.Lights;
import dev.afterglow.render.scene.Part;
import dev.afterglow.render.scene.Product;
import dev.afterglow.render.scene.Scene;
import dev.afterglow.render.scene.SceneChange;
import dev.afterglow.render.scene.SceneTimeline;
import dev.afterglow.render.scene.StagePicture;
import dev.afterglow.render.scene.StagePlan;
import dev.afterglow.render.scene.Ticker;
import dev.afterglow.render.stage.StageSet;
import dev.afterglow.render.stage.Studio;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Draws every layout with everything on it, for people to judge, and says what the cards cost. */
public final class StageSheet {
  private static final long NOW_US = 7_300_000;
  private static final int MEASURED = 60;

  private final Figure figure;
  private final boolean software;
  private final Path folder;

  private StageSheet(Figure figure, boolean software, Path folder) {
    this.figure = figure;
    this.software = software;
    this.folder = folder;
  }

  /**
   * Writes {@code stage-*.jpg} and prints what the cards cost.
   *
   * @param arguments the avatar's file, and the folder to write into, which is made
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    if (!(HeadlessContext.open() instanceof Headless.Ready(HeadlessContext context))) {
      System.err.println("nothing can be drawn here");
      System.exit(1);
      return;
    }
    try (context) {
      Figure figure =
          RiggedFigure.of(FigureReading.read(Files.readAllBytes(Path.of(arguments[0]))));
      StageSheet sheet = new StageSheet(figure, context.software(), folder);
      sheet.shape("portrait", 540, 960);
      sheet.shape("landscape", 960, 540);
      sheet.shape("square", 640, 640);
      sheet.walls();
      sheet.sets();
      sheet.hands();
      System.out.println("drawn by " + context.renderer() + " into " + folder);
      sheet.cost(360, 640);
      sheet.cost(720, 1280);
    } catch (FigureException e) {
      System.err.println("this avatar cannot be drawn: " + e.getMessage());
      System.exit(1);
    }
  }

  private void shape(String name, int width, int height) throws IOException {
    StagePlan plan = StagePlan.of("", width, height);
    BufferedImage all =
        new BufferedImage(width * plan.places().size(), height, BufferedImage.TYPE_INT_RGB);
    int at = 0;
    for (String layout : plan.places().keySet()) {
      Scene scene = busy(layout, new Background.Wall(Background.Walls.STUDIO), Lights.USUAL);
      place(all, drawn(plan, scene), width, height, at++ * width);
    }
    Jpeg.write(all, folder.resolve("stage-" + name + ".jpg"));
  }

  private void walls() throws IOException {
    int width = 360;
    int height = 640;
    StagePlan plan = StagePlan.of("tiktok_shop_live", width, height);
    BufferedImage all = new BufferedImage(width * 4, height, BufferedImage.TYPE_INT_RGB);
    Background[] grounds = {
      new Background.Wall(Background.Walls.DAYLIGHT),
      new Background.Wall(Background.Walls.NIGHT),
      new Background.Wall(Background.Walls.FESTIVE),
      new Background.Cover(shop())
    };
    for (int i = 0; i < grounds.length; i++) {
      Scene scene =
          busy(plan.first(), grounds[i], i == 1 ? new Lights(0.7, 0.8, 2, -0.6) : Lights.USUAL);
      place(all, drawn(plan, scene), width, height, i * width);
    }
    Jpeg.write(all, folder.resolve("stage-walls.jpg"));
  }

  /** The shop's set with a product on its stand: upright in each layout, then lying. */
  private void sets() throws IOException {
    int width = 450;
    int height = 800;
    StagePlan plan = StagePlan.of("", width, height);
    BufferedImage all = new BufferedImage(width * 3, height, BufferedImage.TYPE_INT_RGB);
    int at = 0;
    for (String layout : plan.places().keySet()) {
      place(all, drawn(plan, selling(layout, at == 1)), width, height, at++ * width);
    }
    Jpeg.write(all, folder.resolve("stage-set.jpg"));
    StagePlan wide = StagePlan.of("", 800, 450);
    BufferedImage lying = new BufferedImage(1600, 450, BufferedImage.TYPE_INT_RGB);
    place(lying, drawn(wide, selling("full", false)), 800, 450, 0);
    place(lying, drawn(wide, selling("half", true)), 800, 450, 800);
    Jpeg.write(lying, folder.resolve("stage-set-wide.jpg"));
  }

  /**
   * A product in a hand that nobody drives: its model, upright in two layouts, then its picture.
   */
  private void hands() throws IOException {
    int width = 450;
    int height = 800;
    StagePlan plan = StagePlan.of("", width, height);
    Background wall = new Background.Wall(Background.Walls.DAYLIGHT);
    Product lip = new Product("lip", "云感柔雾唇釉", "¥79.90", "", "", Optional.of(lipstick()));
    Scene card =
        SceneChange.NOTHING
            .withProduct(Part.put(lip))
            .withHold(Part.put(Hold.LEFT_HAND))
            .over(Scene.plain("side").before(wall));
    Scene[] scenes = {
      selling("full", false).holding(Hold.RIGHT_HAND),
      selling("half", false).before(wall).holding(Hold.LEFT_HAND),
      card
    };
    BufferedImage all =
        new BufferedImage(width * scenes.length, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < scenes.length; i++) {
      place(all, drawn(plan, scenes[i]), width, height, i * width);
    }
    Jpeg.write(all, folder.resolve("stage-hand.jpg"));
  }

  private static Scene selling(String layout, boolean card) {
    Scene busy = busy(layout, new Background.Set(SampleModels.shop()), Lights.USUAL);
    Product serum =
        new Product(
            "serum",
            "Glow serum 30 ml",
            "¥168",
            "¥239",
            "直播价",
            Optional.of(serum()),
            Optional.of(SampleModels.serum()));
    return new Scene(
        "",
        layout,
        busy.background(),
        busy.lights(),
        Optional.of(serum),
        true,
        card ? busy.countdown() : Optional.empty(),
        busy.lowerThird(),
        Optional.empty(),
        Optional.empty());
  }

  private PlanarPicture drawn(StagePlan plan, Scene scene) {
    int width = plan.width();
    int height = plan.height();
    AiLabel label = new AiLabel(width, height, plan.of(plan.first()).labelTop());
    try (Studio studio = studio(plan, scene);
        Conversion conversion = Conversion.of(width, height, software, label)) {
      studio.pose(speaking());
      studio.scene(scene, 0);
      studio.scene(scene, NOW_US);
      studio.drawFigure();
      PlanarPicture picture = new PlanarPicture(width, height);
      conversion.start(studio.canvas());
      conversion.finish(picture);
      return picture;
    }
  }

  private void cost(int width, int height) {
    StagePlan plan = StagePlan.of("", width, height);
    for (String layout : plan.places().keySet()) {
      Scene bare = Scene.plain(layout);
      Scene busy = busy(layout, new Background.Wall(Background.Walls.STUDIO), Lights.USUAL);
      Scene set = Scene.plain(layout).before(new Background.Set(SampleModels.shop()));
      System.out.printf(
          Locale.ROOT,
          "%dx%d %s: %.2f ms a picture with nothing, %.2f with all cards, %.2f with the set alone,"
              + " %.2f with the set, a product on its stand and its card%n",
          width,
          height,
          layout,
          milliseconds(plan, bare),
          milliseconds(plan, busy),
          milliseconds(plan, set),
          milliseconds(plan, selling(layout, false)));
    }
  }

  private double milliseconds(StagePlan plan, Scene scene) {
    try (Studio studio = studio(plan, scene)) {
      studio.pose(speaking());
      long began = 0;
      for (int i = -10; i < MEASURED; i++) {
        if (i == 0) {
          began = System.nanoTime();
        }
        studio.scene(scene, 1_000_000 + (i + 10) * 33_333L);
        studio.drawFigure();
        glFinish();
      }
      return (System.nanoTime() - began) / 1e6 / MEASURED;
    }
  }

  private Studio studio(StagePlan plan, Scene scene) {
    StageSet set = new StageSet(plan, new SceneTimeline(scene, 30), new CardPress());
    return new Studio(figure, set, plan.width(), plan.height(), 1, software);
  }

  private static MotionFrame speaking() {
    ShapeWeights shapes =
        ShapeWeights.builder()
            .set(ArkitShape.JAW_OPEN, 0.22f)
            .set(ArkitShape.MOUTH_SMILE_LEFT, 0.45f)
            .set(ArkitShape.MOUTH_SMILE_RIGHT, 0.45f)
            .build();
    return new MotionFrame(0, shapes, Optional.empty(), Map.of());
  }

  private static Scene busy(String layout, Background background, Lights lights) {
    Product lip =
        new Product(
            "lip", "云感柔雾唇釉 6色可选 持久不沾杯", "¥79.90", "¥129.00", "直播价", Optional.of(lipstick()));
    Product serum =
        new Product("serum", "Glow serum 30 ml", "¥168", "¥239", "", Optional.of(serum()));
    return new Scene(
        "",
        layout,
        background,
        lights,
        Optional.of(lip),
        true,
        Optional.of(new Countdown(NOW_US + 754_000_000L, "限时特价")),
        "小晴 · 美妆主播  Welcome!",
        Optional.of(new Carousel(List.of(serum, lip), 60_000_000)),
        Optional.of(new Ticker(List.of("想要2号色😍", "شكرا لكم", "Is it waterproof?"))));
  }

  /** A lipstick of a few shapes: a picture that nobody else owns. */
  private static StagePicture lipstick() {
    return SamplePictures.lipstick();
  }

  private static StagePicture serum() {
    return SamplePictures.serum();
  }

  private static StagePicture shop() {
    return SamplePictures.shop();
  }

  private static void place(
      BufferedImage all, PlanarPicture drawn, int width, int height, int left) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        all.setRGB(left + x, y, Sheet.rgb(drawn, x, y));
      }
    }
  }
}

package dev.afterglow.render.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.capacity.Ball;
import dev.afterglow.render.egl.DrawingDevice;
import dev.afterglow.render.egl.HeadlessContext;
import dev.afterglow.render.figure.Material;
import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.Picture;
import dev.afterglow.render.figure.StillFigure;
import dev.afterglow.render.preflight.Pixels;
import dev.afterglow.render.rigged.RiggedFigure;
import dev.afterglow.render.scene.Background;
import dev.afterglow.render.scene.Box;
import dev.afterglow.render.scene.Lights;
import dev.afterglow.render.scene.Part;
import dev.afterglow.render.scene.Places;
import dev.afterglow.render.scene.Product;
import dev.afterglow.render.scene.Scene;
import dev.afterglow.render.scene.SceneChange;
import dev.afterglow.render.scene.StageModel;
import dev.afterglow.render.surface.Solids;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets behind a figure and products beside it, drawn. */
class StageModelTest {
  private static final int WIDTH = 272;
  private static final int HEIGHT = 480;
  private static final int GREEN = 1;
  private static final int RED = 0;

  private HeadlessContext context;

  @BeforeEach
  void open() {
    context = DrawingDevice.open();
  }

  @AfterEach
  void close() {
    if (context != null) {
      context.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "half", "side"})
  void shouldDrawASetBehindTheFigureAndNothingOfItBeforeIt(String layout) {
    // Given: a green wall 1 m behind the figure, and a red one between it and the camera
    StageModel set = model(box(-9, -9, -1.2f, 9, 9, -1, 0), box(-9, -9, 0.3f, 9, 9, 0.4f, 1));
    StageSet stage = StageSet.plain(WIDTH, HEIGHT, 30);
    Scene scene = Scene.plain(layout).before(new Background.Set(set));

    // When
    Pixels pixels = drawn(stage, scene, 0);

    // Then: the corners are green, nothing is red, and the figure is there
    Box figure = stage.plan().of(layout).figure();
    assertThat(channel(pixels, 3, 3, GREEN)).isGreaterThan(90);
    assertThat(channel(pixels, WIDTH - 4, 3, GREEN)).isGreaterThan(90);
    int x = figure.left() + figure.width() / 2;
    int y = figure.top() + figure.height() / 2;
    assertThat(channel(pixels, x, y, GREEN)).isLessThan(channel(pixels, 3, 3, GREEN) - 25);
    for (int row = 0; row < HEIGHT; row += 7) {
      for (int column = 0; column < WIDTH; column += 7) {
        boolean red = channel(pixels, column, row, RED) > channel(pixels, column, row, GREEN) + 60;
        assertThat(red).as("red at %d, %d", column, row).isFalse();
      }
    }
  }

  @Test
  void shouldPutAPointOfTheSetWhereTheCameraSeesIt() {
    // Given: a green post of 4 cm, 0.5 m behind the figure's head and 0.12 m to its left
    StageModel set = model(box(0.10f, -9, -0.52f, 0.14f, 9, -0.48f, 0));
    StageSet stage = StageSet.plain(WIDTH, HEIGHT, 30);
    Scene scene = Scene.plain("full").before(new Background.Set(set));
    Model head = ball();

    // When
    Pixels pixels = drawn(stage, scene, 0);

    // Then: the ball of radius 1 is a head of 0.3 m, seen 1.6 times as high as it is, or 1.28 times
    // as wide in so narrow a picture; the camera's view opens by 24 degrees
    float metre = 2 / 0.3f;
    double viewHeight = Math.max(1.28 * 2 * HEIGHT / WIDTH, 1.6 * 2);
    double away = viewHeight / 2 / Math.tan(Math.toRadians(12));
    double seen = 0.12 * metre * away / (away + 0.48 * metre);
    int x = (int) Math.round(WIDTH / 2.0 + seen / viewHeight * HEIGHT);
    assertThat(head.vertexCount()).isPositive();
    assertThat(channel(pixels, x, 8, GREEN)).isGreaterThan(channel(pixels, x, 8, RED) + 40);
    for (int off : new int[] {-16, 16}) {
      assertThat(channel(pixels, x + off, 8, GREEN))
          .as("beside the post at %d", x)
          .isLessThan(channel(pixels, x + off, 8, RED) + 20);
    }
  }

  @Test
  void shouldPaintTheSameAheadAndAtItsTime() {
    // Given
    StageModel set = model(box(-1, -1, -2, 1, 2, -1.5f, 0));
    Scene scene = Scene.plain("half").before(new Background.Set(set));
    StageSet late = StageSet.plain(WIDTH, HEIGHT, 30);
    StageSet ahead = StageSet.plain(WIDTH, HEIGHT, 30);
    Places places = ahead.plan().of("half");

    // When
    Pixels lately = drawn(late, scene, 0);
    boolean before;
    Pixels early;
    try (Studio studio = studio(ahead, false)) {
      ahead.prepare(scene, 0);
      SetWish wish = ahead.sets().wish(set, places, scene.lights(), WIDTH, HEIGHT);
      before = wish != null && ahead.sets().known(wish) != null;
      early = drawn(studio, scene, 0);
    }

    // Then
    assertThat(before).as("painted before it showed").isTrue();
    assertThat(early.rgba()).isEqualTo(lately.rgba());
  }

  @Test
  void shouldLightTheSetAsTheFigureIsLit() {
    // Given
    Background ground = new Background.Set(model(box(-9, -9, -1.2f, 9, 9, -1, 0)));
    StageSet stage = StageSet.plain(WIDTH, HEIGHT, 30);
    Scene usual = Scene.plain("full").before(ground);
    Scene dark = lit(usual, new Lights(0.2, 0.2, 0.2, 0));

    // When
    try (Studio studio = studio(stage, false)) {
      Pixels bright = drawn(studio, usual, 0);
      Pixels dim = drawn(studio, dark, 33_333);

      // Then
      assertThat(channel(dim, 3, 3, GREEN)).isLessThan(channel(bright, 3, 3, GREEN) - 30);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldDrawAProductInItsPlaceAloneAndTurnItByMediaTime(boolean software) {
    // Given
    StageSet stage = StageSet.plain(WIDTH, HEIGHT, 30);
    Box place = stage.plan().of("full").stand();
    Box card = stage.plan().of("full").product();
    Scene bare = Scene.plain("full");
    Scene with = showing(bare, model(box(-0.5f, 0, -0.1f, 0.5f, 1, 0.1f, 0)));

    // When
    try (Studio studio = studio(stage, software)) {
      Pixels before = drawn(studio, bare, 0);
      drawn(studio, with, 0);
      Pixels first = drawn(studio, with, Turntable.ROUND_US);
      Pixels turned = drawn(studio, with, Turntable.ROUND_US * 5 / 4);
      Pixels again = drawn(studio, with, 2 * Turntable.ROUND_US);
      Pixels after = drawn(studio, bare, 2 * Turntable.ROUND_US + 40_000);

      // Then: green in the middle of the place, and nothing gets brighter
      // elsewhere but where the card is: the plinth throws a shadow
      int x = place.left() + place.width() / 2;
      int y = place.top() + place.height() / 2;
      assertThat(channel(first, x, y, GREEN)).isGreaterThan(channel(first, x, y, RED) + 30);
      assertThat(again.rgba()).isEqualTo(first.rgba());
      assertThat(turned.rgba()).isNotEqualTo(first.rgba());
      assertThat(after.rgba()).isEqualTo(before.rgba());
      for (int row = 0; row < HEIGHT; row += 5) {
        for (int column = 0; column < WIDTH; column += 5) {
          Box pixel = new Box(column, row, 1, 1);
          boolean within =
              card.contains(pixel)
                  || (column >= place.left() && column < place.right() && row >= place.top());
          int brighter = channel(first, column, row, GREEN) - channel(before, column, row, GREEN);
          assertThat(within || brighter <= 1).as("at %d, %d", column, row).isTrue();
        }
      }
    }
  }

  @Test
  void shouldMakeNoGarbageForASetAndAProduct() {
    // Given
    StageSet stage = StageSet.plain(WIDTH, HEIGHT, 30);
    Scene bare = Scene.plain("full");
    Scene with =
        showing(bare, model(box(-1, 0, -1, 1, 1, 1, 0)))
            .before(new Background.Set(model(box(-9, -9, -2, 9, 9, -1, 0))));

    // When
    try (Studio studio = studio(stage, true)) {
      long without = bytesAPicture(studio, bare);
      long full = bytesAPicture(studio, with);

      // Then
      assertThat(full - without).as("bytes a picture beyond %d", without).isLessThan(64);
    }
  }

  @Test
  void shouldFetchAModelBetweenPicturesBeforeItShows() {
    // Given
    StageSet stage = StageSet.plain(WIDTH, HEIGHT, 30);
    Scene with = showing(Scene.plain("full"), model(box(-1, 0, -1, 1, 1, 1, 0)));

    // When
    try (Studio studio = studio(stage, true)) {
      stage.prepare(with, 0);
      int waiting = stage.coming().size();
      studio.fetchOne();

      // Then
      assertThat(waiting).isEqualTo(1);
      assertThat(stage.coming()).isEmpty();
    }
  }

  private static long bytesAPicture(Studio studio, Scene scene) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < 100; i++) {
      studio.scene(scene, i * 33_333L);
      studio.drawFigure();
    }
    long began = threads.getCurrentThreadAllocatedBytes();
    for (int i = 100; i < 200; i++) {
      studio.scene(scene, i * 33_333L);
      studio.drawFigure();
    }
    return (threads.getCurrentThreadAllocatedBytes() - began) / 100;
  }

  private static Pixels drawn(StageSet stage, Scene scene, long atUs) {
    try (Studio studio = studio(stage, false)) {
      return drawn(studio, scene, atUs);
    }
  }

  private static Pixels drawn(Studio studio, Scene scene, long atUs) {
    studio.scene(scene, atUs);
    studio.pose(new MotionFrame(0, ShapeWeights.NONE, Optional.empty(), Map.of()));
    studio.drawFigure();
    return studio.canvas().read();
  }

  private static Studio studio(StageSet stage, boolean software) {
    return new Studio(RiggedFigure.of(ball()), stage, WIDTH, HEIGHT, 1, software);
  }

  private static int channel(Pixels pixels, int x, int y, int channel) {
    int at = ((HEIGHT - 1 - y) * WIDTH + x) * 4 + channel;
    return Byte.toUnsignedInt(pixels.rgba().get(at));
  }

  private static Scene showing(Scene scene, StageModel model) {
    Product product = new Product("7", "A thing", "", "", "", Optional.empty(), Optional.of(model));
    Scene shown = SceneChange.NOTHING.withProduct(Part.put(product)).over(scene);
    assertThat(shown.product()).isPresent();
    return shown;
  }

  private static Scene lit(Scene scene, Lights lights) {
    return new Scene(
        scene.lookId(),
        scene.layout(),
        scene.background(),
        lights,
        scene.product(),
        scene.priceShown(),
        scene.countdown(),
        scene.lowerThird(),
        scene.carousel(),
        scene.ticker());
  }

  private static MeshPart box(
      float x0, float y0, float z0, float x1, float y1, float z1, int material) {
    return Solids.box(new float[] {x0, y0, z0}, new float[] {x1, y1, z1}, material);
  }

  /** Material 0 is green, 1 red. */
  private static StageModel model(MeshPart... parts) {
    List<Material> materials =
        List.of(Solids.lit(0.05f, 0.6f, 0.05f, 0, 1), Solids.lit(0.7f, 0.02f, 0.02f, 0, 1));
    Model still = StillFigure.of(Solids.figure(List.of(parts), materials));
    return StageModel.of("model" + List.of(parts).hashCode(), still, 0);
  }

  private static Model ball() {
    ByteBuffer grey = ByteBuffer.allocateDirect(4);
    grey.put((byte) 60).put((byte) 60).put((byte) 60).put((byte) 255).flip();
    return Ball.of(40, 40, new Picture(1, 1, grey, true, true));
  }
}

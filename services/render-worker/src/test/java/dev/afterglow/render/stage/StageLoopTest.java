package dev.afterglow.render.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.asset.StageFile;
import dev.afterglow.render.capacity.Ball;
import dev.afterglow.render.egl.DrawingDevice;
import dev.afterglow.render.egl.HeadlessContext;
import dev.afterglow.render.figure.Picture;
import dev.afterglow.render.film.SmallFilm;
import dev.afterglow.render.preflight.Pixels;
import dev.afterglow.render.rigged.RiggedFigure;
import dev.afterglow.render.scene.Background;
import dev.afterglow.render.scene.Scene;
import dev.afterglow.render.scene.StageAsset;
import dev.afterglow.render.scene.StageLoop;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A film behind the figure, drawn. */
@Timeout(120)
class StageLoopTest {
  private static final int WIDTH = 136;
  private static final int HEIGHT = 240;
  private static final int COUNT = 25;
  private static final long PICTURE_US = 100_000;
  private static final byte[] FILE = SmallFilm.mp4(64, 48, 10, COUNT);

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
  @ValueSource(booleans = {true, false})
  void shouldShowThePictureThatMediaTimeAsksFor(boolean software) throws Exception {
    // Given
    StageSet stage = StageSet.plain(WIDTH, HEIGHT, 10);
    stage.films().patience(20_000);
    Scene scene = Scene.plain("full").before(new Background.Loop(loop()));

    // When, Then: the end of the first turn and the beginning of the second
    try (Studio studio = studio(stage, software);
        Films films = stage.films()) {
      for (int number = COUNT - 4; number < COUNT + 4; number++) {
        Pixels pixels = drawn(studio, scene, number * PICTURE_US + 7_000);
        double grey = (SmallFilm.grey(number % COUNT) - 16) * 255.0 / 219;
        assertThat((double) corner(pixels)).as("picture %d", number).isCloseTo(grey, within(7.0));
      }
      assertThat(films.late()).isZero();
    }
  }

  @Test
  void shouldLeaveTheLastPictureAndCountWhenTheNextIsNotThere() throws Exception {
    // Given: the first picture was waited for, and nobody waits on the air
    StageSet stage = StageSet.plain(WIDTH, HEIGHT, 10);
    stage.films().patience(20_000);
    Scene scene = Scene.plain("full").before(new Background.Loop(loop()));

    // When
    try (Studio studio = studio(stage, true);
        Films films = stage.films()) {
      drawn(studio, scene, 0);
      films.patience(0);
      int later = corner(drawn(studio, scene, 3_600_000_000L));
      long late = films.late();

      // Then: one that was decoded ahead, the newest that there is
      assertThat(IntStream.range(0, COUNT).map(i -> (SmallFilm.grey(i) - 16) * 255 / 219))
          .anyMatch(grey -> Math.abs(grey - later) < 7);
      assertThat(late).isEqualTo(1);
    }
  }

  @Test
  void shouldShowTheFirstPictureWhileNoneIsDecodedAndAWallAgainAfterwards() throws Exception {
    // Given
    StageSet stage = StageSet.plain(WIDTH, HEIGHT, 10);
    Scene bare = Scene.plain("full");
    Scene scene = bare.before(new Background.Loop(loop()));

    // When
    try (Studio studio = studio(stage, true);
        Films films = stage.films()) {
      int wall = corner(drawn(studio, bare, 0));
      films.close();
      int poster = corner(drawn(studio, scene, 40 * PICTURE_US));
      int again = corner(drawn(studio, bare, 41 * PICTURE_US));

      // Then: without a decoder the poster stays
      double grey = (SmallFilm.grey(0) - 16) * 255.0 / 219;
      assertThat((double) poster).isCloseTo(grey, within(7.0));
      assertThat(again).isEqualTo(wall);
    }
  }

  private static StageLoop loop() throws Exception {
    return ((StageAsset.Loop) StageFile.read(FILE)).loop();
  }

  private static Pixels drawn(Studio studio, Scene scene, long atUs) {
    studio.scene(scene, atUs);
    studio.pose(new MotionFrame(0, ShapeWeights.NONE, Optional.empty(), Map.of()));
    studio.drawFigure();
    return studio.canvas().read();
  }

  /** Green near the upper left. */
  private static int corner(Pixels pixels) {
    return Byte.toUnsignedInt(pixels.rgba().get(((HEIGHT - 4) * WIDTH + 3) * 4 + 1));
  }

  private static Studio studio(StageSet stage, boolean software) {
    ByteBuffer grey = ByteBuffer.allocateDirect(4);
    grey.put((byte) 60).put((byte) 60).put((byte) 60).put((byte) 255).flip();
    return new Studio(
        RiggedFigure.of(Ball.of(12, 12, new Picture(1, 1, grey, true, true))),
        stage,
        WIDTH,
        HEIGHT,
        1,
        software);
  }
}

package dev.afterglow.render.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.StillFigure;
import dev.afterglow.render.scene.Box;
import dev.afterglow.render.scene.StageModel;
import dev.afterglow.render.surface.Solids;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a product stands in its place, as numbers. */
class TurntableTest {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 1280;
  private static final Box PLACE = new Box(500, 460, 200, 300);

  @ParameterizedTest
  @CsvSource({"0.1,0.1,0.1", "3,0.2,0.4", "0.02,0.9,0.02", "40,40,10"})
  void shouldKeepTheProductInItsPlaceHoweverItTurns(float wide, float high, float deep) {
    // Given: not in the middle of its own space
    StageModel model = brick(7, 5, -3, wide, high, deep);
    Turntable table = Turntable.of(model, PLACE, WIDTH, HEIGHT);
    float[] pixel = new float[2];

    // When, Then
    float widest = 0;
    float tallest = 0;
    for (long at = 0; at < Turntable.ROUND_US; at += Turntable.ROUND_US / 32) {
      float[] placed = table.product(at);
      for (int corner = 0; corner < 8; corner++) {
        float x = corner % 2 == 0 ? model.low()[0] : model.high()[0];
        float y = corner / 2 % 2 == 0 ? model.low()[1] : model.high()[1];
        float z = corner < 4 ? model.low()[2] : model.high()[2];
        project(table.viewProjection(), placed, x, y, z, pixel);
        assertThat(pixel[0]).isBetween((float) PLACE.left(), (float) PLACE.right());
        assertThat(pixel[1]).isBetween((float) PLACE.top(), (float) PLACE.bottom());
        widest = Math.max(widest, 2 * Math.abs(pixel[0] - 600));
        tallest = Math.max(tallest, PLACE.bottom() - pixel[1]);
      }
    }
    assertThat(Math.max(widest / PLACE.width(), tallest / PLACE.height()))
        .as("as large as it may be")
        .isGreaterThan(0.7f);
  }

  @Test
  void shouldTurnOnceRoundAndBegin() {
    // Given
    Turntable table = Turntable.of(brick(0, 0, 0, 2, 1, 1), PLACE, WIDTH, HEIGHT);
    float[] begun = table.product(0).clone();
    float[] quarter = table.product(Turntable.ROUND_US / 4).clone();

    // When
    float[] again = table.product(3 * Turntable.ROUND_US).clone();

    // Then: after a quarter what was +x is -z; it stands on the plinth all the while
    assertThat(again).containsExactly(begun, within(1e-5f));
    assertThat(quarter[0]).isCloseTo(0, within(1e-5f));
    assertThat(quarter[2]).isCloseTo(-begun[0], within(1e-5f));
    assertThat(begun[13]).isZero();
    assertThat(begun[5]).isEqualTo(begun[0]);
  }

  @Test
  void shouldLayTheShadowUnderTheProduct() {
    // Given
    Turntable table = Turntable.of(brick(0, 0, 0, 1, 1, 1), PLACE, WIDTH, HEIGHT);
    float[] foot = new float[2];
    project(table.viewProjection(), table.plinth(), 0, 0, 0, foot);

    // When
    float[] pool = table.pool();

    // Then
    assertThat(pool[0] * WIDTH).isCloseTo(foot[0], within(1e-2f));
    assertThat((1 - pool[1]) * HEIGHT).isCloseTo(foot[1], within(1e-2f));
    assertThat(pool[2] * WIDTH).isBetween(60f, 110f);
    assertThat(pool[3]).isLessThan(pool[2]);
  }

  /** Where a point stands in the picture, pixels from its upper left. */
  private static void project(
      float[] viewProjection, float[] model, float x, float y, float z, float[] out) {
    float[] world = new float[4];
    for (int row = 0; row < 3; row++) {
      world[row] = model[row] * x + model[4 + row] * y + model[8 + row] * z + model[12 + row];
    }
    float[] clip = new float[4];
    for (int row = 0; row < 4; row++) {
      clip[row] =
          viewProjection[row] * world[0]
              + viewProjection[4 + row] * world[1]
              + viewProjection[8 + row] * world[2]
              + viewProjection[12 + row];
    }
    out[0] = (clip[0] / clip[3] + 1) / 2 * WIDTH;
    out[1] = (1 - clip[1] / clip[3]) / 2 * HEIGHT;
  }

  private static StageModel brick(float x, float y, float z, float wide, float high, float deep) {
    MeshPart part =
        Solids.box(new float[] {x, y, z}, new float[] {x + wide, y + high, z + deep}, 0);
    return StageModel.of(
        "brick",
        StillFigure.of(Solids.figure(List.of(part), List.of(Solids.lit(1, 1, 1, 0, 1)))),
        0);
  }
}

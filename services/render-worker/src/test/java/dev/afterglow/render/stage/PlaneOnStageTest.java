package dev.afterglow.render.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.egl.DrawingDevice;
import dev.afterglow.render.egl.HeadlessContext;
import dev.afterglow.render.figure.StillFigure;
import dev.afterglow.render.preflight.FaceSight;
import dev.afterglow.render.preflight.Pixels;
import dev.afterglow.render.presence.PlaneFigure;
import dev.afterglow.render.rig.Hand;
import dev.afterglow.render.scene.Hold;
import dev.afterglow.render.scene.Part;
import dev.afterglow.render.scene.Product;
import dev.afterglow.render.scene.Scene;
import dev.afterglow.render.scene.SceneChange;
import dev.afterglow.render.scene.StageModel;
import dev.afterglow.render.surface.Solids;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the stage asks of a figure, answered by one that has neither mesh nor bone. */
class PlaneOnStageTest {
  private static final int WIDTH = 272;
  private static final int HEIGHT = 480;

  @Test
  void shouldHoldAProductWhereItsHandIs() {
    // Given
    Product product =
        new Product("7", "A thing", "", "", "", Optional.empty(), Optional.of(redBox()), 0.1);
    Scene scene =
        SceneChange.NOTHING
            .withProduct(Part.put(product))
            .withHold(Part.put(Hold.LEFT_HAND))
            .over(Scene.plain("full"));
    try (HeadlessContext context = DrawingDevice.open();
        Studio studio =
            new Studio(
                new PlaneFigure(), StageSet.plain(WIDTH, HEIGHT, 30), WIDTH, HEIGHT, 0.7f, true)) {
      studio.scene(scene, 0);

      // When
      double rest = redColumn(drawn(studio, 0));
      double aside = redColumn(drawn(studio, 1));

      // Then: it goes with the hand, which the drive does not move of its own
      assertThat(aside).isGreaterThan(rest + 8);
      assertThat(studio.undriven()).isEqualTo(Hand.LEFT);
    }
  }

  @Test
  void shouldBeJudgedWhereItsFaceIs() {
    // Given
    PlaneFigure figure = new PlaneFigure();
    try (HeadlessContext context = DrawingDevice.open();
        Studio studio =
            new Studio(figure, StageSet.plain(WIDTH, HEIGHT, 30), WIDTH, HEIGHT, 1, true)) {
      drawn(studio, 0);
      assertThat(studio.sight()).as("nobody looked for a face yet").isNull();

      // When
      figure.findFace();
      FaceSight rest = studio.sight();
      drawn(studio, 1);
      FaceSight aside = studio.sight();

      // Then
      assertThat(rest).isNotNull();
      assertThat(aside).isNotNull();
      assertThat(aside.boxes().head().left()).isGreaterThan(rest.boxes().head().left() + 8);
    }
  }

  @Test
  void shouldBeDrawnAtEveryRung() {
    try (HeadlessContext context = DrawingDevice.open();
        Studio studio =
            new Studio(
                new PlaneFigure(), StageSet.plain(WIDTH, HEIGHT, 30), WIDTH, HEIGHT, 1, false)) {
      for (int level = 0; level < studio.ladder().size(); level++) {
        studio.level(level);
        assertThat(dark(drawn(studio, 0))).as("dark pixels at level %d", level).isPositive();
      }
    }
  }

  private static Pixels drawn(Studio studio, float aside) {
    studio.pose(
        new MotionFrame(
            0,
            ShapeWeights.builder().set(ArkitShape.JAW_LEFT, aside).build(),
            Optional.empty(),
            Map.of()));
    studio.drawFigure();
    return studio.canvas().read();
  }

  private static double redColumn(Pixels pixels) {
    long sum = 0;
    long count = 0;
    for (int i = 0; i < pixels.width() * pixels.height(); i++) {
      int red = Byte.toUnsignedInt(pixels.rgba().get(i * 4));
      if (red > Byte.toUnsignedInt(pixels.rgba().get(i * 4 + 1)) + 60) {
        sum += i % pixels.width();
        count++;
      }
    }
    assertThat(count).as("red pixels").isGreaterThan(50);
    return (double) sum / count;
  }

  private static int dark(Pixels pixels) {
    int count = 0;
    for (int i = 0; i < pixels.width() * pixels.height(); i++) {
      count += Byte.toUnsignedInt(pixels.rgba().get(i * 4)) < 20 ? 1 : 0;
    }
    return count;
  }

  private static StageModel redBox() {
    return StageModel.of(
        "box",
        StillFigure.of(
            Solids.figure(
                List.of(Solids.box(new float[3], new float[] {0.06f, 0.1f, 0.04f}, 0)),
                List.of(Solids.lit(0.7f, 0.02f, 0.02f, 0, 1)))),
        0);
  }
}

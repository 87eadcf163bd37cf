package dev.afterglow.render.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.convert.Conversion;
import dev.afterglow.render.convert.PlanarPicture;
import dev.afterglow.render.egl.DrawingDevice;
import dev.afterglow.render.egl.HeadlessContext;
import dev.afterglow.render.label.AiLabel;
import dev.afterglow.render.quality.Ladder;
import dev.afterglow.render.stage.Studio;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a step down the quality ladder changes in the picture, and what it never does. */
class FinenessTest {
  private static final int WIDTH = 272;
  private static final int HEIGHT = 480;

  private final AiLabel label = new AiLabel(WIDTH, HEIGHT);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldKeepTheLabelAndThePictureWhenTheFigureIsDrawnLessFinely(boolean software) {
    // Given: a figure with its green plate in front
    MotionFrame open =
        new MotionFrame(
            0,
            ShapeWeights.builder().set(ArkitShape.JAW_OPEN, 1).build(),
            Optional.empty(),
            Map.of());

    // When
    List<byte[]> pictures = draw(open, software);

    // Then
    byte[] finest = pictures.getFirst();
    assertThat(pictures).hasSize(software ? 4 : 6);
    assertThat(brightest(labelOf(finest))).as("the label is there").isGreaterThan(200);
    for (int level = 1; level < pictures.size(); level++) {
      byte[] coarser = pictures.get(level);
      assertThat(labelOf(coarser)).as("label at level %d", level).isEqualTo(labelOf(finest));
      assertThat(meanDifference(finest, coarser)).as("picture at %d", level).isBetween(0.0, 2.0);
    }
    assertThat(meanDifference(finest, pictures.getLast())).as("the last is coarser").isPositive();
  }

  private List<byte[]> draw(MotionFrame motion, boolean software) {
    List<byte[]> out = new ArrayList<>();
    try (HeadlessContext context = DrawingDevice.open();
        Studio studio = new Studio(TestFigures.flashing(), WIDTH, HEIGHT, 1, software);
        Conversion conversion = Conversion.of(WIDTH, HEIGHT, software, label)) {
      Ladder ladder = studio.ladder();
      for (int level = 0; level < ladder.size(); level++) {
        PlanarPicture picture = new PlanarPicture(WIDTH, HEIGHT);
        studio.level(level);
        studio.pose(motion);
        studio.drawFigure();
        conversion.start(studio.canvas());
        conversion.finish(picture);
        byte[] copy = new byte[picture.stride() * HEIGHT * 3 / 2];
        picture.planes().get(0, copy);
        out.add(copy);
      }
    }
    return out;
  }

  /** The glyphs' own pixels; between them the picture shows through. */
  private byte[] labelOf(byte[] picture) {
    byte[] out = new byte[label.mask().width() * label.mask().height()];
    for (int y = 0; y < label.mask().height(); y++) {
      for (int x = 0; x < label.mask().width(); x++) {
        if (label.mask().at(x, y) == 255) {
          out[y * label.mask().width() + x] = picture[(label.top() + y) * WIDTH + label.left() + x];
        }
      }
    }
    return out;
  }

  private static int brightest(byte[] luma) {
    int most = 0;
    for (byte value : luma) {
      most = Math.max(most, value & 0xFF);
    }
    return most;
  }

  private static double meanDifference(byte[] a, byte[] b) {
    long sum = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      sum += Math.abs((a[i] & 0xFF) - (b[i] & 0xFF));
    }
    return sum / (double) (WIDTH * HEIGHT);
  }
}

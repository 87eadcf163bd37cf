package dev.afterglow.render.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.render.label.AiLabel;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class LabelStampTest {
  private static final int WIDTH = 276;
  private static final int HEIGHT = 480;
  private static final int UNDER = 90;

  private final AiLabel label = new AiLabel(WIDTH, HEIGHT);
  private final PlanarPicture picture = new PlanarPicture(WIDTH, HEIGHT);

  @Test
  void shouldBlendTheLabelOverWhatIsThere() {
    // Given
    fill();
    ByteBuffer rgba = label.picture();

    // When
    new LabelStamp(label).on(picture);

    // Then: luma as the formula of BT.709 has it for grey, pixel by pixel
    for (int y = 0; y < label.mask().height(); y++) {
      for (int x = 0; x < label.mask().width(); x++) {
        int at = (y * label.mask().width() + x) * 4;
        double alpha = (rgba.get(at + 3) & 0xFF) / 255.0;
        double grey = 16 + 219 * (rgba.get(at) & 0xFF) / 255.0;
        int luma = luma(label.left() + x, label.top() + y);
        assertThat((double) luma)
            .as("pixel %d, %d of the label", x, y)
            .isBetween(
                alpha * grey + (1 - alpha) * UNDER - 1, alpha * grey + (1 - alpha) * UNDER + 1);
      }
    }
  }

  @Test
  void shouldDrawColourTowardsGreyUnderTheLabelAlone() {
    // Given
    fill();
    int colours = picture.stride() * HEIGHT;
    int stride = picture.stride() / 2;
    int middle = label.top() + label.mask().height() / 2;

    // When
    new LabelStamp(label).on(picture);

    // Then
    for (int plane : new int[] {colours, colours + colours / 4}) {
      int inside = picture.planes().get(plane + middle / 2 * stride + WIDTH / 4) & 0xFF;
      int outside = picture.planes().get(plane + (HEIGHT / 2 - 2) * stride + WIDTH / 4) & 0xFF;
      assertThat(inside).isBetween(UNDER + 15, 128);
      assertThat(outside).isEqualTo(UNDER);
    }
  }

  @Test
  void shouldTouchNothingOutsideTheLabelsBox() {
    // Given
    fill();

    // When
    new LabelStamp(label).on(picture);

    // Then
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        boolean inside =
            x >= label.left()
                && x < label.left() + label.mask().width()
                && y >= label.top()
                && y < label.top() + label.mask().height();
        assertThat(inside || luma(x, y) == UNDER).as("%d, %d", x, y).isTrue();
      }
    }
  }

  private void fill() {
    for (int i = 0; i < picture.planes().capacity(); i++) {
      picture.planes().put(i, (byte) UNDER);
    }
  }

  private int luma(int x, int y) {
    return picture.planes().get(y * picture.stride() + x) & 0xFF;
  }
}

package dev.afterglow.render.label;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invariant 2, first half: what the label looks like. */
class AiLabelTest {
  @ParameterizedTest
  @CsvSource({"720,1280", "540,960", "1080,1920", "272,480", "1280,720"})
  void shouldHaveGlyphsOfAtLeastFivePercentOfTheShortSide(int width, int height) {
    // When
    AiLabel label = new AiLabel(width, height);

    // Then
    assertThat(label.glyphHeight())
        .isGreaterThanOrEqualTo((int) Math.ceil(Math.min(width, height) * 0.05));
    assertThat(label.left()).isNotNegative();
    assertThat(label.left() + label.mask().width()).isLessThanOrEqualTo(width);
    assertThat(label.top() + label.mask().height()).isLessThan(height / 4);
  }

  @ParameterizedTest
  @CsvSource({"720,1280", "272,480"})
  void shouldDrawRealGlyphsAcrossItsWholeWidth(int width, int height) {
    // Given
    AiLabel label = new AiLabel(width, height);
    Mask mask = label.mask();

    // When: columns that any glyph touches, in twelfths of the box
    boolean[] touched = new boolean[12];
    int covered = 0;
    for (int x = 0; x < mask.width(); x++) {
      for (int y = 0; y < mask.height(); y++) {
        if (mask.at(x, y) > 128) {
          touched[x * 12 / mask.width()] = true;
          covered++;
        }
      }
    }

    // Then
    assertThat(touched).containsOnly(true);
    assertThat((double) covered / (mask.width() * mask.height())).isBetween(0.08, 0.4);
  }
}

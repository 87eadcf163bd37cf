package dev.afterglow.capture.liveness.digits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WordBoundsTest {
  @Test
  void shouldFindWordsAndTheirPausesByLoudness() {
    // Given: 0.5 s of room, 0.4 s of word, 0.1 s of closure, 0.2 s of word, 0.5 s of room, a click
    float[] levels = new float[220];
    java.util.Arrays.fill(levels, -60);
    java.util.Arrays.fill(levels, 50, 90, -20);
    java.util.Arrays.fill(levels, 100, 120, -25);
    java.util.Arrays.fill(levels, 170, 173, -20);

    // When
    var words = WordBounds.words(levels);

    // Then
    assertThat(words).containsExactly(new Word(47, 123));
    assertThat(WordBounds.words(new float[300])).as("nothing stands out").isEmpty();
  }
}

package dev.afterglow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamCutterTest {
  private final StreamCutter cutter = new StreamCutter("__end", 16);
  private final List<String> frames = new ArrayList<>();

  @Test
  void shouldGiveTheSameFramesHoweverTheStreamIsChopped() {
    // Given
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    String stream = "one__endtwo__end___endfour__en__endhalf";

    // When
    for (int at = 0; at < stream.length(); ) {
      int to = Math.min(stream.length(), at + 1 + random.nextInt(7));
      feed(stream.substring(at, to));
      at = to;
    }

    // Then
    assertThat(frames).as("seed %d", seed).containsExactly("one", "two", "_", "four__en");
  }

  @Test
  void shouldDropOnlyTheFrameThatIsTooLong() {
    // When
    feed("good__end" + "x".repeat(1_000) + "__endfine__end");

    // Then
    assertThat(frames).containsExactly("good", "fine");
    assertThat(cutter.dropped()).isEqualTo(1);
  }

  @Test
  void shouldTakeTheLongestFrameWhenItJustFits() {
    // When
    feed("12345678901__end" + "123456789012__end");

    // Then
    assertThat(frames).containsExactly("12345678901");
    assertThat(cutter.dropped()).isEqualTo(1);
  }

  private void feed(String text) {
    cutter.feed(
        ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)),
        frame -> frames.add(StandardCharsets.US_ASCII.decode(frame).toString()));
  }
}

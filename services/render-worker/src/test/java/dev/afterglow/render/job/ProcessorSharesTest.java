package dev.afterglow.render.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.render.encode.StreamFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessorSharesTest {
  private static final StreamFormat SMALL = new StreamFormat(360, 640, 30, 1_000_000, 128_000);
  private static final StreamFormat LARGE = new StreamFormat(720, 1280, 30, 2_500_000, 128_000);

  private final Map<String, Long> got = new HashMap<>();
  private long processNanos = 7_000;
  private final ProcessorShares shares = new ProcessorShares(() -> processNanos);

  @Test
  void shouldShareOutByThePixelsEncoded() {
    // Given: the large one has four times the pixels
    processNanos += 1_000;

    // When
    shares.share(List.of(part("small", SMALL, 30), part("large", LARGE, 30)));

    // Then
    assertThat(got).containsEntry("small", 200L).containsEntry("large", 800L);
  }

  @Test
  void shouldCountOnlyWhatCameSinceTheLastTime() {
    // Given
    processNanos += 500;
    shares.share(List.of(part("one", SMALL, 100), part("two", SMALL, 0)));
    got.clear();
    processNanos += 600;

    // When
    shares.share(List.of(part("one", SMALL, 110), part("two", SMALL, 20)));

    // Then
    assertThat(got).containsEntry("one", 200L).containsEntry("two", 400L);
  }

  @Test
  void shouldGiveNobodyWhatFellBetweenRenders() {
    // Given
    processNanos += 500;
    shares.share(List.of());
    processNanos += 100;

    // When
    shares.share(List.of(part("one", SMALL, 10)));

    // Then
    assertThat(got).containsOnly(Map.entry("one", 100L));
  }

  private ProcessorShares.Part part(String id, StreamFormat format, long frames) {
    return new ProcessorShares.Part(id, format, frames, nanos -> got.merge(id, nanos, Long::sum));
  }
}

package dev.afterglow.standalone.bench.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentTimesTest {
  private static final long MS = 1_000_000;

  @Test
  void shouldFindWhatWasSentNearAnInstantWhenSomeOfItNeverCame() {
    // Given
    SentTimes sent = new SentTimes();
    for (long i = 1; i <= 100; i++) {
      sent.note(i, i * 20 * MS);
    }

    // When
    long sequence = sent.nearest(40 * 20 * MS + 3 * MS);

    // Then
    assertThat(sequence).isEqualTo(40);
    assertThat(sent.since(sequence, 41 * 20 * MS)).isEqualTo(20 * MS);
  }

  @Test
  void shouldFindNothingWhenNothingWasSentThen() {
    // Given
    SentTimes sent = new SentTimes();
    sent.note(1, 20 * MS);
    sent.note(2, 500 * MS);

    // Then
    assertThat(sent.nearest(40 * MS)).isZero();
    assertThat(new SentTimes().nearest(0)).isZero();
  }
}

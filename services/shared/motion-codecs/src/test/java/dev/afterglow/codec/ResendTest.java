package dev.afterglow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResendTest {
  private static final long SECOND_US = 1_000_000;

  @Test
  void shouldSendThriceAtOnceThenAtTheIntervalWhenNobodyAnswers() {
    // Given
    Resend resend = new Resend(3, 2 * SECOND_US, false);

    // Then
    assertThat(dueMs(resend, 0, 5_000)).containsExactly(0L, 50L, 100L, 2_100L, 4_100L);
  }

  @Test
  void shouldRestWhenAnswersComeAndStartAgainWhenTheyStop() {
    // Given
    Resend resend = new Resend(3, 2 * SECOND_US, false);
    resend.due(0);

    // When
    resend.heard(SECOND_US);

    // Then
    assertThat(dueMs(resend, 1_000, 6_000)).containsExactly(3_000L, 5_000L);
  }

  @Test
  void shouldGoOnWhenTheRequestLapses() {
    // Given
    Resend resend = new Resend(1, SECOND_US, true);
    resend.due(0);

    // When
    resend.heard(SECOND_US / 2);

    // Then
    assertThat(dueMs(resend, 600, 2_500)).containsExactly(1_000L, 2_000L);
  }

  private static List<Long> dueMs(Resend resend, long fromMs, long toMs) {
    List<Long> due = new ArrayList<>();
    for (long ms = fromMs; ms < toMs; ms += 10) {
      if (resend.due(ms * 1_000)) {
        due.add(ms);
      }
    }
    return due;
  }
}

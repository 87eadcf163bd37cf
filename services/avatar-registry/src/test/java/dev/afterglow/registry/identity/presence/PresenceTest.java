package dev.afterglow.registry.identity.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.registry.identity.AssuranceLevel;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Refusal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PresenceTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Presence.Times TIMES =
      new Presence.Times(Duration.ofMinutes(10), Duration.ofMinutes(30));
  private static final Presence.Asked ASKED =
      new Presence.Asked("p", "s", new Attempt("aliyun", "c1"), NOW);
  private static final Outcome PASSED = new Outcome.Passed(AssuranceLevel.FACE_AUTHORITY);

  @Test
  void shouldCountFromWhenItWasAskedForWhenItIsProven() {
    // When
    Presence proven = ASKED.resolve(PASSED, NOW.plusSeconds(120), TIMES);

    // Then
    assertThat(proven)
        .isEqualTo(
            new Presence.Proven(
                "p",
                "s",
                ASKED.attempt(),
                NOW,
                AssuranceLevel.FACE_AUTHORITY,
                NOW.plus(Duration.ofMinutes(30))));
  }

  @Test
  void shouldProveNothingWhenTheAnswerIsLateOpenOrMissing() {
    // Given
    Instant late = NOW.plus(TIMES.openFor());

    // When
    Presence justInTime = ASKED.resolve(PASSED, late.minusNanos(1), TIMES);
    Presence tooLate = ASKED.resolve(PASSED, late, TIMES);
    Presence open = ASKED.resolve(new Outcome.Open(), NOW, TIMES);
    Presence silent = ASKED.resolve(new Outcome.Unanswered(), NOW, TIMES);
    Presence never = ASKED.resolve(new Outcome.Open(), late, TIMES);

    // Then
    assertThat(justInTime).isInstanceOf(Presence.Proven.class);
    assertThat(((Presence.Refused) tooLate).refusal()).isEqualTo(Refusal.EXPIRED);
    assertThat(((Presence.Refused) never).refusal()).isEqualTo(Refusal.EXPIRED);
    assertThat(open).isSameAs(ASKED);
    assertThat(silent).isSameAs(ASKED);
  }
}

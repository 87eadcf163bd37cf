package dev.afterglow.registry.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RefusalBudgetTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void shouldCloseForTheRestOfTheWindowWhenTheLimitIsReached() {
    // Given
    RefusalBudget budget = new RefusalBudget(() -> now);
    budget.open();
    now = now.plusSeconds(20);

    // When
    for (int i = 0; i < RefusalBudget.LIMIT; i++) {
      assertThat(budget.open()).isTrue();
      budget.refused();
    }

    // Then
    assertThat(budget.open()).isFalse();
    assertThat(budget.retryAfterSeconds()).isEqualTo(40);
    now = now.plus(Duration.ofSeconds(40));
    assertThat(budget.open()).isTrue();
  }
}

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

  @Test
  void shouldLeaveOtherTenantsAloneWhenOneUsedItsBudgetUp() {
    // Given
    RefusalBudgets budgets = new RefusalBudgets(() -> now);

    // When
    for (int i = 0; i < RefusalBudget.LIMIT; i++) {
      budgets.of("shop-a").refused();
    }

    // Then
    assertThat(budgets.of("shop-a").open()).isFalse();
    assertThat(budgets.of("shop-b").open()).isTrue();
  }

  @Test
  void shouldKeepABoundedNumberOfTenants() {
    // Given
    RefusalBudgets budgets = new RefusalBudgets(() -> now);
    RefusalBudget first = budgets.of("first");
    RefusalBudget used = budgets.of("used");

    // When
    for (int i = 0; i < RefusalBudgets.MOST_TENANTS - 1; i++) {
      budgets.of("used");
      budgets.of("tenant-" + i);
    }

    // Then
    assertThat(budgets.of("used")).isSameAs(used);
    assertThat(budgets.of("first")).isNotSameAs(first);
  }
}

package dev.afterglow.capture.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import org.junit.jupiter.api.Test;

final class PairingBudgetTest {
  private long nowNanos;
  private final PairingBudget budget = new PairingBudget(3, () -> nowNanos);

  @Test
  void shouldRefuseTheRestOfTheMinuteWhenAnAddressWasRefusedTooOften() {
    // Given
    for (int i = 0; i < 3; i++) {
      assertThat(guess("203.0.113.7")).isEqualTo("PAIRING_REFUSED");
    }

    // When
    String fourth = guess("203.0.113.7");
    String another = guess("203.0.113.8");
    nowNanos += PairingBudget.WINDOW.toNanos();
    String later = guess("203.0.113.7");

    // Then
    assertThat(fourth).isEqualTo("TOO_MANY_PAIRING_ATTEMPTS");
    assertThat(another).isEqualTo("PAIRING_REFUSED");
    assertThat(later).isEqualTo("PAIRING_REFUSED");
  }

  @Test
  void shouldCountNothingWhenPairingSucceedsOrTheRegistryIsAway() {
    // When
    for (int i = 0; i < 10; i++) {
      assertThat(budget.attempt("203.0.113.7", () -> "device")).isEqualTo("device");
      assertThat(fail("203.0.113.7", "UPSTREAM_UNAVAILABLE", Fault.UNAVAILABLE))
          .isEqualTo("UPSTREAM_UNAVAILABLE");
    }

    // Then
    assertThat(guess("203.0.113.7")).isEqualTo("PAIRING_REFUSED");
  }

  @Test
  void shouldLetNobodyByWhenManyTryAtOnce() {
    // When
    String inner =
        budget.attempt(
            "203.0.113.7",
            () ->
                budget.attempt(
                    "203.0.113.7",
                    () -> budget.attempt("203.0.113.7", () -> guess("203.0.113.7"))));

    // Then
    assertThat(inner).isEqualTo("TOO_MANY_PAIRING_ATTEMPTS");
  }

  @Test
  void shouldForgetTheOldestWhenThereAreTooManyAddresses() {
    // Given
    for (int i = 0; i < 3; i++) {
      guess("oldest");
    }

    // When
    for (int i = 0; i < PairingBudget.MOST_ADDRESSES; i++) {
      guess("address " + i);
    }

    // Then
    assertThat(guess("oldest")).isEqualTo("PAIRING_REFUSED");
  }

  private String guess(String address) {
    return fail(address, "PAIRING_REFUSED", Fault.DENIED);
  }

  private String fail(String address, String reason, Fault kind) {
    AfterglowException failed =
        catchThrowableOfType(
            AfterglowException.class,
            () ->
                budget.attempt(
                    address,
                    () -> {
                      throw new AfterglowException(reason, kind, "made up");
                    }));
    return failed.reason();
  }
}

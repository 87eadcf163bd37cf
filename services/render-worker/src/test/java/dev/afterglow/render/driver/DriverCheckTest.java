package dev.afterglow.render.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DriverCheckTest {
  private long nanos;
  private final DriverCheck check = new DriverCheck(() -> nanos);

  @Test
  void shouldNotAllowTheFigureWhenNoStandingHasCome() {
    assertThat(check.allows()).isFalse();
    assertThat(check.standing()).isEmpty();
  }

  @Test
  void shouldAllowTheFigureUntilTheStandingIsTooOld() {
    // Given
    check.stands(standing(false));
    boolean fresh = check.allows();
    nanos += DriverCheck.VALID_NANOS;
    boolean old = check.allows();

    // When
    nanos++;

    // Then
    assertThat(fresh).isTrue();
    assertThat(old).isTrue();
    assertThat(check.allows()).as("said ten seconds ago").isFalse();
    assertThat(check.standing()).isPresent();
  }

  @Test
  void shouldNotAllowTheFigureWhenTheStandingAsksForTheSlate() {
    // Given
    check.stands(standing(false));

    // When
    check.stands(standing(true));

    // Then
    assertThat(check.allows()).isFalse();
  }

  private static DriverStanding standing(boolean slate) {
    return new DriverStanding(slate, "", "", List.of(), "", true, true, Optional.empty());
  }
}

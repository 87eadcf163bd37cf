package dev.afterglow.capture.liveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class RampTest {
  @Test
  void shouldRiseToItsWeightWhenMoreIsWorse() {
    // Given
    Ramp ramp = new Ramp(10, 30, 0.8);

    // When
    double[] suspicions = {ramp.suspicion(5), ramp.suspicion(20), ramp.suspicion(99)};

    // Then
    assertThat(suspicions).containsExactly(new double[] {0, 0.4, 0.8}, within(1e-12));
  }

  @Test
  void shouldRiseToItsWeightWhenLessIsWorse() {
    // Given
    Ramp ramp = new Ramp(0.30, 0.20, 1);

    // When
    double[] suspicions = {ramp.suspicion(0.5), ramp.suspicion(0.25), ramp.suspicion(0)};

    // Then
    assertThat(suspicions).containsExactly(new double[] {0, 0.5, 1}, within(1e-12));
  }

  @Test
  void shouldNotSuspectWhenThereIsNothingToMeasure() {
    // Given
    Ramp ramp = new Ramp(0.30, 0.20, 1);

    // When
    double suspicion = ramp.suspicion(Double.NaN);

    // Then
    assertThat(suspicion).isZero();
  }

  @Test
  void shouldRefuseWhenEndsAreOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Ramp(1, 1, 0.5));
  }
}

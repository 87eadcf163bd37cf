package dev.afterglow.registry.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;

/**
 * Lease, licence, identity and erasure through crashes, doubled, lost and overtaking messages and
 * clocks that are wrong. Two hundred thousand steps; {@code -Dsimulation.steps=10000000} for ten
 * million, {@code -Dseed=} for another world.
 */
class SimulationTest {
  private static final long SEED = Long.getLong("seed", 20_261_123L);
  private static final int STEPS = Integer.getInteger("simulation.steps", 200_000);
  private static final int STEPS_A_WORLD = 100_000;

  @Test
  void shouldHoldEveryInvariantAtEachStepWhateverGoesWrong() {
    // Given
    int worlds = Math.max(1, STEPS / STEPS_A_WORLD);

    // When // Then
    for (int i = 0; i < worlds; i++) {
      SimulatedWorld world = new SimulatedWorld(SEED + i, false);
      int step = 0;
      try {
        for (; step < STEPS_A_WORLD; step++) {
          world.step();
        }
      } catch (AssertionError e) {
        throw new AssertionError(
            "world %d of seed %d, step %d: %s".formatted(i, SEED, step, e.getMessage()), e);
      }
      System.out.println("world " + (SEED + i) + ": " + world.summary());
      assertThat(world.rarest()).as("what happened in world %d of seed %d", i, SEED).isPositive();
    }
  }

  @Test
  void shouldFindHoldersThatCountFromTheAnswer() {
    // Given
    SimulatedWorld world = new SimulatedWorld(SEED, true);

    // When
    Throwable found =
        catchThrowable(
            () -> {
              for (int step = 0; step < 10 * STEPS_A_WORLD; step++) {
                world.step();
              }
            });

    // Then
    assertThat(found).isInstanceOf(AssertionError.class).hasMessageContaining("draw");
  }
}

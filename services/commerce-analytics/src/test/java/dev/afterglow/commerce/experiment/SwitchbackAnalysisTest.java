package dev.afterglow.commerce.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.random.RandomDataGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The promises, by simulation: -Dshows=1000 plays all shows of the published figures, -Dseed=
 * others. The ordinary run plays 300, with room for chance.
 */
class SwitchbackAnalysisTest {
  private static final int SHOWS = Integer.getInteger("shows", 300);
  private static final long SEED = Long.getLong("seed", 20_260_301L);
  private static final int SLOTS = 48;

  private static double share(SimulatedShow show, int slots, Verdict... verdicts) {
    long[] seeds = new SplittableRandom(SEED).longs(SHOWS).toArray();
    long counted =
        Arrays.stream(seeds)
            .mapToObj(seed -> show.play(seed, slots).verdict())
            .filter(Arrays.asList(verdicts)::contains)
            .count();
    return counted / (double) SHOWS;
  }

  /** What 300 or more shows may add to a share of 5 % by chance: three deviations. */
  private static double chance(double share) {
    return SHOWS >= 1_000 ? 0 : 3 * Math.sqrt(share * (1 - share) / SHOWS);
  }

  @ParameterizedTest
  @CsvSource({"12,1,0", "12,3,0.05", "2,1,0", "40,1,0.1", "0.3,1,0"})
  void shouldRarelySpeakWhenTheActionChangesNothing(double level, double dispersion, double drift) {
    // Given
    SimulatedShow show = new SimulatedShow(level, 1, dispersion, drift);

    // When
    double wrong = share(show, 96, Verdict.HELPS, Verdict.HARMS);

    // Then
    System.out.printf(
        "A/A level=%s dispersion=%s drift=%s: %.4f of %d shows of 96 slots speak, seed %d%n",
        level, dispersion, drift, wrong, SHOWS, SEED);
    assertThat(wrong).isLessThanOrEqualTo(0.05 + chance(0.05));
  }

  @Test
  void shouldFindThirtyPercentMoreWhenThereAreFortyEightSlotsOfTwelveOrders() {
    // Given
    SimulatedShow show = new SimulatedShow(12, 1.3, 1, 0);

    // When
    double found = share(show, SLOTS, Verdict.HELPS);

    // Then
    System.out.printf(
        "power at +30 %%, 12 orders, 48 slots: %.4f of %d shows, seed %d%n", found, SHOWS, SEED);
    assertThat(found).isGreaterThanOrEqualTo(0.8 - chance(0.8));
  }

  @Test
  void shouldFindHarmWhenTheActionHalvesTheOrders() {
    // Given
    SimulatedShow show = new SimulatedShow(12, 0.5, 1, 0);

    // When
    double found = share(show, SLOTS, Verdict.HARMS);
    double praised = share(show, SLOTS, Verdict.HELPS);

    // Then
    assertThat(found).isGreaterThan(0.9);
    assertThat(praised).isLessThan(0.02);
  }

  @ParameterizedTest
  @CsvSource({"12,1.3", "40,1.3", "12,1.5"})
  void shouldForetellTheSlotsThatItTakesWhenTheEffectIsAsAssumed(double level, double ratio) {
    // Given
    int slots = SlotsToSettle.of(level, ratio, 1);

    // When
    double found = share(new SimulatedShow(level, ratio, 1, 0), slots, Verdict.HELPS);

    // Then
    System.out.printf(
        "slots to settle level=%s ratio=%s: %d slots, power %.3f%n", level, ratio, slots, found);
    assertThat(found).isBetween(0.7, 0.92);
  }

  @Test
  void shouldNeedMoreSlotsWhenOrdersClusterOrTheEffectIsSmall() {
    // When
    int plain = SlotsToSettle.of(12, 1.3, 1);
    int clustered = SlotsToSettle.of(12, 1.3, 3);
    int small = SlotsToSettle.of(12, 1.1, 1);

    // Then
    assertThat(clustered).isGreaterThan(2 * plain);
    assertThat(small).isGreaterThan(6 * plain);
    assertThat(SlotsToSettle.of(0.001, 1.01, 1)).isEqualTo(100_000);
  }

  @Test
  void shouldKeepItsWordWhenMoreSlotsFollow() {
    // Given
    SwitchbackAnalysis analysis = new SwitchbackAnalysis(new Baseline(72, 6));
    while (analysis.verdict() == Verdict.OPEN) {
      analysis.add(new SlotResult(Arm.ACTION, 24, 1));
      analysis.add(new SlotResult(Arm.CONTROL, 12, 1));
    }
    Verdict spoken = analysis.verdict();

    // When
    IntStream.range(0, 50)
        .forEach(
            _ -> {
              analysis.add(new SlotResult(Arm.ACTION, 2, 1));
              analysis.add(new SlotResult(Arm.CONTROL, 30, 1));
            });

    // Then
    assertThat(spoken).isEqualTo(Verdict.HELPS);
    assertThat(analysis.verdict()).isEqualTo(Verdict.HELPS);
    assertThat(analysis.evidenceOfMore()).isLessThan(1);
  }

  @Test
  void shouldBeWorthOneOnAverageWhenEveryAssignmentIsTried() {
    // Given: eight slots whose outcomes do not depend on the arm, as far from the model as can be.
    double[] outcomes = {0, 900, 3, 0, 17, 2.5, 44, 1};

    // When
    double sum = 0;
    for (int arms = 0; arms < 256; arms++) {
      SwitchbackAnalysis analysis = new SwitchbackAnalysis(Baseline.UNKNOWN);
      for (int i = 0; i < outcomes.length; i++) {
        Arm arm = (arms >> i & 1) == 1 ? Arm.ACTION : Arm.CONTROL;
        analysis.add(new SlotResult(arm, outcomes[i], 1 + i % 3));
      }
      sum += analysis.evidenceOfMore();
    }

    // Then: exactly the property that Ville's inequality needs.
    assertThat(sum / 256).isCloseTo(1, within(1e-9));
  }

  @Test
  void shouldHoldTheTrueEffectAllAlongInFourOfFiveShows() {
    // Given
    double added = 3.6;
    int held = 0;

    // When
    for (long seed : new SplittableRandom(SEED).longs(SHOWS).toArray()) {
      RandomDataGenerator chance = new RandomDataGenerator(seed);
      Seed arms = Seed.draw(new SplittableRandom(seed));
      EffectSequence sequence = new EffectSequence(0.8, SLOTS);
      boolean always = true;
      for (int i = 0; i < SLOTS; i++) {
        Arm arm = arms.arm(i);
        sequence.add(arm, chance.nextPoisson(arm == Arm.ACTION ? 12 + added : 12));
        always &= i < 10 || sequence.interval().holds(added);
      }
      held += always ? 1 : 0;
    }

    // Then
    double share = held / (double) SHOWS;
    System.out.printf("80 %% sequence holds the effect from slot 10 on in %.4f of shows%n", share);
    assertThat(share).isGreaterThanOrEqualTo(0.8 - chance(0.8));
  }
}

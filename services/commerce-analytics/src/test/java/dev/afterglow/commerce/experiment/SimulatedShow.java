package dev.afterglow.commerce.experiment;

import java.util.SplittableRandom;
import org.hipparchus.random.RandomDataGenerator;

/**
 * A room that was made up: orders a slot around a level, with drift and clustering, and what an
 * action truly does to them.
 *
 * @param level orders a slot without the action
 * @param ratio what the action multiplies them by
 * @param dispersion variance over mean within a slot; 1 is Poisson
 * @param drift standard deviation of the level's logarithm a slot
 */
record SimulatedShow(double level, double ratio, double dispersion, double drift) {
  private static final int SLOTS_BEFORE = 6;

  /** What a show of some slots came to. */
  record Outcome(Verdict verdict, int decidedAfter) {}

  Outcome play(long seed, int slots) {
    RandomDataGenerator chance = new RandomDataGenerator(seed);
    Seed arms = Seed.draw(new SplittableRandom(seed));
    double before = 0;
    for (int i = 0; i < SLOTS_BEFORE; i++) {
      before += orders(level, chance);
    }
    SwitchbackAnalysis analysis =
        new SwitchbackAnalysis(new Baseline(Math.max(before, 0.5), SLOTS_BEFORE));
    double now = level;
    for (int i = 0; i < slots; i++) {
      now *= drift == 0 ? 1 : Math.exp(chance.nextNormal(0, drift));
      Arm arm = arms.arm(i);
      double orders = orders(arm == Arm.ACTION ? now * ratio : now, chance);
      // Looked at after every slot, and stopped at the first word.
      if (analysis.add(new SlotResult(arm, orders, 1)) != Verdict.OPEN) {
        return new Outcome(analysis.verdict(), i + 1);
      }
    }
    return new Outcome(Verdict.OPEN, slots);
  }

  double orders(double mean, RandomDataGenerator chance) {
    double rate =
        dispersion == 1 ? mean : chance.nextGamma(mean / (dispersion - 1), dispersion - 1);
    return rate < 1e-9 ? 0 : chance.nextPoisson(rate);
  }
}

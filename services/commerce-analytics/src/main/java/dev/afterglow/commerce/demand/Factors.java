package dev.afterglow.commerce.demand;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which factors go with sales, by the prequential score: each slot's orders are foretold by the
 * slots before it alone, and what counts is the sum of the logarithms of the probabilities that
 * were foretold (Dawid, "Statistical Theory: The Prequential Approach", Journal of the Royal
 * Statistical Society A 147, 1984). A factor enters only if the forecast with it scores better than
 * without it by ln(factors tried / 0.05): if none matters and the forecast without is right, one of
 * them enters in one show of twenty at most. The best enters first, and the others have to better
 * the forecast that has it.
 */
public final class Factors {
  private static final double ERROR = 0.05;
  private static final int MOST_ENTER = 4;

  /** Slots that are learned from before forecasts are judged. */
  private static final int LEARNED = 3;

  private static final double ORDERS_BEFORE = 0.5;

  /** Values further off than this many standard deviations count as this many. */
  private static final double MOST_DEVIATIONS = 3;

  private final List<Long> counts;
  private final List<Double> exposures;
  private final int judged;

  private Factors(List<Long> counts, List<Double> exposures) {
    this.counts = counts;
    this.exposures = exposures;
    int known = (int) exposures.stream().filter(exposure -> exposure > 0).count();
    this.judged = Math.max(0, known - LEARNED);
  }

  /**
   * What goes with sales.
   *
   * @param counts orders, one a slot
   * @param exposures minutes that all viewers together were there, a slot; slots with none tell
   *     nothing
   * @param factors those to try; one that never changes cannot be told from the level and is left
   *     out
   */
  public static FactorFindings of(List<Long> counts, List<Double> exposures, List<Factor> factors) {
    return new Factors(counts, exposures).find(factors);
  }

  /** A factor's values in standard deviations, 0 where nobody knows. */
  private record Scaled(Factor factor, double[] values, double step) {}

  private record Run(Scaled scaled, double score, FactorDemand demand, double[] effects) {}

  private FactorFindings find(List<Factor> factors) {
    List<Scaled> open = new ArrayList<>();
    factors.forEach(factor -> scale(factor, open));
    double margin = Math.log(Math.max(1, open.size()) / ERROR);
    if (judged == 0) {
      return new FactorFindings(0, margin, List.of());
    }
    List<FactorScore> entered = new ArrayList<>();
    double[] seen = exposures.stream().mapToDouble(Double::doubleValue).toArray();
    double without = level(seen);
    List<Run> runs = runs(open, seen);
    while (entered.size() < MOST_ENTER && !runs.isEmpty()) {
      Run best = runs.getFirst();
      if (best.score() - without < margin) {
        break;
      }
      entered.add(score(best, without, true));
      open.remove(best.scaled());
      for (int slot = 0; slot < seen.length; slot++) {
        seen[slot] *= Math.exp(best.effects()[slot] * best.scaled().values()[slot]);
      }
      without = level(seen);
      runs = runs(open, seen);
    }
    List<FactorScore> scores = new ArrayList<>(entered);
    for (Run run : runs) {
      scores.add(score(run, without, false));
    }
    return new FactorFindings(judged, margin, scores);
  }

  private void scale(Factor factor, List<Scaled> open) {
    double sum = 0;
    double squares = 0;
    int known = 0;
    for (int slot = 0; slot < counts.size(); slot++) {
      double value = factor.values().get(slot);
      if (exposures.get(slot) > 0 && !Double.isNaN(value)) {
        sum += value;
        squares += value * value;
        known++;
      }
    }
    double mean = known == 0 ? 0 : sum / known;
    double deviation = known == 0 ? 0 : Math.sqrt(Math.max(0, squares / known - mean * mean));
    if (deviation <= 1e-9 * Math.max(1, Math.abs(mean))) {
      return;
    }
    double[] scaled =
        factor.values().stream()
            .mapToDouble(value -> Double.isNaN(value) ? 0 : (value - mean) / deviation)
            .map(value -> Math.clamp(value, -MOST_DEVIATIONS, MOST_DEVIATIONS))
            .toArray();
    open.add(new Scaled(factor, scaled, deviation));
  }

  /** Where the slots that are learned from are, believed as half an order. */
  private Rate before(double[] seen) {
    double orders = ORDERS_BEFORE;
    double exposure = 0;
    int learned = 0;
    for (int slot = 0; slot < seen.length && learned < LEARNED; slot++) {
      if (seen[slot] > 0) {
        orders += counts.get(slot);
        exposure += seen[slot];
        learned++;
      }
    }
    return new Rate(ORDERS_BEFORE, exposure * ORDERS_BEFORE / orders);
  }

  /** The score of the level alone. */
  private double level(double[] seen) {
    FactorDemand demand = FactorDemand.none(before(seen));
    return run(demand, new double[seen.length], seen, new double[seen.length]);
  }

  /** The scores with each factor, the best first. */
  private List<Run> runs(List<Scaled> open, double[] seen) {
    return open.stream()
        .map(scaled -> run(scaled, seen))
        .sorted(Comparator.comparingDouble(Run::score).reversed())
        .toList();
  }

  private Run run(Scaled scaled, double[] seen) {
    FactorDemand demand = FactorDemand.one(before(seen));
    double[] effects = new double[seen.length];
    return new Run(scaled, run(demand, scaled.values(), seen, effects), demand, effects);
  }

  /**
   * Foretells every slot.
   *
   * @param effects where what is believed before each slot goes: a forecast that has the factor
   *     rests on the past too
   */
  private double run(FactorDemand demand, double[] values, double[] seen, double[] effects) {
    double score = 0;
    int learned = 0;
    for (int slot = 0; slot < seen.length; slot++) {
      effects[slot] = demand.effect();
      if (seen[slot] > 0 && learned++ < LEARNED) {
        demand.learn(counts.get(slot), seen[slot], values[slot]);
      } else if (seen[slot] > 0) {
        score += demand.judge(counts.get(slot), seen[slot], values[slot]);
      }
    }
    return score;
  }

  private FactorScore score(Run run, double without, boolean enters) {
    FactorDemand demand = run.demand();
    return new FactorScore(
        run.scaled().factor().kind(),
        run.scaled().factor().name(),
        judged,
        without,
        run.score(),
        enters,
        Math.exp(demand.effect()),
        Math.exp(demand.quantile(0.1)),
        Math.exp(demand.quantile(0.9)),
        run.scaled().step());
  }
}

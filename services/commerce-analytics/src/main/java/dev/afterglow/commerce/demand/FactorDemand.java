package dev.afterglow.commerce.demand;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Demand by a level and at most one factor, foretold slot by slot. For each of some effects, and
 * for each of three speeds at which levels move, a {@link SlotDemand} of its own runs over exposure
 * times e^(effect · value); how well each foretold says how much it is believed, from the prior
 * Normal(0, 0.3²) over values in standard deviations on. What it foretells is their mixture, so
 * where the factor does nothing it can lose little, and where the level alone is right the ratio of
 * the two probabilities is a test martingale: by Ville's inequality it ever exceeds 1/α with
 * probability α at most.
 */
final class FactorDemand {
  private static final double[] KEPT = {0.98, 0.9, 0.75};
  private static final double[] NO_EFFECT = {0};
  private static final double[] EFFECTS = effects();
  private static final double PRIOR_DEVIATION = 0.3;

  private final double[] effects;
  private final double[] logWeights;
  private final List<SlotDemand> demands = new ArrayList<>();

  private FactorDemand(Rate before, double[] effects) {
    this.effects = effects;
    this.logWeights = new double[effects.length * KEPT.length];
    for (int i = 0; i < logWeights.length; i++) {
      double off = effect(i) / PRIOR_DEVIATION;
      logWeights[i] = -off * off / 2;
      demands.add(new SlotDemand(before, KEPT[i % KEPT.length]));
    }
    normalise();
  }

  private static double[] effects() {
    double[] effects = new double[25];
    Arrays.setAll(effects, i -> (i - 12) / 10.0);
    return effects;
  }

  /** The level alone. */
  static FactorDemand none(Rate before) {
    return new FactorDemand(before, NO_EFFECT);
  }

  /** The level and a factor. */
  static FactorDemand one(Rate before) {
    return new FactorDemand(before, EFFECTS);
  }

  private double effect(int i) {
    return effects[i / KEPT.length];
  }

  /** The effect that is believed, a standard deviation. */
  double effect() {
    double mean = 0;
    for (int i = 0; i < logWeights.length; i++) {
      mean += Math.exp(logWeights[i]) * effect(i);
    }
    return mean;
  }

  /** The effect below which a share of the belief lies; between two of them by proportion. */
  double quantile(double share) {
    double step = 0.1;
    double below = 0;
    for (int i = 0; i < effects.length; i++) {
      double weight = 0;
      for (int kept = 0; kept < KEPT.length; kept++) {
        weight += Math.exp(logWeights[i * KEPT.length + kept]);
      }
      if (below + weight >= share) {
        return effects[i] + step * ((share - below) / weight - 0.5);
      }
      below += weight;
    }
    return effects[effects.length - 1];
  }

  /** A slot passes of which nothing is judged: levels learn from it, beliefs do not. */
  void learn(long count, double exposure, double value) {
    for (int i = 0; i < logWeights.length; i++) {
      demands.get(i).add(count, exposure * Math.exp(effect(i) * value));
    }
  }

  /** The logarithm of the probability that was foretold for the count; then it learns. */
  double judge(long count, double exposure, double value) {
    for (int i = 0; i < logWeights.length; i++) {
      double seen = exposure * Math.exp(effect(i) * value);
      logWeights[i] += demands.get(i).foretell(seen).logProbability(count);
      demands.get(i).add(count, seen);
    }
    return normalise();
  }

  /** Makes the weights' sum 1; returns the logarithm of what it was. */
  private double normalise() {
    double most = Arrays.stream(logWeights).max().orElseThrow();
    double sum = 0;
    for (double weight : logWeights) {
      sum += Math.exp(weight - most);
    }
    double log = most + Math.log(sum);
    for (int i = 0; i < logWeights.length; i++) {
      logWeights[i] -= log;
    }
    return log;
  }
}

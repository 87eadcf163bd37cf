package dev.afterglow.commerce.playbook;

import dev.afterglow.commerce.experiment.Verdict;
import java.util.List;

/**
 * What earlier tests of the same action in the room measured, put together with what the model
 * expects: each estimate weighs as much as it is sure, by the inverse of its variance.
 */
final class Learned {
  private static final double Z80 = 1.2815515655446004;

  private final List<Playbook.Settled> results;

  Learned(List<Playbook.Settled> results) {
    this.results = List.copyOf(results);
  }

  /** The model's effect as it is after what was measured of this very action. */
  Effect of(Action action, Effect model) {
    double weight = weight(model);
    double sum = weight * model.minor();
    boolean tested = false;
    for (Playbook.Settled result : results) {
      Effect measured = result.evidence().measured();
      if (measured != null && isOf(result, action)) {
        sum += weight(measured) * measured.minor();
        weight += weight(measured);
        tested = true;
      }
    }
    if (!tested) {
      return model;
    }
    double mean = sum / weight;
    double half = Z80 / Math.sqrt(weight);
    return new Effect(mean, mean - half, mean + half);
  }

  private static boolean isOf(Playbook.Settled result, Action action) {
    return result.proposal().action().isLike(action)
        && result.evidence().verdict() != Verdict.HARMS;
  }

  /** An interval of no width would outweigh everything: it is believed to a minor unit. */
  private static double weight(Effect effect) {
    double deviation = Math.max(1, (effect.high() - effect.low()) / (2 * Z80));
    return 1 / (deviation * deviation);
  }
}

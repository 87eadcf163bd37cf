package dev.afterglow.commerce.experiment;

import java.util.List;

/**
 * Evidence over several assumed effects: the weighted mean of their e-processes, which is one too.
 */
final class EvidenceMixture {
  /** An effect and how much it is believed beforehand. */
  record Guess(double ratio, double weight) {}

  private record Weighed(double logWeight, EffectEvidence evidence) {}

  private final List<Weighed> parts;

  /**
   * @param guesses effects whose weights add up to 1
   */
  EvidenceMixture(List<Guess> guesses, Baseline before) {
    double sum = guesses.stream().mapToDouble(Guess::weight).sum();
    if (Math.abs(sum - 1) > 1e-9) {
      throw new IllegalArgumentException("weights add up to " + sum);
    }
    parts =
        guesses.stream()
            .map(
                guess ->
                    new Weighed(
                        Math.log(guess.weight()), new EffectEvidence(guess.ratio(), before)))
            .toList();
  }

  void add(SlotResult slot) {
    parts.forEach(part -> part.evidence().add(slot));
  }

  /** The natural logarithm of the evidence; 0 before the first slot. */
  double log() {
    double most =
        parts.stream().mapToDouble(EvidenceMixture::log).max().orElse(Double.NEGATIVE_INFINITY);
    double sum = parts.stream().mapToDouble(part -> Math.exp(log(part) - most)).sum();
    return most + Math.log(sum);
  }

  private static double log(Weighed part) {
    return part.logWeight() + part.evidence().log();
  }
}

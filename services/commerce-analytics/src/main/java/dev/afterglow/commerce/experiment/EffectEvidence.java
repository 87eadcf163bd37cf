package dev.afterglow.commerce.experiment;

/**
 * The evidence against "the action changes nothing", as an e-process for one assumed effect.
 *
 * <p>A slot multiplies the evidence by p(outcome | arm shown) / ½(p(outcome | action) + p(outcome |
 * control)), with a working model p for what that slot would bring. If the action changes nothing,
 * the arm is a fair coin that knows neither this outcome nor what came before, so the factor's mean
 * over that coin is exactly 1 <em>whatever</em> the working model is and however outcomes drift,
 * cluster or depend on each other: the evidence is a test martingale, and by Ville's inequality it
 * ever reaches 1/α with probability α at most, over all looks together. A bad model costs power
 * only. See Ramdas, Grünwald, Vovk and Shafer, "Game-Theoretic Statistics and Safe Anytime-Valid
 * Inference", Statistical Science 38 (2023), and for randomisation as the only source of chance
 * Bojinov, Simchi-Levi and Zhao (2023).
 *
 * <p>The working model is a Gamma–Poisson whose level forgets 2 % a slot; with equal arms' odds the
 * terms that do not hold the effect cancel.
 */
final class EffectEvidence {
  private static final double KEPT = 0.98;

  private final double ratio;
  private double shape;
  private double rate;
  private double logEvidence;

  /**
   * @param ratio the assumed effect: outcome of action over outcome of control
   */
  EffectEvidence(double ratio, Baseline before) {
    this.ratio = ratio;
    this.shape = before.outcome();
    this.rate = before.exposure();
  }

  void add(SlotResult slot) {
    double action = logLikelihood(slot, ratio);
    double control = logLikelihood(slot, 1);
    boolean shown = slot.arm() == Arm.ACTION;
    logEvidence += (shown ? action : control) - logMean(action, control);
    shape = KEPT * shape + slot.outcome();
    rate = KEPT * rate + slot.exposure() * (shown ? ratio : 1);
  }

  private double logLikelihood(SlotResult slot, double effect) {
    double exposure = slot.exposure() * effect;
    return shape * (Math.log(rate) - Math.log(rate + exposure))
        + slot.outcome() * (Math.log(exposure) - Math.log(rate + exposure));
  }

  private static double logMean(double one, double other) {
    double most = Math.max(one, other);
    return most + Math.log((Math.exp(one - most) + Math.exp(other - most)) / 2);
  }

  double log() {
    return logEvidence;
  }
}

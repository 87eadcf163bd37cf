package dev.afterglow.commerce.demand;

/**
 * Sales of a product, slot by slot: a Gamma–Poisson level that forgets 2 % a slot, and slots that
 * scatter around it by more than Poisson's chance where they were seen to. What it foretells mixes
 * the two, with the variance of both.
 */
public final class SlotDemand {
  private static final double KEPT = 0.98;

  /** How much a spread of 5 % is believed before any slot: as much as slots of so many sales². */
  private static final double SPREAD_BELIEVED = 100;

  private static final double SPREAD_BEFORE = 0.05;

  private final double kept;
  private Rate level;
  private double excess = SPREAD_BEFORE * SPREAD_BELIEVED;
  private double weight = SPREAD_BELIEVED;

  /**
   * @param before what past shows tell
   */
  public SlotDemand(Rate before) {
    this(before, KEPT);
  }

  /**
   * A level that forgets otherwise.
   *
   * @param kept the share of what is known of the level that is still believed a slot later, above
   *     0, at most 1
   */
  SlotDemand(Rate before, double kept) {
    this.level = before;
    this.kept = kept;
  }

  /** What is known of the level. */
  public Rate level() {
    return level;
  }

  /** The variance of a slot's own rate over its mean squared; 0 is Poisson. */
  public double spread() {
    return Math.max(0, excess / weight);
  }

  /** What a slot to come will sell; the exposure is above 0. */
  public CountDistribution foretell(double exposure) {
    double uncertain = 1 / level.shape();
    double scatter = spread();
    return new CountDistribution(
        level.mean() * exposure, 1 / (uncertain + scatter + uncertain * scatter));
  }

  /** A slot has passed; one without exposure tells nothing. */
  public void add(double count, double exposure) {
    if (exposure <= 0) {
      return;
    }
    double expected = level.mean() * exposure;
    double off = count - expected;
    excess = KEPT * excess + off * off - expected - expected * expected / level.shape();
    weight = KEPT * weight + expected * expected;
    // A slot that scatters tells less of the level: it counts as what a Poisson slot would.
    double told = 1 / (1 + expected * spread());
    level = level.fading(kept).with(count * told, exposure * told);
  }
}

package dev.afterglow.commerce.experiment;

/**
 * How much the action adds a slot, with an interval that may be looked at after every slot: the
 * asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform
 * central limit theory and asymptotic confidence sequences", Annals of Statistics 52 (2024),
 * theorem 2.2, over the doubly robust score of a slot, (μ₁ − μ₀) ± 2(y − μ), where μ₁ and μ₀ are
 * the arms' means before that slot and the sign is the arm's. It begins when each arm was seen
 * once. Asymptotic: within the first ten slots the interval may miss more often than it says.
 */
public final class EffectSequence {
  private static final double MOST_MEAN_WEIGHT = 50;

  private final double error;
  private final double rho;
  private final Mean action = new Mean();
  private final Mean control = new Mean();
  private int scores;
  private double mean;
  private double squares;

  /**
   * @param level the coverage, such as 0.8
   * @param tightAt the number of slots at which the interval is to be tightest
   */
  public EffectSequence(double level, int tightAt) {
    if (!(level > 0 && level < 1) || tightAt < 1) {
      throw new IllegalArgumentException("level or slots out of range");
    }
    this.error = 1 - level;
    double twice = -2 * Math.log(error);
    this.rho = Math.sqrt((twice + Math.log(twice + 1)) / tightAt);
  }

  /** Takes the next slot in; the outcome may be money and negative. */
  public void add(Arm arm, double outcome) {
    if (action.count > 0 && control.count > 0) {
      score(arm, outcome);
    }
    (arm == Arm.ACTION ? action : control).add(outcome);
  }

  private void score(Arm arm, double outcome) {
    double surprise =
        arm == Arm.ACTION ? 2 * (outcome - action.mean) : -2 * (outcome - control.mean);
    double score = action.mean - control.mean + surprise;
    scores++;
    double before = mean;
    mean += (score - before) / scores;
    squares += (score - before) * (score - mean);
  }

  /** What is known after the slots so far. */
  public Interval interval() {
    if (scores < 2) {
      return Interval.UNKNOWN;
    }
    double scaled = scores * rho * rho + 1;
    double deviation = Math.sqrt(squares / (scores - 1));
    double half =
        deviation
            * Math.sqrt(
                2 * scaled / (scores * rho * scores * rho) * Math.log(Math.sqrt(scaled) / error));
    return new Interval(mean - half, mean, mean + half);
  }

  /** A mean that follows slow drift: at most the weight of the last fifty values. */
  private static final class Mean {
    private double count;
    private double mean;

    void add(double value) {
      count = Math.min(count + 1, MOST_MEAN_WEIGHT);
      mean += (value - mean) / count;
    }
  }
}

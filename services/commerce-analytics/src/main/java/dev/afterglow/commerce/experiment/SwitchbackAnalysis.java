package dev.afterglow.commerce.experiment;

import dev.afterglow.commerce.experiment.EvidenceMixture.Guess;
import java.util.List;

/**
 * Whether an action helps or harms, looked at after every slot. The probability of ever saying
 * either of an action that changes nothing is at most 5 %: 4.5 % for HELPS and 0.5 % for HARMS,
 * because a harm that is missed still ends with the experiment, and power is needed for the other.
 *
 * <p>It looks for +30 % foremost: at 12 orders a slot an effect much smaller takes days of room
 * time, and a much larger one shows anyhow.
 */
public final class SwitchbackAnalysis {
  /** The probability of saying HELPS of an action that changes nothing, over all looks. */
  public static final double HELPS_ERROR = 0.045;

  /** The probability of saying HARMS of an action that changes nothing, over all looks. */
  public static final double HARMS_ERROR = 0.005;

  private static final List<Guess> MORE =
      List.of(new Guess(1.15, 0.1), new Guess(1.3, 0.8), new Guess(1.5, 0.1));
  private static final List<Guess> LESS =
      List.of(new Guess(1 / 1.15, 0.1), new Guess(1 / 1.3, 0.8), new Guess(1 / 1.5, 0.1));

  private final EvidenceMixture more;
  private final EvidenceMixture less;
  private Verdict verdict = Verdict.OPEN;
  private int slots;

  /**
   * @param before what is known of the room before the first slot
   */
  public SwitchbackAnalysis(Baseline before) {
    more = new EvidenceMixture(MORE, before);
    less = new EvidenceMixture(LESS, before);
  }

  /** Takes the next slot in and says what stands now. */
  public Verdict add(SlotResult slot) {
    more.add(slot);
    less.add(slot);
    slots++;
    if (verdict == Verdict.OPEN) {
      if (more.log() >= -Math.log(HELPS_ERROR)) {
        verdict = Verdict.HELPS;
      } else if (less.log() >= -Math.log(HARMS_ERROR)) {
        verdict = Verdict.HARMS;
      }
    }
    return verdict;
  }

  /** What stands. */
  public Verdict verdict() {
    return verdict;
  }

  /** How many slots were taken in. */
  public int slots() {
    return slots;
  }

  /** The evidence that the action brings more, 1 before the first slot. */
  public double evidenceOfMore() {
    return Math.exp(more.log());
  }

  /** The evidence that the action brings less, 1 before the first slot. */
  public double evidenceOfLess() {
    return Math.exp(less.log());
  }
}

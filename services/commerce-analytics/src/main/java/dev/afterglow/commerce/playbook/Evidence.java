package dev.afterglow.commerce.playbook;

import dev.afterglow.commerce.experiment.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What the slots so far say.
 *
 * @param slots slots with a randomised result
 * @param verdict what stands
 * @param more the evidence that the action brings more; 1/0.045 settles it
 * @param less the evidence that it brings less; 200 settles it
 * @param measured the effect with its 80 % interval; null before both arms were seen twice
 */
public record Evidence(
    int slots, Verdict verdict, double more, double less, @Nullable Effect measured) {
  /** Nothing yet. */
  public static final Evidence NONE = new Evidence(0, Verdict.OPEN, 1, 1, null);
}

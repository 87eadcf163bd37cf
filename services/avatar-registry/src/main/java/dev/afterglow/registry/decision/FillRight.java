package dev.afterglow.registry.decision;

import dev.afterglow.registry.policy.PlatformPolicy;
import dev.afterglow.registry.use.IntendedUse;
import dev.afterglow.registry.use.MotionMode;

/**
 * What a lease's holder may move by itself where the drive tracks nothing. Never kept: it is
 * decided afresh with each grant and renewal.
 *
 * @param idleMotion blinks and breath
 * @param mouthFromVoice the mouth, by the driver's voice
 */
public record FillRight(boolean idleMotion, boolean mouthFromVoice) {
  /** Nothing. */
  public static final FillRight NONE = new FillRight(false, false);

  /**
   * Decides. Idle motion is the platform's matter. A mouth that the voice moves is audio-driven
   * motion, if only of a part: it is allowed where everything, licence and platform, would allow
   * the same use wholly driven by the voice.
   *
   * @param use a use that is allowed itself
   */
  public static FillRight on(IntendedUse use, Known known) {
    return new FillRight(
        known
            .policy()
            .filter(policy -> policy.platform().equals(use.platform().platform()))
            .map(PlatformPolicy::idleMotion)
            .orElse(false),
        Decision.on(use.movedBy(MotionMode.AUDIO_DRIVEN), known).allowed());
  }
}

package dev.afterglow.render.lease;

/**
 * What the worker may move by itself under a lease, where the drive tracks nothing.
 *
 * @param idleMotion blinks and breath
 * @param mouthFromVoice the mouth, by the driver's voice
 */
public record FillRight(boolean idleMotion, boolean mouthFromVoice) {
  /** Nothing: what a lease that does not say allows. */
  public static final FillRight NONE = new FillRight(false, false);
}

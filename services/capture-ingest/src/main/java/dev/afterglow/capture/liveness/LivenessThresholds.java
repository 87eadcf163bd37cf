package dev.afterglow.capture.liveness;

/**
 * Every threshold of the measures. The figures of {@link #DEFAULTS} were chosen on the first half
 * of the one camera tape at hand and on made drives with other seeds and other voices than those
 * that docs/liveness.md reports on; nobody has tuned them on a second person.
 *
 * @param exactRepeat moving frames of a bit-for-bit run. Thirty is the reference's figure: a
 *     sensor's noise does not repeat once
 * @param nearRepeat distance to motion seen before
 * @param twin distance to the motion of another drive that is open now. Decides alone: a copy is
 *     certain, and only a question to both drivers can tell which of the two it is
 * @param loop correlation at a loop length
 * @param blinkAbsence seconds without a blink; people go a minute without one when they read, so it
 *     only ever adds a little
 * @param blinkIrregularity spread of blink intervals; a clock has none
 * @param microMotion smallest unrest; source filters hide it, so it only ever adds a little
 * @param slowMovement quanta of slow movement; a person who sits still for ten seconds still
 *     breathes and looks about
 * @param coupling correlation of mouth and loudness. One window cannot convict: unrelated motion
 *     reaches 0.3 by chance, and a person may speak out of sight of the camera
 * @param lagMs the voice's delay, absolute: ITU-R BT.1359 calls -185 and +90 ms unacceptable to
 *     viewers, the mouth itself runs up to 300 ms ahead of its sound, and a step is 40 ms
 * @param explained what our voice-to-face model explains of the mouth
 * @param frozen share of frames equal to the last one; senders that repeat frames to fill up a rate
 *     reach a half and more, a face that moves does not reach nine tenths
 * @param stuck share of living shapes that stand still for ten seconds
 * @param attestation level of attestation; most capture devices have none, so it never decides
 * @param fewFrames frames in a window: below ten a second nothing above can be trusted
 * @param confidentVoiceS seconds of voice, of twenty, for the coupling to count in full
 * @param activeChannels how many of the ten motion channels have to move for repeats to be told
 *     from chance: one blink is like any other
 * @param candidateBits of 64, that a fingerprint of a copy may differ in; unrelated ones differ in
 *     32, deviation 4, so one in 3,000 is compared in vain
 * @param held what is left of a repeat's suspicion a window later: a copy stays a copy when the
 *     next two seconds hold too little to be told
 * @param degraded sum of suspicions for DEGRADED
 * @param notLive sum of suspicions for NOT_LIVE
 */
public record LivenessThresholds(
    Ramp exactRepeat,
    Ramp nearRepeat,
    Ramp twin,
    Ramp loop,
    Ramp blinkAbsence,
    Ramp blinkIrregularity,
    Ramp microMotion,
    Ramp slowMovement,
    Ramp coupling,
    Ramp lagMs,
    Ramp explained,
    Ramp frozen,
    Ramp stuck,
    Ramp attestation,
    Ramp fewFrames,
    double confidentVoiceS,
    int activeChannels,
    int candidateBits,
    double held,
    double degraded,
    double notLive) {

  /** The thresholds in use. */
  public static final LivenessThresholds DEFAULTS =
      new LivenessThresholds(
          new Ramp(10, 30, 1),
          new Ramp(0.30, 0.20, 1),
          new Ramp(0.40, 0.30, 1),
          new Ramp(0.60, 0.80, 1),
          new Ramp(30, 60, 0.3),
          new Ramp(0.25, 0.10, 0.4),
          new Ramp(0.00003, 0.00001, 0.3),
          new Ramp(12, 4, 1),
          new Ramp(0.30, 0.15, 0.7),
          new Ramp(280, 400, 0.3),
          new Ramp(0.75, 0.90, 1),
          new Ramp(0.90, 0.98, 1),
          new Ramp(0.50, 0.90, 0.6),
          new Ramp(2, 3, 0.1),
          new Ramp(20, 10, 0.5),
          10,
          4,
          18,
          0.7,
          0.5,
          1.0);

  public LivenessThresholds {
    if (activeChannels < 1 || candidateBits < 0 || candidateBits > 32) {
      throw new IllegalArgumentException("out of range: " + activeChannels + ", " + candidateBits);
    }
    if (!(degraded > 0 && notLive >= degraded && held >= 0 && held < 1 && confidentVoiceS > 0)) {
      throw new IllegalArgumentException("0 < degraded <= notLive, 0 <= held < 1");
    }
  }
}

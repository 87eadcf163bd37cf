package dev.afterglow.capture.voice;

/**
 * How a voice did. Counters run since the session began; a duration is of sound, microseconds.
 *
 * @param state what there is to say of it now
 * @param loudnessLufs gated loudness of the newest 30 seconds as captured; NaN before any voice
 * @param gainDb the gain at this moment, without limiter and gate
 * @param limitedDb the limiter's deepest lowering in the newest ten seconds, 0 or less
 * @param clippedSamples samples within runs at the end of the range
 * @param clippedRuns such runs
 * @param silentUs sound without any signal in it
 * @param gatedUs sound that the shut gate lowered
 * @param dropouts holes of more than 20 ms in what the device sent
 * @param droppedUs how long they were together
 */
public record VoiceHealth(
    State state,
    double loudnessLufs,
    double gainDb,
    double limitedDb,
    long clippedSamples,
    long clippedRuns,
    long silentUs,
    long gatedUs,
    long dropouts,
    long droppedUs) {

  /** What there is to say of a voice, the worst first. */
  public enum State {
    /** No sound has come. */
    NONE,
    /** Sound has come, but not in the last half second. */
    MISSING,
    /** No signal for a second or more: muted, or unplugged. */
    SILENT,
    /** Driven past its end in the last two seconds. */
    CLIPPING,
    /** The room only. */
    QUIET,
    /** A voice is heard. */
    SPEAKING
  }
}

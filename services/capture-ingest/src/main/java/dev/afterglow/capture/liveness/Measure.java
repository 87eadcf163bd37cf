package dev.afterglow.capture.liveness;

/** What is measured of a drive window. A value is NaN where there is nothing to measure it on. */
public enum Measure {
  /** Frames that moved, in the longest run that repeats an earlier one bit for bit. */
  EXACT_REPEAT,
  /** Distance to the nearest motion seen before: 0 a copy, 1 unrelated. */
  NEAR_REPEAT,
  /** Distance to the nearest motion of another drive that is open now: 0 a copy, 1 unrelated. */
  TWIN_DRIVE,
  /** Greatest correlation with the motion a loop length before, -1 to 1. */
  LOOP,
  /** Seconds since the last blink. */
  BLINK_ABSENCE,
  /** Spread of the blinks' intervals over their mean. */
  BLINK_IRREGULARITY,
  /** The smallest unrest of the channels, in units of their weight. */
  MICRO_MOTION,
  /** Slow movement of the channel that moves most, in ten seconds, in quanta of the channel. */
  SLOW_MOVEMENT,
  /** Greatest correlation of mouth and loudness, -1 to 1. */
  VOICE_COUPLING,
  /** By how much the voice comes after the mouth there, milliseconds. */
  VOICE_LAG,
  /** What of the mouth our voice-to-face model explains, at most 1. */
  EXPLAINED_MOUTH,
  /** Share of frames equal to the one before, 0 to 1. */
  FROZEN_FRAMES,
  /** Share of the living shapes that have not changed for ten seconds, 0 to 1. */
  STUCK_SHAPES,
  /** The attestation level: 0 hardware and app, 1 hardware key, 2 software key, 3 none. */
  ATTESTATION,
  /** Frames in the window. */
  FRAMES
}

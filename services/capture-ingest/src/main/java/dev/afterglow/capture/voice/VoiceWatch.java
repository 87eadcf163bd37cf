package dev.afterglow.capture.voice;

import dev.afterglow.drive.VoicePacket;

/** Counts what went wrong with a voice, so that nothing that is repaired is hidden. */
final class VoiceWatch {
  private static final int RATE_HZ = VoicePath.RATE_HZ;
  // A muted microphone sends zeros; some converters dither by one step.
  private static final int STILL = 1;
  private static final long SILENT_AFTER = RATE_HZ;
  private static final long SILENCE_FROM = RATE_HZ / 10;
  private static final long CLIPPING_FOR = 2L * RATE_HZ;
  private static final int BUCKET_MS = 5_000;

  private final Clipping clipping = new Clipping();
  private boolean heard;
  private long sinceClipped = CLIPPING_FOR;
  private long still;
  private long counted;
  private long silent;
  private long gatedMs;
  private long dropouts;
  private long droppedUs;
  private float deepest = 1;
  private float deepestBefore = 1;
  private int bucketMs;

  /**
   * A packet came.
   *
   * @param asSent as the device sent it, since a change of rate would smooth what was clipped
   * @param captured the same at 48,000 samples a second
   */
  void take(VoicePacket asSent, VoicePacket captured) {
    heard = true;
    long before = clipping.samples();
    int peak = peak(captured);
    clipping.take(asSent, asSent.sampleRateHz() == RATE_HZ ? peak : peak(asSent));
    sinceClipped = clipping.samples() > before ? 0 : sinceClipped + captured.length();
    if (peak > STILL) {
      still = 0;
    }
    for (int i = captured.length() - 1; i >= 0 && Math.abs(captured.sample(i)) <= STILL; i--) {
      still++;
    }
    if (still >= SILENCE_FROM) {
      silent += still - counted;
      counted = still;
    } else {
      counted = 0;
    }
  }

  private static int peak(VoicePacket packet) {
    int peak = 0;
    for (int i = 0; i < packet.length(); i++) {
      peak = Math.max(peak, Math.abs(packet.sample(i)));
    }
    return peak;
  }

  /** The device's next packet came so much late; less than 0 for early. */
  void hole(long us) {
    if (us > 0) {
      dropouts++;
      droppedUs += us;
    }
  }

  /** A millisecond went out. */
  void levelled(boolean open, float factor) {
    gatedMs += open ? 0 : 1;
    deepest = Math.min(deepest, factor);
    if (++bucketMs == BUCKET_MS) {
      deepestBefore = deepest;
      deepest = 1;
      bucketMs = 0;
    }
  }

  VoiceHealth health(boolean missing, double lufs, double gainDb, boolean open) {
    return new VoiceHealth(
        state(missing, open),
        lufs,
        gainDb,
        Decibels.of(Math.min(deepest, deepestBefore)),
        clipping.samples(),
        clipping.runs(),
        silent * 1_000_000 / RATE_HZ,
        gatedMs * 1_000,
        dropouts,
        droppedUs);
  }

  private VoiceHealth.State state(boolean missing, boolean open) {
    if (!heard) {
      return VoiceHealth.State.NONE;
    }
    if (missing) {
      return VoiceHealth.State.MISSING;
    }
    if (still >= SILENT_AFTER) {
      return VoiceHealth.State.SILENT;
    }
    if (sinceClipped < CLIPPING_FOR) {
      return VoiceHealth.State.CLIPPING;
    }
    return open ? VoiceHealth.State.SPEAKING : VoiceHealth.State.QUIET;
  }
}

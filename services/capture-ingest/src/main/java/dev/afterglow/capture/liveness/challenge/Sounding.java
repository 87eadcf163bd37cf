package dev.afterglow.capture.liveness.challenge;

import dev.afterglow.drive.VoicePacket;

/**
 * How loud a packet of voice was.
 *
 * @param timeUs when its first sample was captured
 * @param durationUs how long it is
 * @param dbfs its root mean square, dB of full scale
 */
public record Sounding(long timeUs, long durationUs, double dbfs) {
  // A voice at a desk microphone is at -40 to -15; a quiet room is below -55.
  private static final double HEARD_DBFS = -48;

  /** The loudness of a packet. */
  public static Sounding of(VoicePacket packet) {
    double squares = 0;
    for (short sample : packet.samples()) {
      squares += (double) sample * sample;
    }
    double mean = squares / Math.max(1, packet.samples().length);
    return new Sounding(
        packet.timeUs(),
        packet.durationUs(),
        10 * Math.log10(mean / (32_768.0 * 32_768.0) + 1e-12));
  }

  /** Whether it is more than a room. */
  boolean heard() {
    return dbfs > HEARD_DBFS;
  }
}

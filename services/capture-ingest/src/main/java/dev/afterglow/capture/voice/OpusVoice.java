package dev.afterglow.capture.voice;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.Arrays;

/** Decodes the Opus packets of one voice (RFC 6716). For one thread. */
final class OpusVoice {
  // 120 ms, the longest packet there is.
  private static final int MOST_SAMPLES = VoicePath.RATE_HZ * 120 / 1000;

  private final OpusDecoder decoder;
  private final short[] out = new short[MOST_SAMPLES];

  OpusVoice() {
    try {
      decoder = new OpusDecoder(VoicePath.RATE_HZ, 1);
    } catch (OpusException e) {
      throw new IllegalStateException("the decoder takes 48 kHz mono", e);
    }
  }

  /**
   * The sound of a packet, 2.5 to 120 ms.
   *
   * @throws IllegalArgumentException when it is not an Opus packet
   */
  short[] decode(byte[] packet) {
    try {
      int count = decoder.decode(packet, 0, packet.length, out, 0, MOST_SAMPLES, false);
      if (count <= 0) {
        throw new IllegalArgumentException("the Opus packet holds no sound");
      }
      return Arrays.copyOf(out, count);
    } catch (OpusException | RuntimeException | AssertionError e) {
      throw new IllegalArgumentException("the Opus packet cannot be decoded", e);
    }
  }
}

package dev.afterglow.house.voice;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Mono sound.
 *
 * @param rateHz samples a second
 * @param samples signed, 16 bits
 */
public record Pcm(int rateHz, short[] samples) {
  private static final int HEADER_BYTES = 44;

  public double lengthMs() {
    return samples.length * 1000.0 / rateHz;
  }

  /** The sound as a 16-bit PCM WAV file. */
  public byte[] wav() {
    int data = samples.length * 2;
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + data).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + data).put(ascii("WAVE"));
    out.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
    out.putInt(rateHz).putInt(rateHz * 2).putShort((short) 2).putShort((short) 16);
    out.put(ascii("data")).putInt(data);
    for (short sample : samples) {
      out.putShort(sample);
    }
    return out.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

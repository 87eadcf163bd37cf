package dev.afterglow.render.webrtc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One source of RTP packets (RFC 3550): numbers and protects them, keeps the newest ones for those
 * who missed one, and reports which time of its clock is which time of the stream. Used by one
 * thread at a time.
 */
final class RtpSource {
  private static final int HEAD_BYTES = 12;
  private static final int VERSION = 0x80;
  private static final int MARKER = 0x80;
  private static final int KEPT = 1_024;
  private static final int SENDER_REPORT = 200;
  private static final int DESCRIPTION = 202;
  private static final int NUMBERS = 1 << 16;

  private final int ssrc;
  private final int payloadType;
  private final int clockHz;
  private final int timeOffset;
  private final Srtp srtp;
  private final byte[][] kept = new byte[KEPT][];
  private final int[] keptNumbers = new int[KEPT];
  private long next;
  private int packets;
  private int bytes;
  private long newestTicks;

  /**
   * @param clockHz ticks a second of its times
   */
  RtpSource(int ssrc, int payloadType, int clockHz, Srtp srtp, RandomGenerator random) {
    this.ssrc = ssrc;
    this.payloadType = payloadType;
    this.clockHz = clockHz;
    this.srtp = srtp;
    this.timeOffset = random.nextInt();
    // Begins low enough that it does not go round before the other side has seen it (RFC 3711,
    // 3.3.1).
    this.next = random.nextInt(1 << 15);
  }

  int ssrc() {
    return ssrc;
  }

  /**
   * The protected packet of a payload.
   *
   * @param ticks of the source's clock since the stream's zero
   * @param marker on the last packet of a picture
   */
  byte[] packet(byte[] payload, long ticks, boolean marker) {
    int number = (int) (next % NUMBERS);
    int rollovers = (int) (next / NUMBERS);
    byte[] plain =
        ByteBuffer.allocate(HEAD_BYTES + payload.length)
            .put((byte) VERSION)
            .put((byte) (payloadType | (marker ? MARKER : 0)))
            .putShort((short) number)
            .putInt((int) ticks + timeOffset)
            .putInt(ssrc)
            .put(payload)
            .array();
    byte[] out = srtp.protect(plain, HEAD_BYTES, rollovers);
    kept[number % KEPT] = out;
    keptNumbers[number % KEPT] = number;
    next++;
    packets++;
    bytes += payload.length;
    newestTicks = ticks;
    return out;
  }

  /** The packet of that number once more; null where it is no longer kept. */
  byte @Nullable [] again(int number) {
    int place = number % KEPT;
    return keptNumbers[place] == number ? kept[place] : null;
  }

  boolean hasSent() {
    return packets > 0;
  }

  /**
   * A report with a description (RFC 3550, 6.4.1 and 6.5). Its absolute time is the stream's own,
   * which both sources share: what lies together there plays together.
   */
  byte[] report(String name) {
    long seconds = newestTicks / clockHz;
    long fraction = ((newestTicks % clockHz) << 32) / clockHz;
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    int chunk = (4 + 2 + text.length + 1 + 3) & ~3;
    ByteBuffer out = ByteBuffer.allocate(28 + 4 + chunk);
    out.put((byte) VERSION).put((byte) SENDER_REPORT).putShort((short) 6).putInt(ssrc);
    out.putInt((int) seconds).putInt((int) fraction).putInt((int) newestTicks + timeOffset);
    out.putInt(packets).putInt(bytes);
    out.put((byte) (VERSION | 1)).put((byte) DESCRIPTION).putShort((short) (chunk / 4));
    out.putInt(ssrc).put((byte) 1).put((byte) text.length).put(text);
    return out.array();
  }
}

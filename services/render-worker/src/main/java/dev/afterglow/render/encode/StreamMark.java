package dev.afterglow.render.encode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says inside the H.264 stream under which lease and at which media time a picture was made, so
 * that a recording of the stream, wherever it went, can be laid beside the log of leases. Stands in
 * a supplemental enhancement message "user data unregistered" (H.264, D.1.7): 16 bytes that name
 * the format, then ASCII text, e.g. {@code lease=0197…;media_time_us=1234}. Decoders pass over it.
 *
 * @param leaseId a UUID, or empty where there is none
 * @param mediaTimeUs microseconds since the broadcast's media time began
 */
public record StreamMark(String leaseId, long mediaTimeUs) {
  /** Names the format; made for it at random. */
  private static final byte[] FORMAT = HexFormat.of().parseHex("b7c39d52e81f4a6c9d35f2617ab84ec1");

  private static final Pattern TEXT =
      Pattern.compile("lease=([0-9a-fA-F-]{0,36});media_time_us=([0-9]{1,18})");

  private static final int SEI = 6;
  private static final int USER_DATA_UNREGISTERED = 5;
  private static final int SLICE = 1;
  private static final int KEY_SLICE = 5;
  private static final int STOP_BIT = 0x80;

  /** The packet with this mark before its first slice; a packet without a slice stays as it is. */
  public Packet onto(Packet packet) {
    byte[] data = packet.data();
    int at = firstSlice(data);
    if (at < 0) {
      return packet;
    }
    byte[] message = message();
    byte[] marked = new byte[data.length + message.length];
    System.arraycopy(data, 0, marked, 0, at);
    System.arraycopy(message, 0, marked, at, message.length);
    System.arraycopy(data, at, marked, at + message.length, data.length - at);
    return packet.with(marked);
  }

  /**
   * The mark in the payload of one message, its format's 16 bytes first; empty where it is none.
   */
  public static Optional<StreamMark> read(byte[] payload) {
    for (int i = 0; i < FORMAT.length; i++) {
      if (payload.length <= i || payload[i] != FORMAT[i]) {
        return Optional.empty();
      }
    }
    String text =
        new String(
            payload, FORMAT.length, payload.length - FORMAT.length, StandardCharsets.US_ASCII);
    Matcher found = TEXT.matcher(text);
    return found.matches()
        ? Optional.of(new StreamMark(found.group(1), Long.parseLong(found.group(2))))
        : Optional.empty();
  }

  private byte[] message() {
    byte[] text =
        ("lease=" + leaseId + ";media_time_us=" + mediaTimeUs).getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(USER_DATA_UNREGISTERED);
    body.write(FORMAT.length + text.length);
    body.writeBytes(FORMAT);
    body.writeBytes(text);
    body.write(STOP_BIT);
    ByteArrayOutputStream unit = new ByteArrayOutputStream();
    unit.writeBytes(new byte[] {0, 0, 0, 1, SEI});
    escape(body.toByteArray(), unit);
    return unit.toByteArray();
  }

  /** Two zeros and a byte below 4 would look like a start code (H.264, 7.4.1). */
  private static void escape(byte[] body, ByteArrayOutputStream out) {
    int zeros = 0;
    for (byte value : body) {
      if (zeros >= 2 && Byte.toUnsignedInt(value) <= 3) {
        out.write(3);
        zeros = 0;
      }
      out.write(value);
      zeros = value == 0 ? zeros + 1 : 0;
    }
  }

  /** Where the start code of the first slice begins, or -1. */
  private static int firstSlice(byte[] data) {
    for (int i = 0; i + 3 < data.length; i++) {
      if (data[i] == 0 && data[i + 1] == 0 && data[i + 2] == 1) {
        int type = data[i + 3] & 0x1f;
        if (type == SLICE || type == KEY_SLICE) {
          return i > 0 && data[i - 1] == 0 ? i - 1 : i;
        }
        i += 2;
      }
    }
    return -1;
  }
}

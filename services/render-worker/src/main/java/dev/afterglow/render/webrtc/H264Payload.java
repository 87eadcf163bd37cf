package dev.afterglow.render.webrtc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts pictures into RTP payloads, packetization mode 1 (RFC 6184): a NAL unit that fits travels
 * alone, a larger one in fragments (FU-A).
 */
public final class H264Payload {
  private static final int FRAGMENT = 28;
  private static final int SEQUENCE_SET = 7;
  private static final int PICTURE_SET = 8;
  private static final int DELIMITER = 9;
  private static final int TYPE = 0x1f;
  private static final int HEAD = 0xe0;
  private static final int FIRST = 0x80;
  private static final int LAST = 0x40;

  private H264Payload() {}

  /**
   * The payloads of one picture in order.
   *
   * @param annexB NAL units behind start codes
   * @param largest bytes of a payload
   */
  static List<byte[]> of(byte[] annexB, int largest) {
    List<byte[]> out = new ArrayList<>();
    for (byte[] unit : units(annexB)) {
      if (type(unit) == DELIMITER) {
        continue;
      }
      if (unit.length <= largest) {
        out.add(unit);
      } else {
        fragments(unit, largest, out);
      }
    }
    return out;
  }

  private static void fragments(byte[] unit, int largest, List<byte[]> out) {
    int room = largest - 2;
    for (int at = 1; at < unit.length; at += room) {
      int size = Math.min(room, unit.length - at);
      byte[] piece = new byte[size + 2];
      piece[0] = (byte) ((unit[0] & HEAD) | FRAGMENT);
      int edge = at == 1 ? FIRST : 0;
      edge |= at + size == unit.length ? LAST : 0;
      piece[1] = (byte) (edge | (unit[0] & TYPE));
      System.arraycopy(unit, at, piece, 2, size);
      out.add(piece);
    }
  }

  /** The NAL units between start codes. */
  static List<byte[]> units(byte[] annexB) {
    List<byte[]> out = new ArrayList<>();
    int from = -1;
    int i = 0;
    for (; i + 2 < annexB.length; i++) {
      if (annexB[i] == 0 && annexB[i + 1] == 0 && annexB[i + 2] == 1) {
        add(annexB, from, i, out);
        from = i + 3;
        i += 2;
      }
    }
    add(annexB, from, annexB.length, out);
    return out;
  }

  /** The sequence's and the picture's parameters in a stream's head. */
  public static List<byte[]> parameterSets(byte[] annexB) {
    return units(annexB).stream()
        .filter(it -> type(it) == SEQUENCE_SET || type(it) == PICTURE_SET)
        .toList();
  }

  /** Whether a picture brings its parameters along. */
  static boolean hasParameterSets(byte[] annexB) {
    return units(annexB).stream().anyMatch(it -> type(it) == SEQUENCE_SET);
  }

  /**
   * Profile and level as a session description names them (RFC 6184, 8.1).
   *
   * @throws IllegalArgumentException where no sequence parameters are among the sets
   */
  public static String profileLevelId(List<byte[]> parameterSets) {
    byte[] sequence =
        parameterSets.stream()
            .filter(it -> type(it) == SEQUENCE_SET && it.length > 3)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no sequence parameter set"));
    return String.format(
        java.util.Locale.ROOT, "%02x%02x%02x", sequence[1], sequence[2], sequence[3]);
  }

  private static int type(byte[] unit) {
    return unit[0] & TYPE;
  }

  private static void add(byte[] data, int from, int until, List<byte[]> out) {
    int to = until;
    while (from >= 0 && to > from && data[to - 1] == 0) {
      to--;
    }
    if (from >= 0 && to > from) {
      out.add(Arrays.copyOfRange(data, from, to));
    }
  }
}

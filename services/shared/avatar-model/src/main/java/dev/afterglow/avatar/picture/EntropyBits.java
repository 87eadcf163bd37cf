package dev.afterglow.avatar.picture;

import java.nio.ByteBuffer;

/** The bits of a JPEG's scan, without the zeros that are stuffed behind bytes of ones. */
final class EntropyBits {
  private static final int ONES = 0xFF;

  private final ByteBuffer bytes;
  private int at;
  private int held;
  private int left;

  EntropyBits(ByteBuffer bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  int bit() throws PictureFault {
    if (left == 0) {
      held = load();
      left = 8;
    }
    left--;
    return held >>> left & 1;
  }

  /**
   * A number.
   *
   * @param count of its bits, 0 to 16
   */
  int bits(int count) throws PictureFault {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  /** Goes on behind a restart marker. */
  void restart(int number) throws PictureFault {
    left = 0;
    while (at + 1 < bytes.limit() && at(at) == ONES && at(at + 1) == ONES) {
      at++;
    }
    if (at + 2 > bytes.limit() || at(at) != ONES || at(at + 1) != 0xD0 + (number & 7)) {
      throw new PictureFault("a restart of its data is missing");
    }
    at += 2;
  }

  /** Where the marker behind the scan begins; the limit where there is none. */
  int end() {
    int place = at;
    while (place + 1 < bytes.limit()
        && (at(place) != ONES || at(place + 1) == 0 || at(place + 1) == ONES)) {
      place++;
    }
    return place + 1 < bytes.limit() ? place : bytes.limit();
  }

  private int load() throws PictureFault {
    if (at >= bytes.limit()) {
      throw new PictureFault("it is cut off");
    }
    int value = at(at++);
    if (value == ONES) {
      if (at >= bytes.limit() || at(at) != 0) {
        throw new PictureFault("it is cut off");
      }
      at++;
    }
    return value;
  }

  private int at(int place) {
    return Byte.toUnsignedInt(bytes.get(place));
  }
}

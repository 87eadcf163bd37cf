package dev.afterglow.render.film;

/**
 * What an H.264 sequence parameter set (ITU-T H.264, 7.3.2.1.1) says of its pictures: read here so
 * that a decoder is only opened for sizes and features that were allowed.
 *
 * @param width pixels that show
 * @param height pixels that show
 */
record SequenceParameters(int width, int height) {
  private static final int BASELINE = 66;
  private static final int MAIN = 77;
  private static final int HIGH = 100;
  private static final int MOST_REFERENCES = 16;
  private static final int BLOCK = 16;

  /**
   * @param unit the NAL unit with its header
   */
  static SequenceParameters read(byte[] unit) throws FilmFault {
    int profile = Byte.toUnsignedInt(unit[1]);
    if (profile != BASELINE && profile != MAIN && profile != HIGH) {
      throw new FilmFault("profile " + profile + ": baseline, main and high are shown");
    }
    Bits bits = new Bits(unit, 4);
    bits.number(31);
    if (profile == HIGH) {
      high(bits);
    }
    bits.number(12);
    order(bits);
    bits.number(MOST_REFERENCES);
    bits.flag();
    int wide = (bits.number(Film.MOST_SIDE) + 1) * BLOCK;
    int tall = (bits.number(Film.MOST_SIDE) + 1) * BLOCK;
    if (!bits.flag()) {
      throw new FilmFault("interlaced");
    }
    bits.flag();
    int width = wide;
    int height = tall;
    if (bits.flag()) {
      width -= 2 * (bits.number(BLOCK * BLOCK) + bits.number(BLOCK * BLOCK));
      height -= 2 * (bits.number(BLOCK * BLOCK) + bits.number(BLOCK * BLOCK));
    }
    boolean large =
        Math.max(width, height) > Film.MOST_SIDE || (long) wide * tall > Film.MOST_PIXELS;
    if (large || width < BLOCK || height < BLOCK) {
      throw new FilmFault(width + "x" + height);
    }
    return new SequenceParameters(width, height);
  }

  private static void high(Bits bits) throws FilmFault {
    if (bits.number(3) != 1 || bits.number(6) != 0 || bits.number(6) != 0) {
      throw new FilmFault("4:2:0 in 8 bits is shown");
    }
    bits.flag();
    if (!bits.flag()) {
      return;
    }
    for (int list = 0; list < 8; list++) {
      if (bits.flag()) {
        scaling(bits, list < 6 ? 16 : 64);
      }
    }
  }

  private static void scaling(Bits bits, int count) throws FilmFault {
    int last = 8;
    int next = 8;
    for (int i = 0; i < count; i++) {
      if (next != 0) {
        next = Math.floorMod(last + bits.signed(255), 256);
      }
      last = next == 0 ? last : next;
    }
  }

  private static void order(Bits bits) throws FilmFault {
    int type = bits.number(2);
    if (type == 0) {
      bits.number(12);
    } else if (type == 1) {
      bits.flag();
      bits.signed(Integer.MAX_VALUE);
      bits.signed(Integer.MAX_VALUE);
      int cycle = bits.number(255);
      for (int i = 0; i < cycle; i++) {
        bits.signed(Integer.MAX_VALUE);
      }
    }
  }

  /** Bits of a NAL unit, its emulation prevention taken out. */
  private static final class Bits {
    private final byte[] raw;
    private final int count;
    private int at;

    Bits(byte[] unit, int from) {
      raw = new byte[unit.length];
      int length = 0;
      int zeroes = 0;
      for (int i = from; i < unit.length; i++) {
        if (zeroes >= 2 && unit[i] == 3) {
          zeroes = 0;
          continue;
        }
        zeroes = unit[i] == 0 ? zeroes + 1 : 0;
        raw[length++] = unit[i];
      }
      count = length * 8;
    }

    boolean flag() throws FilmFault {
      if (at >= count) {
        throw new FilmFault("sequence parameters are cut off");
      }
      boolean set = (raw[at / 8] >> (7 - at % 8) & 1) != 0;
      at++;
      return set;
    }

    /** Exp-Golomb, unsigned. */
    int number(int most) throws FilmFault {
      int zeroes = 0;
      while (!flag()) {
        if (++zeroes > 31) {
          throw new FilmFault("sequence parameters are damaged");
        }
      }
      long value = 1;
      for (int i = 0; i < zeroes; i++) {
        value = value << 1 | (flag() ? 1 : 0);
      }
      if (value - 1 > most) {
        throw new FilmFault("sequence parameters say " + (value - 1) + ", at most " + most);
      }
      return (int) (value - 1);
    }

    /** Exp-Golomb, signed. */
    int signed(int most) throws FilmFault {
      int value = number(Integer.MAX_VALUE);
      int signed = value % 2 == 0 ? -(value / 2) : (value / 2) + 1;
      if (Math.abs((long) signed) > most) {
        throw new FilmFault("sequence parameters say " + signed);
      }
      return signed;
    }
  }
}

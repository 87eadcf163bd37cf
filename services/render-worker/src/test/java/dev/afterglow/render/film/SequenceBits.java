package dev.afterglow.render.film;

import java.util.BitSet;

/** Sequence parameter sets written bit by bit. */
final class SequenceBits {
  private final BitSet bits = new BitSet();
  private int count;

  private SequenceBits() {}

  /** Baseline or main, so many blocks of 16 pixels wide and high. */
  static byte[] of(int profile, int wide, int high) {
    SequenceBits out = new SequenceBits();
    out.number(0); // which set
    out.number(4); // frame numbers of 8 bits
    out.number(2); // shown in the order of decoding
    out.number(1); // one reference
    out.bit(false); // no gaps
    out.number(wide - 1);
    out.number(high - 1);
    out.bit(true); // whole frames
    out.bit(true);
    out.bit(false); // nothing cut off
    out.bit(false); // nothing on how to show it
    out.bit(true); // the end
    byte[] unit = new byte[4 + (out.count + 7) / 8];
    unit[0] = 0x67;
    unit[1] = (byte) profile;
    unit[3] = 31;
    for (int i = 0; i < out.count; i++) {
      unit[4 + i / 8] |= (byte) (out.bits.get(i) ? 0x80 >> i % 8 : 0);
    }
    return unit;
  }

  private void bit(boolean set) {
    bits.set(count++, set);
  }

  /** Exp-Golomb. */
  private void number(int value) {
    int length = 32 - Integer.numberOfLeadingZeros(value + 1);
    for (int i = 1; i < length; i++) {
      bit(false);
    }
    for (int i = length - 1; i >= 0; i--) {
      bit((((value + 1) >> i) & 1) != 0);
    }
  }
}

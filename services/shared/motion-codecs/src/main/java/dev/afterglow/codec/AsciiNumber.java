package dev.afterglow.codec;

import java.nio.ByteBuffer;

/** Reads decimal numbers from text in place. */
public final class AsciiNumber {
  private static final int MOST_DIGITS = 17;
  private static final int MOST_EXPONENT = 400;
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17
  };

  private AsciiNumber() {}

  /**
   * The number that the bytes from {@code from} to before {@code to} spell: a sign, digits, a
   * point, digits, an exponent, for example {@code -1.5e-3}. Blanks and line ends around it do not
   * count.
   *
   * @return infinite for a number that no float can hold, NaN for anything else than a number (the
   *     word NaN too)
   */
  public static float parse(ByteBuffer bytes, int from, int to) {
    int at = from;
    int end = to;
    while (at < end && blank(bytes.get(at))) {
      at++;
    }
    while (end > at && blank(bytes.get(end - 1))) {
      end--;
    }
    boolean negative = at < end && bytes.get(at) == '-';
    if (at < end && (negative || bytes.get(at) == '+')) {
      at++;
    }
    double value = unsigned(bytes, at, end);
    return (float) (negative ? -value : value);
  }

  private static boolean blank(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static double unsigned(ByteBuffer bytes, int from, int end) {
    long mantissa = 0;
    int digits = 0;
    int scale = 0;
    boolean fraction = false;
    boolean any = false;
    int at = from;
    for (; at < end; at++) {
      int c = bytes.get(at);
      if (c >= '0' && c <= '9') {
        any = true;
        if (digits < MOST_DIGITS) {
          mantissa = mantissa * 10 + (c - '0');
          digits += mantissa == 0 ? 0 : 1;
          scale -= fraction ? 1 : 0;
        } else {
          scale += fraction ? 0 : 1;
        }
      } else if (c == '.' && !fraction) {
        fraction = true;
      } else {
        break;
      }
    }
    if (!any) {
      return Double.NaN;
    }
    int exponent = at == end ? 0 : exponent(bytes, at, end);
    if (exponent == Integer.MIN_VALUE) {
      return Double.NaN;
    }
    return mantissa == 0 ? 0 : scaled(mantissa, scale + exponent);
  }

  private static double scaled(long mantissa, int power) {
    if (power == 0) {
      return mantissa;
    }
    if (Math.abs(power) >= POWERS.length) {
      return mantissa * Math.pow(10, power);
    }
    return power < 0 ? mantissa / POWERS[-power] : mantissa * POWERS[power];
  }

  /** The exponent that begins at {@code from}; the least integer for anything else. */
  private static int exponent(ByteBuffer bytes, int from, int end) {
    int at = from + 1;
    boolean negative = at < end && bytes.get(at) == '-';
    if (at < end && (negative || bytes.get(at) == '+')) {
      at++;
    }
    if ((bytes.get(from) | 0x20) != 'e' || at >= end) {
      return Integer.MIN_VALUE;
    }
    int exponent = 0;
    for (; at < end; at++) {
      int c = bytes.get(at);
      if (c < '0' || c > '9') {
        return Integer.MIN_VALUE;
      }
      exponent = Math.min(MOST_EXPONENT, exponent * 10 + (c - '0'));
    }
    return negative ? -exponent : exponent;
  }
}

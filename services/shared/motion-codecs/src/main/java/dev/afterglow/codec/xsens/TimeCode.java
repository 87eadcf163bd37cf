package dev.afterglow.codec.xsens;

import java.nio.ByteBuffer;

/** A time of day written {@code HH:MM:SS.mmm}. */
final class TimeCode {
  private static final String FORM = "00:00:00.000";
  private static final long MICROS_PER_MS = 1_000;

  private TimeCode() {}

  /** Microseconds since midnight of the text at {@code from}, or -1 when it is no time of day. */
  static long micros(ByteBuffer bytes, int from) {
    for (int i = 0; i < FORM.length(); i++) {
      int c = bytes.get(from + i);
      boolean fits = FORM.charAt(i) == '0' ? c >= '0' && c <= '9' : c == FORM.charAt(i);
      if (!fits) {
        return -1;
      }
    }
    int hours = number(bytes, from, 2);
    int minutes = number(bytes, from + 3, 2);
    int seconds = number(bytes, from + 6, 2);
    if (hours > 23 || minutes > 59 || seconds > 59) {
      return -1;
    }
    long ms = ((hours * 60L + minutes) * 60 + seconds) * 1_000 + number(bytes, from + 9, 3);
    return ms * MICROS_PER_MS;
  }

  private static int number(ByteBuffer bytes, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      number = number * 10 + (bytes.get(i) - '0');
    }
    return number;
  }
}

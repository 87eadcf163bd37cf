package dev.afterglow.capture.buffer;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a drive's ring: between the pieces before {@code index} and those from it on.
 *
 * @param ring which ring; a restarted service has another
 * @param index how many pieces went before
 * @param motion how many captured motion samples went before
 * @param voiceUs how much voice went before, microseconds
 */
public record Cursor(long ring, long index, long motion, long voiceUs) {
  private static final int RADIX = 36;
  private static final int LONGEST = 48;
  private static final Pattern FORM =
      Pattern.compile("([0-9a-z]{1,11})\\.([0-9a-z]{1,11})\\.([0-9a-z]{1,11})\\.([0-9a-z]{1,11})");

  /** At most 48 characters that mean nothing to the reader. */
  public String text() {
    // One is made for each message to each reader.
    byte[] text = new byte[LONGEST];
    int at = put(voiceUs, text, LONGEST);
    text[--at] = '.';
    at = put(motion, text, at);
    text[--at] = '.';
    at = put(index, text, at);
    text[--at] = '.';
    at = put(ring, text, at);
    return new String(text, at, LONGEST - at, StandardCharsets.ISO_8859_1);
  }

  /** Puts a number of 0 or more before a place, and says where it begins. */
  private static int put(long number, byte[] text, int before) {
    int at = before;
    long rest = number;
    do {
      text[--at] = (byte) Character.forDigit((int) (rest % RADIX), RADIX);
      rest /= RADIX;
    } while (rest > 0);
    return at;
  }

  /** The cursor of a text, or empty where it is none. */
  public static Optional<Cursor> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Cursor(number(form, 1), number(form, 2), number(form, 3), number(form, 4)));
  }

  private static long number(Matcher form, int group) {
    return Long.parseLong(form.group(group), RADIX);
  }

  /** The place after a piece. */
  Cursor after(Piece piece) {
    return switch (piece) {
      case Piece.Motion it ->
          new Cursor(ring, index + 1, it.bridged() ? motion : motion + 1, voiceUs);
      case Piece.Voice voice ->
          new Cursor(ring, index + 1, motion, voiceUs + voice.packet().durationUs());
      case Piece.Header _, Piece.Gap _, Piece.State _, Piece.Standing _ ->
          new Cursor(ring, index + 1, motion, voiceUs);
    };
  }
}

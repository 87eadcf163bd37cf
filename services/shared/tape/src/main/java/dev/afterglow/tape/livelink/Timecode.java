package dev.afterglow.tape.livelink;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time of day as the app writes it: hours, minutes, seconds, and the frame of that second with
 * its fraction, for example {@code 07:44:57:02.944}.
 *
 * @param seconds whole seconds since midnight, 0 to 86,399
 * @param frame the frame of the second, with its fraction
 */
record Timecode(int seconds, double frame) {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,2}):(\\d{2}):(\\d{2})[:;](\\d{1,3}(?:\\.\\d{1,9})?)");

  /** The time code, or empty where the text is none. */
  static Optional<Timecode> parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    int hours = Integer.parseInt(form.group(1));
    int minutes = Integer.parseInt(form.group(2));
    int seconds = Integer.parseInt(form.group(3));
    if (hours > 23 || minutes > 59 || seconds > 59) {
      return Optional.empty();
    }
    return Optional.of(
        new Timecode((hours * 60 + minutes) * 60 + seconds, Double.parseDouble(form.group(4))));
  }

  /** Microseconds since midnight at so many frames a second. */
  long toUs(int framesPerSecond) {
    return seconds * 1_000_000L + Math.round(frame / framesPerSecond * 1e6);
  }
}

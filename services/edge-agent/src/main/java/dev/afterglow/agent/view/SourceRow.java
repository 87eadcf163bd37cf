package dev.afterglow.agent.view;

import dev.afterglow.agent.source.SourceReading;
import java.util.Locale;

/**
 * One source in the view.
 *
 * @param name what it is called
 * @param place where it is listened for
 * @param reading its figures
 */
public record SourceRow(String name, String place, SourceReading reading) {
  private static final long QUIET_AFTER_US = 2_000_000;

  /** The heads of the columns of {@link #text()}. */
  static String heads() {
    return String.format(
        Locale.ROOT,
        "%-17s %-24s %9s %7s %8s %9s %8s",
        "source",
        "place",
        "rate",
        "lost",
        "delay",
        "unread",
        "refused");
  }

  /** The figures in columns. */
  String text() {
    return String.format(
        Locale.ROOT,
        "%-17s %-24s %9s %7s %8s %9d %8d",
        name,
        place,
        rate(),
        lost(),
        delay(),
        reading.rejected(),
        reading.refused());
  }

  /** The figures in words, for a line in a log. */
  String words() {
    return String.format(
        Locale.ROOT,
        "%s %s lost %s delay %s unread %d refused %d",
        name,
        rate(),
        lost(),
        delay(),
        reading.rejected(),
        reading.refused());
  }

  /** Whether anything at all came to its place. */
  boolean heard() {
    return reading.frames() > 0 || reading.rejected() > 0 || reading.refused() > 0;
  }

  private String rate() {
    if (reading.silentUs() < 0) {
      return "waiting";
    }
    return reading.silentUs() > QUIET_AFTER_US
        ? "silent"
        : String.format(Locale.ROOT, "%.1f/s", reading.rateHz());
  }

  private String lost() {
    return reading.lost() < 0 ? "-" : Long.toString(reading.lost());
  }

  private String delay() {
    return reading.delayMs() < 0 ? "-" : String.format(Locale.ROOT, "%.0f ms", reading.delayMs());
  }
}

package dev.afterglow.commerce.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** Times in signatures. */
final class Moments {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");
  private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,14}");

  private Moments() {}

  /** Whether a text is seconds since the epoch, and these are not far from now. */
  static boolean isSecondsNear(String text, Instant now, Duration tolerance) {
    return SECONDS.matcher(text).matches()
        && isNear(Instant.ofEpochSecond(Long.parseLong(text)), now, tolerance);
  }

  /** Whether a text is milliseconds since the epoch, and these are not far from now. */
  static boolean isMillisecondsNear(String text, Instant now, Duration tolerance) {
    return MILLISECONDS.matcher(text).matches()
        && isNear(Instant.ofEpochMilli(Long.parseLong(text)), now, tolerance);
  }

  private static boolean isNear(Instant moment, Instant now, Duration tolerance) {
    return Duration.between(moment, now).abs().compareTo(tolerance) <= 0;
  }
}

package dev.afterglow.studio.broadcast;

import java.util.regex.Pattern;

/** The checks that the records of this package share. A breach names the field, not its value. */
final class Require {

  private Require() {}

  static void length(String field, String value, int min, int max) {
    int length = value.codePointCount(0, value.length());
    if (length < min || length > max) {
      throw new IllegalArgumentException(
          field + " has " + length + " characters, allowed are " + min + " to " + max);
    }
  }

  static void matches(String field, String value, Pattern pattern) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(field + " must match " + pattern);
    }
  }

  static void range(String field, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          field + " is " + value + ", allowed are " + min + " to " + max);
    }
  }

  static void atMost(String field, int size, int max) {
    if (size > max) {
      throw new IllegalArgumentException(field + " has " + size + " entries, at most " + max);
    }
  }
}

package dev.afterglow.standalone.bench;

import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;

/** Spans of time as people type them. */
final class Spans {
  private Spans() {}

  /**
   * Whole seconds of {@code 90s}, {@code 30m} or {@code 12h}.
   *
   * @throws RunFailure USAGE when it is none of these
   */
  static int seconds(String span) {
    if (!span.matches("[1-9][0-9]{0,5}[smh]")) {
      throw new RunFailure(ExitCode.USAGE, "'" + span + "' is no span: write 90s, 30m or 12h.");
    }
    int count = Integer.parseInt(span.substring(0, span.length() - 1));
    return switch (span.charAt(span.length() - 1)) {
      case 'h' -> Math.multiplyExact(count, 3_600);
      case 'm' -> Math.multiplyExact(count, 60);
      default -> count;
    };
  }
}

package dev.afterglow.render.scene;

import java.util.List;

/**
 * Lines that wander through a bar.
 *
 * @param lines 1 to 12, each 1 to 80 characters
 */
public record Ticker(List<String> lines) {
  /** More would take minutes to pass. */
  public static final int MOST = 12;

  /** Characters a line. */
  public static final int LONGEST = 80;

  public Ticker {
    lines = List.copyOf(lines);
    if (lines.isEmpty() || lines.size() > MOST) {
      throw new IllegalArgumentException("a ticker has 1 to " + MOST + " lines");
    }
    if (lines.stream().anyMatch(it -> it.isBlank() || it.length() > LONGEST)) {
      throw new IllegalArgumentException("a line has 1 to " + LONGEST + " characters");
    }
  }

  /** Without what viewers wrote. */
  @Override
  public String toString() {
    return "Ticker[" + lines.size() + " lines]";
  }
}

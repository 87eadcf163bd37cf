package dev.afterglow.standalone.live;

import java.nio.file.Path;

/**
 * A file of facts to play.
 *
 * @param path the file
 * @param speed how much faster than they happened, 0.01 to 1,000,000
 */
public record PlayedFile(Path path, double speed) {
  private static final double LEAST = 0.01;
  private static final double MOST = 1_000_000;

  /** Checks the range. */
  public PlayedFile {
    if (!(speed >= LEAST && speed <= MOST)) {
      throw new IllegalArgumentException("--facts-speed must lie between 0.01 and 1000000");
    }
  }
}

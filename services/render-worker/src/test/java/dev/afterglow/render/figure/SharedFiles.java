package dev.afterglow.render.figure;

import java.nio.file.Files;
import java.nio.file.Path;

/** Recorded files that stand beside the checkout; AFTERGLOW_DATA names another place. */
final class SharedFiles {
  private SharedFiles() {}

  /** The folder; it may not exist. */
  static Path root() {
    String given = System.getenv("AFTERGLOW_DATA");
    if (given != null) {
      return Path.of(given);
    }
    Path at = Path.of("").toAbsolutePath();
    while (at.getParent() != null && !Files.isDirectory(at.resolve("gradle-free-scripts"))) {
      at = at.getParent();
    }
    return at.resolveSibling("shared").resolve("data");
  }
}

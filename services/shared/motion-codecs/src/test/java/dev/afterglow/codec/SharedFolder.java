package dev.afterglow.codec;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder of real recordings beside the checkout; tests without it are skipped. */
public final class SharedFolder {
  private SharedFolder() {}

  /** A recording, or a skipped test. */
  public static Path file(String relative) {
    Path file = root().resolve(relative);
    Assumptions.assumeTrue(
        Files.isRegularFile(file), "no real recording at " + file + ": this test is skipped");
    return file;
  }

  private static Path root() {
    String named = System.getenv("AFTERGLOW_DATA");
    if (named != null) {
      return Path.of(named);
    }
    Path folder = Path.of("").toAbsolutePath();
    while (folder.getParent() != null && !Files.isRegularFile(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder.resolveSibling("shared").resolve("data");
  }
}

package dev.afterglow.capture;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of real recordings beside the checkout. */
public final class SharedFolder {
  private SharedFolder() {}

  /** Where it is, or would be. */
  public static Path root() {
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

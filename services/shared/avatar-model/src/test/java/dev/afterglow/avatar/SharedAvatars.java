package dev.afterglow.avatar;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder of real avatars beside the checkout; tests skip where it is absent. */
final class SharedAvatars {
  private SharedAvatars() {}

  static Path file(String name) {
    Path file = folder().resolve("avatars").resolve(name);
    Assumptions.assumeTrue(
        Files.isRegularFile(file), "real avatars are absent: no " + name + " under AFTERGLOW_DATA");
    return file;
  }

  private static Path folder() {
    String override = System.getenv("AFTERGLOW_DATA");
    if (override != null) {
      return Path.of(override);
    }
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve("gradle-free-scripts"))) {
      at = at.getParent();
    }
    return at == null ? Path.of("absent") : at.resolve("../shared/data").normalize();
  }
}

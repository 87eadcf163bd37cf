package dev.afterglow.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.afterglow.standalone.fleet.Installation;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie on the machine that runs the tests. */
final class Checkout {
  private Checkout() {}

  static Installation installation() {
    return Installation.find();
  }

  /** Unpacked stores, shared by all tests of this checkout. */
  static Path runtimeFolder() {
    return Path.of("target", "runtime").toAbsolutePath();
  }

  /** A file of the shared input data; the test is skipped where there is none. */
  static Path data(String name) {
    String chosen = System.getenv("AFTERGLOW_DATA");
    Path folder =
        chosen == null
            ? installation().root().resolve("../shared/data").normalize()
            : Path.of(chosen);
    Path file = folder.resolve(name);
    assumeTrue(
        Files.exists(file), () -> "skipped: the input data is not there, looked for " + file);
    return file;
  }

  /** Skips the test where a program of the system is not installed. */
  static String program(String name) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(folder, name))) {
        return Path.of(folder, name).toString();
      }
    }
    if (Files.isExecutable(Path.of("/usr/sbin", name))) {
      return "/usr/sbin/" + name;
    }
    assumeTrue(false, "skipped: " + name + " is not installed");
    throw new AssertionError("unreachable");
  }
}

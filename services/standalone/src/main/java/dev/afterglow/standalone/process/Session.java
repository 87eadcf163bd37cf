package dev.afterglow.standalone.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a command into a session of its own, so that Ctrl-C reaches the supervisor alone and the
 * supervisor decides the order in which things stop.
 */
final class Session {
  private Session() {}

  /** Adds {@code setsid} where there is one; elsewhere the signal is at least ignored. */
  static List<String> detached(List<String> command) {
    List<String> wrapped = new ArrayList<>();
    if (onPath("setsid").isPresent()) {
      wrapped.add("setsid");
    } else {
      wrapped.addAll(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "detached"));
    }
    wrapped.addAll(command);
    return List.copyOf(wrapped);
  }

  /** The program's file in one of the PATH folders. */
  static Optional<Path> onPath(String program) {
    String path = System.getenv("PATH");
    if (path == null) {
      return Optional.empty();
    }
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path candidate = Path.of(folder.isEmpty() ? "." : folder, program);
      if (Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}

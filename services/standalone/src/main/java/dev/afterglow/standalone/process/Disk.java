package dev.afterglow.standalone.process;

import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/** Turns an error of the file system into one sentence. */
public final class Disk {
  private Disk() {}

  /** Names a full disk as such; the JDK has no exception type for it, only the system's text. */
  public static RunFailure failure(Path path, IOException cause) {
    String text = String.valueOf(cause.getMessage());
    if (text.contains("No space left on device") || text.contains("Disk quota exceeded")) {
      return new RunFailure(
          ExitCode.DISK_FULL,
          "The disk that holds %s is full; free some space or choose another folder with --data."
              .formatted(path),
          cause);
    }
    if (cause instanceof AccessDeniedException) {
      return new RunFailure(
          ExitCode.UNEXPECTED, "No permission to write %s.".formatted(path), cause);
    }
    return new RunFailure(
        ExitCode.UNEXPECTED, "The folder %s cannot be used: %s.".formatted(path, text), cause);
  }
}

package dev.afterglow.registry.asset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The folder of this machine where files wait to be judged. Nothing in it has a name that anybody
 * serves.
 */
public final class Landing {
  private final Path folder;

  /** A folder, which is made when absent. */
  public Landing(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder for incoming files cannot be made", e);
    }
  }

  /** An empty file for what comes in. */
  public Path newcomer() throws IOException {
    return Files.createTempFile(folder, "", ".part");
  }

  /**
   * Deletes what was written last before a time: what a crash left. Other replicas may share the
   * folder, so the time has to be one at which nobody still writes.
   *
   * @return how many files went
   */
  public int clear(Instant before) throws IOException {
    int gone = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)
            && Files.deleteIfExists(file)) {
          gone++;
        }
      }
    }
    return gone;
  }
}

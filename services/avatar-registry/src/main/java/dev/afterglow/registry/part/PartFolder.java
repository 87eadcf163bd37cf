package dev.afterglow.registry.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Where parts lie, beside the avatars: {@code parts/ab/abcd…}, named by their digest, and {@code
 * incoming-parts/} for what is not judged yet. A file gets its name by an atomic move, so whatever
 * has a name is whole.
 */
public final class PartFolder {
  /** Other replicas may share the folder: what is a day old is surely nobody's. */
  private static final Duration LEFTOVER = Duration.ofDays(1);

  private final Path parts;
  private final Path incoming;

  /** Parts below a folder, which is made when absent; leftovers of an earlier run go. */
  public PartFolder(Path folder, InstantSource clock) {
    this.parts = folder.resolve("parts");
    this.incoming = folder.resolve("incoming-parts");
    try {
      Files.createDirectories(parts);
      Files.createDirectories(incoming);
      sweep(clock.instant().minus(LEFTOVER));
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of parts cannot be made", e);
    }
  }

  private void sweep(Instant old) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(incoming)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  Path newcomer() throws IOException {
    return Files.createTempFile(incoming, "", ".part");
  }

  void keep(Path newcomer, String sha256Hex) throws IOException {
    Path place = place(sha256Hex);
    Files.createDirectories(place.getParent());
    Files.move(newcomer, place, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Where the part of that digest lies. */
  public Path place(String sha256Hex) {
    if (!sha256Hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256 in hex");
    }
    return parts.resolve(sha256Hex.substring(0, 2)).resolve(sha256Hex);
  }
}

package dev.afterglow.registry.avatar;

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
 * Where uploaded files lie: {@code ab/abcd…} in one folder, named by their digest, and another
 * folder for files that are not judged yet. A file gets its name by an atomic move, so whatever has
 * a name is whole.
 */
public final class AssetFolder {
  /** Other replicas may share the folder: what is a day old is surely nobody's. */
  private static final Duration LEFTOVER = Duration.ofDays(1);

  private final Path named;
  private final Path incoming;
  private final String suffix;

  /** Avatars below a folder: {@code avatars/ab/abcd….glb} and {@code incoming/}. */
  public AssetFolder(Path folder, InstantSource clock) {
    this(folder.resolve("avatars"), folder.resolve("incoming"), ".glb", clock);
  }

  /**
   * Files in two folders, which are made when absent; leftovers of an earlier run go.
   *
   * @param named where judged files lie
   * @param incoming where files wait to be judged; on the same file system
   * @param suffix what their names end with
   */
  public AssetFolder(Path named, Path incoming, String suffix, InstantSource clock) {
    this.named = named;
    this.incoming = incoming;
    this.suffix = suffix;
    try {
      Files.createDirectories(named);
      Files.createDirectories(incoming);
      sweep(clock.instant().minus(LEFTOVER));
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of uploaded files cannot be made", e);
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

  /** An empty file for what comes in. */
  public Path newcomer() throws IOException {
    return Files.createTempFile(incoming, "", ".part");
  }

  /** Gives a judged file its name; a file of the same digest that was there is the same file. */
  public void keep(Path newcomer, String sha256Hex) throws IOException {
    Path place = place(sha256Hex);
    Files.createDirectories(place.getParent());
    Files.move(newcomer, place, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Where the file of that digest lies. */
  public Path place(String sha256Hex) {
    if (!sha256Hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256 in hex");
    }
    return named.resolve(sha256Hex.substring(0, 2)).resolve(sha256Hex + suffix);
  }
}

package dev.afterglow.registry.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Files that hold keys. Made with mode 0600 before the first byte is written; a file that others
 * may read is refused, since what it protects is then no longer protected.
 */
public final class KeyFiles {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path folder;

  /** Keys in a folder, made with mode 0700 when absent. */
  public KeyFiles(Path folder) {
    this.folder = folder;
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the key folder cannot be made", e);
    }
  }

  /** The key of that name; made first when there is none, by whoever is first. */
  public byte[] readOrMake(String name, Supplier<byte[]> maker) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file)) {
        make(file, maker.get());
      }
      if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
        throw new IllegalStateException(
            "the key file " + name + " may be read by others: give it mode 0600");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the key file " + name + " cannot be read or made", e);
    }
  }

  /** Whether there is a key of that name. */
  public boolean exists(String name) {
    return Files.exists(folder.resolve(name));
  }

  /** The key of that name. */
  public byte[] read(String name) {
    return readOrMake(
        name,
        () -> {
          throw new IllegalStateException("the key file " + name + " is gone");
        });
  }

  /** Puts a key in the place of the one of that name, whole or not at all. */
  public void replace(String name, byte[] key) {
    try {
      Path fresh =
          Files.createTempFile(folder, ".", "", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      Files.write(fresh, key, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
      Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("the key file " + name + " cannot be replaced", e);
    }
  }

  private void make(Path file, byte[] key) throws IOException {
    Path fresh =
        Files.createTempFile(folder, ".", "", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try {
      Files.write(fresh, key, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
      // A link fails where the name is taken: of two makers one wins, and both read the winner's.
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      // The other maker's key counts.
    } finally {
      Files.delete(fresh);
    }
  }
}

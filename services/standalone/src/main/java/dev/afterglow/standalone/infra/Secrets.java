package dev.afterglow.standalone.infra;

import dev.afterglow.standalone.process.Disk;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Random passwords and tokens of one data folder, each in a file that only its owner can read. */
public final class Secrets {
  private static final int BYTES = 24;

  private final Path folder;
  private final SecureRandom random;

  /** Secrets under {@code dataFolder/secrets}. */
  public Secrets(Path dataFolder, SecureRandom random) {
    this.folder = dataFolder.resolve("secrets");
    this.random = random;
  }

  /** The file of the named secret, made on first use. */
  public synchronized Path file(String name) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(folder);
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        write(file, HexFormat.of().formatHex(bytes));
      }
      return file;
    } catch (IOException e) {
      throw Disk.failure(file, e);
    }
  }

  /** The named secret, 48 hexadecimal digits. */
  public String value(String name) {
    Path file = file(name);
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw Disk.failure(file, e);
    }
  }

  /** Writes text that only the owner can read, whole or not at all. */
  static void write(Path file, String text) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.deleteIfExists(draft);
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(draft, text);
    Files.move(
        draft,
        file,
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}

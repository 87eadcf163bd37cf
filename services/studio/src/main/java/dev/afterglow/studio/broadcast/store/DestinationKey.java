package dev.afterglow.studio.broadcast.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key file of {@link DestinationSeal}. */
final class DestinationKey {

  static final int KEY_BYTES = 32;

  private DestinationKey() {}

  /** Reads the key, making it first if it is not there. */
  static SecretKey readOrMake(Path file) {
    try {
      if (Files.notExists(file)) {
        make(file);
      }
      byte[] key = Files.readAllBytes(file);
      if (key.length != KEY_BYTES) {
        throw new IllegalStateException(
            "the destination key file must hold " + KEY_BYTES + " bytes, has " + key.length);
      }
      return new SecretKeySpec(key, "AES");
    } catch (IOException e) {
      throw new UncheckedIOException("the destination key file cannot be read or made", e);
    }
  }

  // Written whole under another name first, so that nobody reads half a key.
  private static void make(Path file) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path whole =
        Files.createTempFile(
            folder,
            "key",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.write(whole, key);
      Files.createLink(file, whole);
    } catch (FileAlreadyExistsException e) {
      // Another studio made it first; its key counts.
      return;
    } catch (UnsupportedOperationException e) {
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(whole);
    }
  }
}

package dev.afterglow.registry.asset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What the bytes of a file hash to, read in one pass.
 *
 * @param sha256Hex SHA-256, 64 lower-case hex digits
 * @param md5Base64 MD5 as the header Content-MD5 has it (RFC 1864): for storages that check what
 *     arrives by it, and for nothing that has to resist anybody
 * @param sizeBytes how many there are
 */
public record Digests(String sha256Hex, String md5Base64, long sizeBytes) {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Of a file. */
  public static Digests of(Path file) throws IOException {
    MessageDigest sha256 = digest("SHA-256");
    MessageDigest md5 = digest("MD5");
    long size = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha256.update(buffer, 0, read);
        md5.update(buffer, 0, read);
        size += read;
      }
    }
    return new Digests(
        HexFormat.of().formatHex(sha256.digest()),
        Base64.getEncoder().encodeToString(md5.digest()),
        size);
  }

  /** The same, of a file that has to have a digest. */
  public static Digests of(Path file, String sha256Hex) throws IOException {
    Digests found = of(file);
    if (!found.sha256Hex().equals(sha256Hex)) {
      throw new IOException("the file has another digest than its name");
    }
    return found;
  }

  /** SHA-256, ready to take bytes. */
  public static MessageDigest sha256() {
    return digest("SHA-256");
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + name, e);
    }
  }
}

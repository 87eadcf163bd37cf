package dev.afterglow.standalone.room;

import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * An avatar file as it will be uploaded. Only its size and first bytes are looked at here; the
 * registry's validator reads the rest.
 *
 * @param displayName the file's name without its ending, at most 64 characters
 * @param bytes the whole file; handed on without a copy
 * @param sha256 of the bytes
 */
@SuppressWarnings("ArrayRecordComponent") // up to 256 MiB: never copied, never compared
public record AvatarFile(String displayName, byte[] bytes, byte[] sha256) {
  private static final long MAX_BYTES = 256L << 20;
  private static final int GLB_MAGIC = 0x46546C67;
  private static final int HEADER_BYTES = 12;

  /** Reads a file, or says in one sentence why it is no avatar. */
  public static AvatarFile read(Path path) {
    try {
      if (!Files.isRegularFile(path)) {
        throw broken(path, "there is no such file");
      }
      if (Files.size(path) > MAX_BYTES) {
        throw broken(path, "it is larger than 256 MiB");
      }
      byte[] bytes = Files.readAllBytes(path);
      if (bytes.length < HEADER_BYTES || littleEndian(bytes, 0) != GLB_MAGIC) {
        throw broken(path, "it is no binary glTF (GLB or VRM)");
      }
      if (Integer.toUnsignedLong(littleEndian(bytes, 8)) != bytes.length) {
        throw broken(
            path,
            "its header promises %d bytes and the file has %d"
                .formatted(Integer.toUnsignedLong(littleEndian(bytes, 8)), bytes.length));
      }
      return of(String.valueOf(path.getFileName()), bytes);
    } catch (IOException e) {
      throw broken(path, "it cannot be read");
    }
  }

  /** A file that is in memory already. */
  public static AvatarFile of(String fileName, byte[] bytes) {
    String name = fileName.replaceFirst("\\.[A-Za-z0-9]{1,5}$", "");
    String display = name.isBlank() ? "avatar" : name.substring(0, Math.min(64, name.length()));
    try {
      return new AvatarFile(display, bytes, MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static int littleEndian(byte[] bytes, int offset) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(offset);
  }

  private static RunFailure broken(Path path, String why) {
    return new RunFailure(
        ExitCode.INPUT_BROKEN, "The avatar %s cannot be used: %s.".formatted(path, why));
  }

  /** The name and size alone. */
  @Override
  public String toString() {
    return "AvatarFile[%s, %d bytes]".formatted(displayName, bytes.length);
  }
}

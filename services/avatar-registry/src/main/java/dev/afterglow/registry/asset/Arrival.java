package dev.afterglow.registry.asset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Bytes on their way in, in a file that nobody serves. Bytes beyond those announced are refused as
 * they come. Calls block and come one at a time.
 */
public final class Arrival implements AutoCloseable {
  private final long announcedBytes;
  private final String announcedSha256Hex;
  private final Path file;
  private final FileChannel channel;
  private final MessageDigest digest = Digests.sha256();
  private long received;

  private Arrival(long announcedBytes, String announcedSha256Hex, Path file, FileChannel channel) {
    this.announcedBytes = announcedBytes;
    this.announcedSha256Hex = announcedSha256Hex;
    this.file = file;
    this.channel = channel;
  }

  /** Makes room for as many bytes of that digest. */
  public static Arrival open(Landing landing, long announcedBytes, String announcedSha256Hex)
      throws IOException {
    Path file = landing.newcomer();
    return new Arrival(
        announcedBytes, announcedSha256Hex, file, FileChannel.open(file, StandardOpenOption.WRITE));
  }

  /**
   * What is not as announced.
   *
   * @param expected size or digest as announced
   * @param got what came
   */
  public record Mismatch(String expected, String got) {}

  /** Takes the next bytes; false where they are more than announced. */
  public boolean take(ByteBuffer bytes) throws IOException {
    received += bytes.remaining();
    if (received > announcedBytes) {
      return false;
    }
    digest.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    return true;
  }

  /** Ends it, once, with everything on disk; tells what is not as announced. */
  public Optional<Mismatch> end() throws IOException {
    if (received != announcedBytes) {
      return Optional.of(new Mismatch(Long.toString(announcedBytes), Long.toString(received)));
    }
    String got = HexFormat.of().formatHex(digest.digest());
    if (!got.equals(announcedSha256Hex)) {
      return Optional.of(new Mismatch(announcedSha256Hex, got));
    }
    channel.force(true);
    return Optional.empty();
  }

  /** Puts other bytes in their place, on disk: the form in which they are kept. */
  public void become(byte[] bytes) throws IOException {
    channel.truncate(0);
    channel.position(0);
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
    channel.force(true);
  }

  /** Where the bytes are. */
  public Path file() {
    return file;
  }

  /** How many came so far. */
  public long received() {
    return received;
  }

  /** Closes and deletes the file, unless it was moved away. Safe to repeat. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }
}

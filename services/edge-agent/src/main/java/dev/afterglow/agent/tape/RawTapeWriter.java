package dev.afterglow.agent.tape;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes a raw tape. {@link #close()} writes its end. For one thread. */
public final class RawTapeWriter implements Closeable {
  private final OutputStream out;
  private byte[] chain;
  private long records;
  private long lastUs;

  /** Begins a tape on a stream, which {@link #close()} closes. */
  public RawTapeWriter(OutputStream out, List<TapeTrack> tracks) throws IOException {
    this.out = new BufferedOutputStream(out, 64 * 1024);
    byte[] header = RawFormat.header(tracks);
    this.chain = RawFormat.sha256(header);
    this.out.write(header);
    this.out.write(chain, 0, RawFormat.LINK_BYTES);
  }

  /**
   * Begins a tape in a new file.
   *
   * @throws java.nio.file.FileAlreadyExistsException when there is such a file: a tape is never
   *     overwritten
   */
  public static RawTapeWriter create(Path path, List<TapeTrack> tracks) throws IOException {
    return new RawTapeWriter(
        Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        tracks);
  }

  /**
   * Appends a datagram.
   *
   * @param timeUs microseconds since the tape began; a time before the last one's counts as that
   * @param datagram at most 65,535 bytes
   */
  public void write(int track, long timeUs, byte[] datagram) throws IOException {
    append(RawFormat.DATAGRAM, track, timeUs, datagram);
    records++;
  }

  /** Hands what was written to the system, so that a crash loses only what came after. */
  public void flush() throws IOException {
    out.flush();
  }

  /** How many datagrams were written. */
  public long records() {
    return records;
  }

  @Override
  public void close() throws IOException {
    try (out) {
      append(
          RawFormat.END,
          0,
          lastUs,
          ByteBuffer.allocate(RawFormat.END_BYTES).putLong(records).array());
    }
  }

  private void append(int type, int track, long timeUs, byte[] body) throws IOException {
    if (body.length > RawFormat.LONGEST_DATAGRAM_BYTES) {
      throw new IllegalArgumentException("a datagram has at most 65,535 bytes");
    }
    lastUs = Math.max(lastUs, timeUs);
    byte[] head = RawFormat.head(type, track, lastUs, body.length);
    chain = RawFormat.sha256(chain, head, body);
    out.write(head);
    out.write(body);
    out.write(chain, 0, RawFormat.LINK_BYTES);
  }
}

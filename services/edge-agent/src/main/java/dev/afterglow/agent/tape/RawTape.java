package dev.afterglow.agent.tape;

import dev.afterglow.agent.source.SourceKind;
import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.TapeFault;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a raw tape from its start. Every record that {@link #next()} gives is as it was written;
 * where the tape is damaged or cut off it throws, and what came before stands. For one thread.
 */
public final class RawTape implements Closeable {
  private final DataInputStream in;
  private final List<TapeTrack> tracks;
  private byte[] chain;
  private long records;
  private long lastUs;
  private boolean ended;

  private RawTape(DataInputStream in, List<TapeTrack> tracks, byte[] chain) {
    this.in = in;
    this.tracks = List.copyOf(tracks);
    this.chain = chain;
  }

  /**
   * Opens a tape file.
   *
   * @throws TapeException when it is no raw tape, or its header is damaged
   */
  public static RawTape open(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new TapeException(TapeFault.UNREADABLE, "There is no tape file at " + path + ".");
    }
    InputStream in = Files.newInputStream(path);
    try {
      return open(in);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /**
   * Opens a tape that comes from anywhere; {@link #close()} closes the stream.
   *
   * @throws TapeException when it is no raw tape, or its header is damaged
   */
  public static RawTape open(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(stream, 64 * 1024));
    try {
      return header(in);
    } catch (EOFException e) {
      throw new TapeException(TapeFault.TRUNCATED, "The tape ends within its header.");
    }
  }

  /** Whether a file begins like a raw tape. */
  public static boolean isOne(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return Arrays.equals(in.readNBytes(RawFormat.MAGIC.length), RawFormat.MAGIC);
    }
  }

  /** The sources. */
  public List<TapeTrack> tracks() {
    return tracks;
  }

  /** How many datagrams have been given. */
  public long records() {
    return records;
  }

  /**
   * The next datagram, or null after the tape's own end.
   *
   * @throws TapeException when the tape is cut off or damaged there
   */
  public @Nullable RawRecord next() throws IOException {
    if (ended) {
      return null;
    }
    try {
      byte[] head = in.readNBytes(RawFormat.HEAD_BYTES);
      if (head.length < RawFormat.HEAD_BYTES) {
        throw new EOFException();
      }
      return record(head);
    } catch (EOFException e) {
      ended = true;
      throw new TapeException(
          TapeFault.TRUNCATED,
          "The tape is cut off after " + records + " datagrams; they are good.");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private @Nullable RawRecord record(byte[] head) throws IOException {
    ByteBuffer fields = ByteBuffer.wrap(head);
    int type = fields.get();
    int track = fields.get() & 0xFF;
    long timeUs = fields.getLong();
    int length = fields.getInt();
    boolean end = type == RawFormat.END && length == RawFormat.END_BYTES;
    boolean datagram =
        type == RawFormat.DATAGRAM
            && track < tracks.size()
            && length >= 0
            && length <= RawFormat.LONGEST_DATAGRAM_BYTES;
    if (!(end || datagram) || timeUs < lastUs) {
      throw damaged();
    }
    byte[] body = new byte[length];
    in.readFully(body);
    byte[] link = new byte[RawFormat.LINK_BYTES];
    in.readFully(link);
    byte[] next = RawFormat.sha256(chain, head, body);
    if (!Arrays.equals(next, 0, RawFormat.LINK_BYTES, link, 0, RawFormat.LINK_BYTES)) {
      throw damaged();
    }
    chain = next;
    lastUs = timeUs;
    return end ? end(body) : new RawRecord(track, timeUs, counted(body));
  }

  private byte[] counted(byte[] body) {
    records++;
    return body;
  }

  private @Nullable RawRecord end(byte[] body) throws IOException {
    ended = true;
    if (ByteBuffer.wrap(body).getLong() != records || in.read() >= 0) {
      throw damaged();
    }
    return null;
  }

  private TapeException damaged() {
    ended = true;
    return new TapeException(
        TapeFault.MALFORMED,
        "The tape is damaged after " + records + " datagrams; those before are good.");
  }

  private static RawTape header(DataInputStream in) throws IOException {
    byte[] magic = in.readNBytes(RawFormat.MAGIC.length);
    if (!Arrays.equals(magic, RawFormat.MAGIC)) {
      throw new TapeException(TapeFault.UNKNOWN_FORMAT, "The file is no raw tape.");
    }
    int version = in.readUnsignedByte();
    if (version != RawFormat.VERSION) {
      throw new TapeException(
          TapeFault.UNKNOWN_FORMAT,
          "The raw tape is of version " + version + "; this program reads version 1.");
    }
    int count = in.readUnsignedByte();
    List<TapeTrack> tracks = new ArrayList<>();
    if (count < 1 || count > RawFormat.MOST_TRACKS) {
      throw new TapeException(TapeFault.MALFORMED, "The tape's header is damaged.");
    }
    for (int i = 0; i < count; i++) {
      tracks.add(track(in));
    }
    byte[] link = new byte[RawFormat.LINK_BYTES];
    in.readFully(link);
    byte[] chain = RawFormat.sha256(RawFormat.header(tracks));
    if (!Arrays.equals(chain, 0, RawFormat.LINK_BYTES, link, 0, RawFormat.LINK_BYTES)) {
      throw new TapeException(TapeFault.MALFORMED, "The tape's header is damaged.");
    }
    return new RawTape(in, tracks, chain);
  }

  private static TapeTrack track(DataInputStream in) throws IOException {
    byte[] key = new byte[in.readUnsignedByte()];
    in.readFully(key);
    int port = in.readUnsignedShort();
    SourceKind kind =
        SourceKind.find(new String(key, StandardCharsets.US_ASCII))
            .orElseThrow(
                () ->
                    new TapeException(
                        TapeFault.UNKNOWN_FORMAT,
                        "The tape holds a source that this program does not know."));
    return new TapeTrack(kind, port);
  }
}

package dev.afterglow.tape;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text file line by line, as bytes, with lines of at most 64 KiB: a file without line ends cannot
 * fill the memory. A byte order mark before the first line is dropped; LF and CRLF end a line.
 */
public final class TapeLines implements Closeable {
  /** The longest line, bytes. */
  public static final int LONGEST_LINE_BYTES = 64 * 1024;

  private static final int CHUNK_BYTES = 64 * 1024;

  private final InputStream in;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
  private int position;
  private int limit;
  private int number;
  private boolean terminated = true;

  /** Reads from a stream, which {@link #close()} closes. */
  public TapeLines(InputStream in) {
    this.in = in;
  }

  /**
   * Reads from a file.
   *
   * @throws TapeException when it is not there
   */
  public static TapeLines open(Path path) throws IOException {
    try {
      return new TapeLines(Files.newInputStream(path));
    } catch (NoSuchFileException e) {
      throw new TapeException(TapeFault.UNREADABLE, "There is no tape file at " + path + ".");
    }
  }

  /** The next line without its end, or null after the last. */
  public byte @Nullable [] next() throws IOException {
    line.reset();
    terminated = false;
    while (position < limit || fill()) {
      int end = lineEnd();
      line.write(chunk, position, end - position);
      if (line.size() > LONGEST_LINE_BYTES) {
        throw new TapeException(
            TapeFault.TOO_LONG, number + 1, "a line is longer than 64 KiB; this is no tape.");
      }
      terminated = end < limit;
      position = terminated ? end + 1 : end;
      if (terminated) {
        break;
      }
    }
    if (line.size() == 0 && !terminated) {
      return null;
    }
    number++;
    return trimmed(line.toByteArray());
  }

  /** The number of the line that {@link #next()} gave last, counted from 1. */
  public int number() {
    return number;
  }

  /** Whether the line that {@link #next()} gave last had an end, rather than the file. */
  public boolean terminated() {
    return terminated;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(chunk));
    return limit > 0;
  }

  private int lineEnd() {
    int end = position;
    while (end < limit && chunk[end] != '\n') {
      end++;
    }
    return end;
  }

  private byte[] trimmed(byte[] bytes) {
    int from = number == 1 && startsWithMark(bytes) ? 3 : 0;
    int to = bytes.length;
    if (to > from && bytes[to - 1] == '\r') {
      to--;
    }
    return from == 0 && to == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, to);
  }

  private static boolean startsWithMark(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }
}

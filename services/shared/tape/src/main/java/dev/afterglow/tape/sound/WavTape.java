package dev.afterglow.tape.sound;

import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.TapeFault;
import dev.afterglow.tape.TapeHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A RIFF WAVE file.
 *
 * @param path the file
 * @param format how its samples are laid out
 * @param dataAt where its first sample is, bytes from the start
 * @param frames how many instants it holds, each a sample a channel
 */
record WavTape(Path path, WavFormat format, long dataAt, long frames) implements VoiceTape {
  private static final int MOST_CHUNKS = 1_000;
  private static final int LONGEST_FORMAT_BYTES = 1_024;
  // What a program writes that did not know the length when it started.
  private static final long UNKNOWN_LENGTH = 0xFFFF_FFFFL;

  /** Finds format and sound. */
  static WavTape read(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new TapeException(TapeFault.UNREADABLE, "There is no voice file at " + path + ".");
    }
    try (SeekableByteChannel in = Files.newByteChannel(path)) {
      checkRiff(in);
      return chunks(path, in);
    }
  }

  @Override
  public long samples() {
    return Math.ceilDiv(frames * RATE_HZ, (long) format.rateHz());
  }

  @Override
  public VoiceCursor open() throws IOException {
    return new WavCursor(this);
  }

  private static void checkRiff(SeekableByteChannel in) throws IOException {
    ByteBuffer head = bytes(in, 12);
    if (head == null || !tag(head, 0).equals("RIFF") || !tag(head, 8).equals("WAVE")) {
      throw new TapeException(
          TapeFault.UNKNOWN_FORMAT,
          "The voice is not a WAV file: it does not start with RIFF/WAVE.");
    }
  }

  private static WavTape chunks(Path path, SeekableByteChannel in) throws IOException {
    WavFormat format = null;
    for (int i = 0; i < MOST_CHUNKS; i++) {
      ByteBuffer head = bytes(in, 8);
      if (head == null) {
        throw new TapeException(TapeFault.TRUNCATED, "The WAV file ends before its sound.");
      }
      long length = head.getInt(4) & 0xFFFF_FFFFL;
      if (tag(head, 0).equals("fmt ")) {
        format = format(in, length);
      } else if (tag(head, 0).equals("data")) {
        return sound(path, format, in, length);
      } else {
        in.position(in.position() + length + (length & 1));
      }
    }
    throw new TapeException(TapeFault.MALFORMED, "The WAV file has too many chunks.");
  }

  private static WavFormat format(SeekableByteChannel in, long length) throws IOException {
    if (length > LONGEST_FORMAT_BYTES) {
      throw new TapeException(TapeFault.MALFORMED, "The WAV file's format chunk is too long.");
    }
    ByteBuffer chunk = bytes(in, Math.toIntExact(length));
    if (chunk == null) {
      throw new TapeException(TapeFault.TRUNCATED, "The WAV file ends within its format chunk.");
    }
    in.position(in.position() + (length & 1));
    return WavFormat.of(chunk.array());
  }

  private static WavTape sound(
      Path path, @Nullable WavFormat format, SeekableByteChannel in, long length)
      throws IOException {
    if (format == null) {
      throw new TapeException(TapeFault.MALFORMED, "The WAV file has sound before its format.");
    }
    long there = in.size() - in.position();
    long bytes = length == UNKNOWN_LENGTH ? there : length;
    if (bytes > there) {
      throw new TapeException(
          TapeFault.TRUNCATED,
          "The WAV file is cut off: it promises "
              + bytes
              + " bytes of sound and has "
              + there
              + ".");
    }
    long frames = bytes / format.frameBytes();
    if (frames == 0) {
      throw new TapeException(TapeFault.EMPTY, "The WAV file holds no sound.");
    }
    if (frames > TapeHeader.LONGEST_US / 1_000_000 * format.rateHz()) {
      throw new TapeException(TapeFault.TOO_LONG, "The voice is longer than two hours.");
    }
    return new WavTape(path, format, in.position(), frames);
  }

  private static @Nullable ByteBuffer bytes(SeekableByteChannel in, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (in.read(bytes) < 0) {
        return null;
      }
    }
    return bytes.flip();
  }

  private static String tag(ByteBuffer head, int at) {
    return new String(head.array(), at, 4, StandardCharsets.US_ASCII);
  }
}

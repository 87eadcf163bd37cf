package dev.afterglow.tape.jsonlines;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.tape.FrameCursor;
import dev.afterglow.tape.MotionTape;
import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.TapeFault;
import dev.afterglow.tape.TapeHeader;
import dev.afterglow.tape.TapeLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Lines tape on disk.
 *
 * @param path the file
 * @param header what it held when it was checked
 */
public record JsonLinesTape(Path path, TapeHeader header) implements MotionTape {
  /**
   * Reads the file to its end once.
   *
   * @throws TapeException when it has any fault
   */
  public static JsonLinesTape read(Path path) throws IOException {
    try (FrameCursor cursor = new Cursor(TapeLines.open(path))) {
      return new JsonLinesTape(path, TapeHeader.scan(cursor));
    }
  }

  /** Walks a tape that comes from anywhere; closing the cursor closes the stream. */
  public static FrameCursor cursor(InputStream in) {
    return new Cursor(new TapeLines(in));
  }

  @Override
  public FrameCursor open() throws IOException {
    return new Cursor(TapeLines.open(path));
  }

  private static final class Cursor implements FrameCursor {
    private final TapeLines lines;
    private boolean started;
    private long lastTimeUs;

    Cursor(TapeLines lines) {
      this.lines = lines;
    }

    @Override
    public @Nullable MotionFrame next() throws IOException {
      byte[] line = lines.next();
      while (line != null && isBlank(line)) {
        line = lines.next();
      }
      if (line == null) {
        return null;
      }
      MotionFrame frame = FrameLine.parse(line, lines.number(), lines.terminated());
      if (started && frame.timeUs() <= lastTimeUs) {
        throw new TapeException(
            TapeFault.TIME_RAN_BACKWARDS,
            lines.number(),
            "time runs backwards, from "
                + lastTimeUs / 1000.0
                + " ms to "
                + frame.timeUs() / 1000.0
                + " ms.");
      }
      started = true;
      lastTimeUs = frame.timeUs();
      return frame;
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }

    private static boolean isBlank(byte[] line) {
      for (byte b : line) {
        if (b != ' ' && b != '\t') {
          return false;
        }
      }
      return true;
    }
  }
}

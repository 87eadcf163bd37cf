package dev.afterglow.tape.bvh;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.tape.FrameCursor;
import dev.afterglow.tape.MotionTape;
import dev.afterglow.tape.TapeHeader;
import dev.afterglow.tape.TapeLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A BVH file on disk: bones alone. Its first frame is at time 0.
 *
 * <p>The file is taken to be Y-up and to face +Z, as most are, with the person's left at +X. Where
 * it is standing at rest is not always a T-pose: the rest directions of arms and legs are turned to
 * those of one.
 *
 * @param path the file
 * @param header what it held when it was checked
 */
public record BvhTape(Path path, TapeHeader header) implements MotionTape {
  /**
   * Reads the file to its end.
   *
   * @throws dev.afterglow.tape.TapeException when it has any fault
   */
  public static BvhTape read(Path path) throws IOException {
    try (FrameCursor cursor = new Cursor(TapeLines.open(path))) {
      return new BvhTape(path, TapeHeader.scan(cursor));
    }
  }

  /** Walks a file that comes from anywhere; closing the cursor closes the stream. */
  public static FrameCursor cursor(InputStream in) {
    return new Cursor(new TapeLines(in));
  }

  @Override
  public FrameCursor open() throws IOException {
    return new Cursor(TapeLines.open(path));
  }

  private static final class Cursor implements FrameCursor {
    private final TapeLines lines;
    private @Nullable BvhMotion motion;

    Cursor(TapeLines lines) {
      this.lines = lines;
    }

    @Override
    public @Nullable MotionFrame next() throws IOException {
      if (motion == null) {
        BvhWords words = new BvhWords(lines);
        motion = new BvhMotion(words, BvhSkeleton.read(words));
      }
      return motion.next();
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}

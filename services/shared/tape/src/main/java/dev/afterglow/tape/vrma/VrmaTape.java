package dev.afterglow.tape.vrma;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.tape.FrameCursor;
import dev.afterglow.tape.MotionTape;
import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.TapeFault;
import dev.afterglow.tape.TapeHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A VRM Animation file, sampled 30 times a second from time 0 to its last key. Bones and
 * expressions are read; where it looks ({@code lookAt}) and how the hips travel are not.
 */
public final class VrmaTape implements MotionTape {
  /** Frames a second. */
  public static final int RATE_HZ = 30;

  private static final int LONGEST_BYTES = 32 * 1024 * 1024;

  private final Animation animation;
  private final TapeHeader header;

  private VrmaTape(Animation animation) throws IOException {
    this.animation = animation;
    try (FrameCursor cursor = open()) {
      this.header = TapeHeader.scan(cursor);
    }
  }

  /**
   * Reads a file of at most 32 MiB.
   *
   * @throws TapeException when it has any fault
   */
  public static VrmaTape read(Path path) throws IOException {
    if (Files.size(path) > LONGEST_BYTES) {
      throw new TapeException(TapeFault.TOO_LONG, "The VRMA file is longer than 32 MiB.");
    }
    return of(Files.readAllBytes(path));
  }

  /**
   * Reads the bytes of a file.
   *
   * @throws TapeException when they have any fault
   */
  public static VrmaTape of(byte[] file) throws IOException {
    return new VrmaTape(VrmaReader.read(file));
  }

  @Override
  public TapeHeader header() {
    return header;
  }

  @Override
  public FrameCursor open() {
    return new Cursor();
  }

  private final class Cursor implements FrameCursor {
    private int next;

    @Override
    public @Nullable MotionFrame next() throws IOException {
      double seconds = (double) next / RATE_HZ;
      if (seconds > animation.lengthS()) {
        return null;
      }
      long timeUs = Math.round(seconds * 1e6);
      next++;
      return animation.at(seconds, timeUs);
    }

    @Override
    public void close() {
      // Everything is in memory.
    }
  }
}

package dev.afterglow.tape;

import dev.afterglow.drive.MotionFrame;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Walks a tape's frames once, in order of time. For one thread. */
public interface FrameCursor extends Closeable {
  /**
   * The next frame, its time in microseconds as the tape tells it, or null after the last.
   *
   * @throws TapeException when the tape is broken there
   */
  @Nullable MotionFrame next() throws IOException;
}

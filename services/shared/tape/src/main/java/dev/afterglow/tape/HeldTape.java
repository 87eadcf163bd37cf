package dev.afterglow.tape;

import dev.afterglow.drive.MotionFrame;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tape whose frames are in memory. */
record HeldTape(TapeHeader header, List<MotionFrame> frames) implements MotionTape {
  HeldTape {
    frames = List.copyOf(frames);
  }

  static HeldTape of(List<MotionFrame> frames) throws TapeException {
    for (int i = 1; i < frames.size(); i++) {
      if (frames.get(i).timeUs() <= frames.get(i - 1).timeUs()) {
        throw new TapeException(
            TapeFault.TIME_RAN_BACKWARDS,
            "Frame " + (i + 1) + " is not later than the frame before it.");
      }
    }
    try (FrameCursor cursor = new ListCursor(frames.iterator())) {
      return new HeldTape(TapeHeader.scan(cursor), frames);
    } catch (TapeException e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("a list cannot fail to be read", e);
    }
  }

  @Override
  public FrameCursor open() {
    return new ListCursor(frames.iterator());
  }

  private record ListCursor(Iterator<MotionFrame> frames) implements FrameCursor {
    @Override
    public @Nullable MotionFrame next() {
      return frames.hasNext() ? frames.next() : null;
    }

    @Override
    public void close() {
      // A list holds nothing open.
    }
  }
}

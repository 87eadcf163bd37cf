package dev.afterglow.render.clock;

import dev.afterglow.drive.MotionFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The motion of a drive on its capture clock: a short window from which any instant can be asked.
 * Frames arrive in order; when the window is full the oldest goes (newest wins). Not thread-safe.
 */
final class MotionTrack {
  private static final int MOST_FRAMES = 512;

  private final Deque<MotionFrame> frames = new ArrayDeque<>();

  /** Adds the newest frame; one that is not newer is left out. */
  void add(MotionFrame frame) {
    MotionFrame last = frames.peekLast();
    if (last != null && frame.timeUs() <= last.timeUs()) {
      return;
    }
    if (frames.size() == MOST_FRAMES) {
      frames.removeFirst();
    }
    frames.addLast(frame);
  }

  void clear() {
    frames.clear();
  }

  /**
   * The motion at an instant: interpolated between its neighbours, or the last frame held for at
   * most {@code holdUs}. Instants are asked in rising order; what lies behind them is forgotten.
   *
   * @return null when the drive had nothing to say about that instant
   */
  @Nullable MotionFrame at(long captureUs, long holdUs) {
    MotionFrame before = null;
    Iterator<MotionFrame> walk = frames.iterator();
    while (walk.hasNext()) {
      MotionFrame frame = walk.next();
      if (frame.timeUs() > captureUs) {
        MotionFrame found = between(before, frame, captureUs, holdUs);
        forgetBefore(before);
        return found;
      }
      before = frame;
    }
    forgetBefore(before);
    return before != null && captureUs - before.timeUs() <= holdUs ? before : null;
  }

  private static @Nullable MotionFrame between(
      @Nullable MotionFrame before, MotionFrame after, long captureUs, long holdUs) {
    if (before == null) {
      return null;
    }
    if (after.timeUs() - before.timeUs() > holdUs) {
      return captureUs - before.timeUs() <= holdUs ? before : null;
    }
    return before.between(after, captureUs);
  }

  private void forgetBefore(@Nullable MotionFrame kept) {
    MotionFrame first = frames.peekFirst();
    while (kept != null && first != null && first.timeUs() < kept.timeUs()) {
      frames.removeFirst();
      first = frames.peekFirst();
    }
  }
}

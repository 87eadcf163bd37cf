package dev.afterglow.capture.merge;

import dev.afterglow.capture.buffer.Piece;
import dev.afterglow.drive.MotionFrame;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The newest motion of one source, from which the instants of another can be asked. */
final class Track {
  private static final int MOST_FRAMES = 64;
  private static final long LONGEST_HOLD_US = 300_000;

  private final ArrayDeque<Piece.Motion> frames = new ArrayDeque<>();

  /** Adds motion; captured motion replaces what was bridged from its time on. */
  void add(Piece.Motion motion) {
    while (!frames.isEmpty() && frames.getLast().frame().timeUs() >= motion.frame().timeUs()) {
      frames.removeLast();
    }
    if (frames.size() == MOST_FRAMES) {
      frames.removeFirst();
    }
    frames.addLast(motion);
  }

  /** The newest motion, or null before the first. */
  @Nullable MotionFrame newest() {
    Piece.Motion newest = frames.peekLast();
    return newest == null ? null : newest.frame();
  }

  /** Whether the motion reaches an instant. */
  boolean reaches(long atUs) {
    MotionFrame newest = newest();
    return newest != null && newest.timeUs() >= atUs;
  }

  /**
   * The motion at an instant, on the straight line between its neighbours, or the newest held.
   *
   * @return null before the first and 300 ms after the newest
   */
  @Nullable MotionFrame at(long atUs) {
    MotionFrame later = null;
    Iterator<Piece.Motion> back = frames.descendingIterator();
    while (back.hasNext()) {
      MotionFrame frame = back.next().frame();
      if (frame.timeUs() <= atUs) {
        return later == null ? held(frame, atUs) : frame.between(later, atUs);
      }
      later = frame;
    }
    return null;
  }

  private static @Nullable MotionFrame held(MotionFrame newest, long atUs) {
    return atUs - newest.timeUs() <= LONGEST_HOLD_US ? newest : null;
  }
}

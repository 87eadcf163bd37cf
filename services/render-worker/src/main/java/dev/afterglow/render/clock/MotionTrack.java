package dev.afterglow.render.clock;

import dev.afterglow.drive.MotionBlend;
import dev.afterglow.drive.MotionFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The motion of a drive on its capture clock: a short window from which any instant can be asked.
 * Captured frames arrive in order; when the window is full the oldest goes (newest wins). Bridging
 * frames fill a hole until captured ones come: then those that were not shown yet are forgotten, so
 * that the hole is crossed from what was shown last to what was captured. Not thread-safe.
 */
final class MotionTrack {
  private static final int MOST_FRAMES = 512;

  private final Deque<Kept> frames = new ArrayDeque<>();
  private long askedUs = Long.MIN_VALUE;
  private long shownUs = Long.MIN_VALUE;

  /**
   * A frame of the window.
   *
   * @param capturedUs when the last frame up to this one was captured: its own time, unless it is a
   *     bridging one
   */
  private record Kept(MotionFrame frame, long capturedUs) {
    long timeUs() {
      return frame.timeUs();
    }

    boolean bridged() {
      return capturedUs != frame.timeUs();
    }

    /** When what it shows at that instant was captured: then, or before where it is held. */
    long shows(long atUs) {
      return Math.min(atUs, capturedUs);
    }
  }

  /** Adds the newest captured frame; one that is not newer than those before it is left out. */
  void add(MotionFrame frame) {
    Kept last = frames.peekLast();
    if (last != null && frame.timeUs() <= last.capturedUs()) {
      return;
    }
    dropBridgeBefore(frame.timeUs());
    put(new Kept(frame, frame.timeUs()));
  }

  /** Adds a frame that was made for a hole, unless there is a newer one. */
  void bridge(MotionFrame frame) {
    Kept last = frames.peekLast();
    if (last != null && frame.timeUs() > last.timeUs()) {
      put(new Kept(frame, last.capturedUs()));
    }
  }

  void clear() {
    frames.clear();
    askedUs = Long.MIN_VALUE;
  }

  /** As {@link #at(long, long, MotionBlend)}, with storage of its own. */
  @Nullable MotionFrame at(long captureUs, long holdUs) {
    return at(captureUs, holdUs, new MotionBlend());
  }

  /**
   * The motion at an instant: on a smooth curve between its neighbours that never goes beyond them,
   * or the last frame held until {@code holdUs} after the last captured one. Instants are asked in
   * rising order; what lies behind them is forgotten, but for the frame that the curve comes from.
   *
   * @param blend gets the weights of an instant between two frames, good until it is used again
   * @return null when the drive had nothing to say about that instant
   */
  @Nullable MotionFrame at(long captureUs, long holdUs, MotionBlend blend) {
    askedUs = captureUs;
    Kept earlier = null;
    Kept before = null;
    Iterator<Kept> walk = frames.iterator();
    while (walk.hasNext()) {
      Kept kept = walk.next();
      if (kept.timeUs() > captureUs) {
        MotionFrame next = walk.hasNext() ? walk.next().frame() : null;
        shownUs =
            before == null || holds(before, kept, holdUs) ? held(before) : kept.shows(captureUs);
        MotionFrame found = between(earlier, before, kept, next, captureUs, holdUs, blend);
        forgetBefore(earlier);
        return found;
      }
      earlier = before;
      before = kept;
    }
    forgetBefore(earlier);
    shownUs = held(before);
    return before != null && captureUs - before.capturedUs() <= holdUs ? before.frame() : null;
  }

  /**
   * When what {@link #at} gave last was captured: the instant asked for, or, where the last
   * captured frame is held or a bridge was made from it, that frame's own time.
   */
  long shownUs() {
    return shownUs;
  }

  private long held(@Nullable Kept before) {
    return before == null ? askedUs : before.shows(askedUs);
  }

  private static boolean holds(Kept before, Kept after, long holdUs) {
    return after.timeUs() - before.capturedUs() > holdUs;
  }

  private static @Nullable MotionFrame between(
      @Nullable Kept earlier,
      @Nullable Kept before,
      Kept after,
      @Nullable MotionFrame next,
      long captureUs,
      long holdUs,
      MotionBlend blend) {
    if (before == null) {
      return null;
    }
    if (holds(before, after, holdUs)) {
      return captureUs - before.capturedUs() <= holdUs ? before.frame() : null;
    }
    MotionFrame first = earlier == null ? null : earlier.frame();
    return blend.along(first, before.frame(), after.frame(), next, captureUs);
  }

  private void put(Kept kept) {
    if (frames.size() == MOST_FRAMES) {
      frames.removeFirst();
    }
    frames.addLast(kept);
  }

  /** Drops bridging frames from a time on, and those before it that nothing shown leads to. */
  private void dropBridgeBefore(long timeUs) {
    Kept last = frames.peekLast();
    while (last != null && last.bridged()) {
      frames.removeLast();
      Kept before = frames.peekLast();
      boolean underWay = before == null || before.timeUs() <= askedUs;
      if (underWay && last.timeUs() < timeUs) {
        frames.addLast(last);
        return;
      }
      last = before;
    }
  }

  private void forgetBefore(@Nullable Kept kept) {
    Kept first = frames.peekFirst();
    while (kept != null && first != null && first.timeUs() < kept.timeUs()) {
      frames.removeFirst();
      first = frames.peekFirst();
    }
  }
}

package dev.afterglow.tape;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a whole tape holds, known before its first frame is played.
 *
 * @param shapes every shape that at least one frame tracks
 * @param bones every bone that at least one frame tracks
 * @param headTracked whether at least one frame has the head's pose
 * @param frames how many frames, 1 to 1,000,000
 * @param firstTimeUs the first frame's time, microseconds on the tape's own clock
 * @param lastTimeUs the last frame's time, at most two hours after the first
 */
public record TapeHeader(
    Set<ArkitShape> shapes,
    Set<HumanoidBone> bones,
    boolean headTracked,
    int frames,
    long firstTimeUs,
    long lastTimeUs) {

  /** The longest tape: two hours, microseconds. */
  public static final long LONGEST_US = 2 * 3_600_000_000L;

  /** The most frames of a tape: two hours at 120 a second, with some to spare. */
  public static final int MOST_FRAMES = 1_000_000;

  private static final long LONE_FRAME_US = 33_333;

  public TapeHeader {
    shapes = Collections.unmodifiableSet(copy(shapes, ArkitShape.class));
    bones = Collections.unmodifiableSet(copy(bones, HumanoidBone.class));
  }

  /**
   * Reads a tape to its end, which finds every fault that it has.
   *
   * @throws TapeException when a frame is broken, or there is none, or there are too many
   */
  public static TapeHeader scan(FrameCursor cursor) throws IOException {
    EnumSet<ArkitShape> shapes = EnumSet.noneOf(ArkitShape.class);
    EnumSet<HumanoidBone> bones = EnumSet.noneOf(HumanoidBone.class);
    boolean head = false;
    int frames = 0;
    long first = 0;
    long last = 0;
    for (MotionFrame frame = cursor.next(); frame != null; frame = cursor.next()) {
      first = frames == 0 ? frame.timeUs() : first;
      last = frame.timeUs();
      frames++;
      if (frames > MOST_FRAMES || last - first > LONGEST_US) {
        throw new TapeException(
            TapeFault.TOO_LONG, "The tape is longer than two hours or 1,000,000 frames.");
      }
      collect(frame, shapes);
      bones.addAll(frame.bones().keySet());
      head |= frame.head().isPresent();
    }
    if (frames == 0) {
      throw new TapeException(TapeFault.EMPTY, "The tape is empty: it holds no frame.");
    }
    return new TapeHeader(shapes, bones, head, frames, first, last);
  }

  /** The mean time from a frame to the next, microseconds; a 30th of a second for one frame. */
  public long frameIntervalUs() {
    return frames > 1 ? (lastTimeUs - firstTimeUs) / (frames - 1) : LONE_FRAME_US;
  }

  /** How long one round of the tape takes in a loop: to the last frame, and one interval more. */
  public long periodUs() {
    return lastTimeUs - firstTimeUs + frameIntervalUs();
  }

  private static void collect(MotionFrame frame, Set<ArkitShape> shapes) {
    for (ArkitShape shape : ArkitShape.values()) {
      if (frame.shapes().has(shape)) {
        shapes.add(shape);
      }
    }
  }

  private static <E extends Enum<E>> EnumSet<E> copy(Set<E> from, Class<E> type) {
    EnumSet<E> to = EnumSet.noneOf(type);
    to.addAll(from);
    return to;
  }
}

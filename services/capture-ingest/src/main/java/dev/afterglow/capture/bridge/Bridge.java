package dev.afterglow.capture.bridge;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fills a hole of up to 100 ms in a source's motion with frames made from the last captured one:
 * the face sinks towards neutral with a time constant of 300 ms, so that it has lost 28 % of its
 * expression where the bridge ends; head, bones and wrists are held, as neutral would be a T-pose
 * that looks into the camera.
 *
 * <p>A bridging frame stands where the source's own would have stood, one frame interval (16 ms at
 * the least) after the last, and is made when that one is overdue by the jitter target, unless it
 * is so by 100 ms already. A captured frame that comes after all ends the bridge, however late it
 * is: the bridging frames were only a guess. After 100 ms the source counts as lost, and nothing
 * more is made. For one thread.
 */
public final class Bridge {
  /** The longest hole that is bridged, from the last captured frame, microseconds. */
  public static final long LONGEST_US = 100_000;

  private static final double DECAY_US = 300_000;
  private static final ArkitShape[] SHAPES = ArkitShape.values();
  private static final int FEWEST_FRAMES = 4;
  private static final double SHORTEST_INTERVAL_US = 16_000;
  private static final double INTERVAL_FOLLOWS = 0.1;

  private @Nullable MotionFrame last;
  private long bridgedUs;
  private double intervalUs;
  private int frames;
  private long made;

  /** A captured frame came, on the service's clock, later than all captured ones before it. */
  public void captured(MotionFrame frame) {
    MotionFrame before = last;
    if (before != null) {
      // A hole says nothing of the rate.
      double stepUs =
          Math.clamp(frame.timeUs() - before.timeUs(), SHORTEST_INTERVAL_US, (double) LONGEST_US);
      intervalUs = frames == 1 ? stepUs : intervalUs + INTERVAL_FOLLOWS * (stepUs - intervalUs);
    }
    last = frame;
    bridgedUs = 0;
    frames = Math.min(frames + 1, FEWEST_FRAMES);
  }

  /** Forgets the stream so far; nothing is bridged before the next few frames. */
  public void reset() {
    last = null;
    frames = 0;
    intervalUs = 0;
  }

  /**
   * The next bridging frame if it is time for one; to be asked until it is empty.
   *
   * @param nowUs the service's clock
   * @param quickestUs the quickest way from capture to arrival
   * @param targetUs by how much a frame may be overdue before it is bridged
   */
  public Optional<MotionFrame> due(long nowUs, long quickestUs, long targetUs) {
    MotionFrame held = last;
    if (held == null || frames < FEWEST_FRAMES) {
      return Optional.empty();
    }
    long afterUs = bridgedUs + Math.round(intervalUs);
    long atUs = held.timeUs() + afterUs;
    long overdueUs = nowUs - atUs - quickestUs - targetUs;
    if (afterUs > LONGEST_US || overdueUs < 0 || overdueUs > LONGEST_US) {
      return Optional.empty();
    }
    bridgedUs = afterUs;
    made++;
    ShapeWeights sunk = sunk(held.shapes(), Math.exp(-afterUs / DECAY_US));
    return Optional.of(new MotionFrame(atUs, sunk, held.head(), held.bones(), held.wrists()));
  }

  /**
   * Whether the hole has become longer than what is bridged.
   *
   * @param nowUs the service's clock
   * @param quickestUs the quickest way from capture to arrival
   * @param targetUs by how much a frame may be overdue
   */
  public boolean lost(long nowUs, long quickestUs, long targetUs) {
    return last == null || nowUs > last.timeUs() + quickestUs + targetUs + LONGEST_US;
  }

  /** How many bridging frames were made. */
  public long made() {
    return made;
  }

  private static ShapeWeights sunk(ShapeWeights weights, double share) {
    ShapeWeights.Builder sunk = ShapeWeights.builder();
    for (ArkitShape shape : SHAPES) {
      if (weights.has(shape)) {
        sunk.set(shape, (float) (weights.get(shape) * share));
      }
    }
    return sunk.build();
  }
}

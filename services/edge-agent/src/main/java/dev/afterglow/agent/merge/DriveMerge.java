package dev.afterglow.agent.merge;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.Wrists;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Merges sources into one drive, channel by channel: each shape, the head, each bone and each wrist
 * come from the first source, in the order in which they were named, that tracks it and spoke
 * within {@link #FRESH_US}. The first source that speaks gives the pace: its frames, completed with
 * what the others said last, are the drive's. For one thread.
 */
public final class DriveMerge {
  /** What a source said counts for 100 ms, as long as capture-ingest bridges a gap. */
  public static final long FRESH_US = 100_000;

  private final @Nullable MotionFrame[] newest;
  private long lastUs = Long.MIN_VALUE;

  /** A merge of so many sources, all silent. */
  public DriveMerge(int sources) {
    this.newest = new MotionFrame[sources];
  }

  /**
   * A source spoke.
   *
   * @param source which, from 0; lower is more important
   * @return the drive's next frame; empty when an earlier source gives the pace
   */
  public Optional<MotionFrame> take(int source, MotionFrame frame) {
    newest[source] = frame;
    for (int i = 0; i < source; i++) {
      if (fresh(i, frame.timeUs())) {
        return Optional.empty();
      }
    }
    // Two frames in one datagram carry one time; the drive's times only rise.
    lastUs = Math.max(lastUs + 1, frame.timeUs());
    return Optional.of(alone(source, frame.timeUs()) ? frame.at(lastUs) : merged(frame.timeUs()));
  }

  private MotionFrame merged(long nowUs) {
    ShapeWeights.Builder shapes = ShapeWeights.builder();
    Optional<HeadPose> head = Optional.empty();
    Map<HumanoidBone, Rotation> bones = new EnumMap<>(HumanoidBone.class);
    Wrists wrists = Wrists.NONE;
    // From the least important on, so that the more important overwrite.
    for (int i = newest.length - 1; i >= 0; i--) {
      MotionFrame said = newest[i];
      if (said != null && fresh(i, nowUs)) {
        copy(said.shapes(), shapes);
        head = said.head().isPresent() ? said.head() : head;
        bones.putAll(said.bones());
        wrists = said.wrists().isEmpty() ? wrists : both(said.wrists(), wrists);
      }
    }
    return new MotionFrame(lastUs, shapes.build(), head, bones, wrists);
  }

  private static Wrists both(Wrists first, Wrists other) {
    return new Wrists(first.left().or(other::left), first.right().or(other::right));
  }

  private static void copy(ShapeWeights from, ShapeWeights.Builder to) {
    for (ArkitShape shape : ArkitShape.values()) {
      if (from.has(shape)) {
        to.set(shape, from.get(shape));
      }
    }
  }

  private boolean alone(int source, long nowUs) {
    for (int i = 0; i < newest.length; i++) {
      if (i != source && fresh(i, nowUs)) {
        return false;
      }
    }
    return true;
  }

  private boolean fresh(int source, long nowUs) {
    MotionFrame said = newest[source];
    return said != null && nowUs - said.timeUs() <= FRESH_US;
  }
}

package dev.afterglow.drive;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * One instant of motion.
 *
 * @param timeUs microseconds on the clock of whoever hands the frame over: the capture device's
 *     before capture-ingest has mapped it, UTC since 1970 after that
 * @param shapes face weights; absent shapes are not tracked
 * @param head the head's pose, when the source has one
 * @param bones rotations local to each bone's parent, relative to the T-pose; untracked bones are
 *     not in the map
 */
public record MotionFrame(
    long timeUs, ShapeWeights shapes, Optional<HeadPose> head, Map<HumanoidBone, Rotation> bones) {

  public MotionFrame {
    bones = bones.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(bones));
  }

  /** The same motion at another time. */
  public MotionFrame at(long newTimeUs) {
    return new MotionFrame(newTimeUs, shapes, head, bones);
  }

  /**
   * The frame at {@code timeUs} on the straight line from this frame to a later one. A channel that
   * only one frame tracks keeps that frame's value.
   *
   * @throws IllegalArgumentException when the time is not within the two frames' times
   */
  public MotionFrame between(MotionFrame later, long atUs) {
    if (atUs < timeUs || atUs > later.timeUs || later.timeUs == timeUs) {
      throw new IllegalArgumentException(
          atUs + " us is not between " + timeUs + " and " + later.timeUs);
    }
    float fraction = (float) ((double) (atUs - timeUs) / (later.timeUs - timeUs));
    return new MotionFrame(
        atUs,
        shapes.lerp(later.shapes, fraction),
        headBetween(later, fraction),
        bonesBetween(later, fraction));
  }

  private Optional<HeadPose> headBetween(MotionFrame later, float fraction) {
    if (head.isPresent() && later.head.isPresent()) {
      return Optional.of(head.get().lerp(later.head.get(), fraction));
    }
    return head.isPresent() ? head : later.head;
  }

  private Map<HumanoidBone, Rotation> bonesBetween(MotionFrame later, float fraction) {
    if (bones.isEmpty() || later.bones.isEmpty()) {
      return bones.isEmpty() ? later.bones : bones;
    }
    Map<HumanoidBone, Rotation> mixed = new EnumMap<>(later.bones);
    bones.forEach((bone, from) -> mixed.merge(bone, from, (to, here) -> here.lerp(to, fraction)));
    return mixed;
  }
}

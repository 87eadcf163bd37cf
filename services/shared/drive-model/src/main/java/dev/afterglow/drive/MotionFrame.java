package dev.afterglow.drive;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One instant of motion.
 *
 * @param timeUs microseconds on the clock of whoever hands the frame over: the capture device's
 *     before capture-ingest has mapped it, UTC since 1970 after that
 * @param shapes face weights; absent shapes are not tracked
 * @param head the head's pose, when the source has one
 * @param bones rotations local to each bone's parent, relative to the T-pose; untracked bones are
 *     not in the map
 * @param wrists where wrists are whose arms' bones the source does not track
 */
public record MotionFrame(
    long timeUs,
    ShapeWeights shapes,
    Optional<HeadPose> head,
    Map<HumanoidBone, Rotation> bones,
    Wrists wrists) {

  public MotionFrame {
    bones = BoneRotations.of(bones);
  }

  /** Motion of a source that tracks no wrist by itself, as most do not. */
  public MotionFrame(
      long timeUs,
      ShapeWeights shapes,
      Optional<HeadPose> head,
      Map<HumanoidBone, Rotation> bones) {
    this(timeUs, shapes, head, bones, Wrists.NONE);
  }

  /** Whether the source tracks the spine, the chest or the upper chest. */
  public boolean tracksTorso() {
    return bones.containsKey(HumanoidBone.SPINE)
        || bones.containsKey(HumanoidBone.CHEST)
        || bones.containsKey(HumanoidBone.UPPER_CHEST);
  }

  /** The same motion at another time. */
  public MotionFrame at(long newTimeUs) {
    return new MotionFrame(newTimeUs, shapes, head, bones, wrists);
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
        bonesBetween(later, fraction),
        wrists.lerp(later.wrists, fraction));
  }

  /**
   * The frame at {@code atUs} on a smooth curve from this frame to a later one, which also knows
   * where the motion came from and where it goes: no corner at either frame, and nothing beyond the
   * two ({@link MonotoneCurve}). A channel that only one of the two tracks keeps that one's value.
   *
   * @param before the frame before this one; null for none
   * @param after the frame after the later one; null for none yet
   * @throws IllegalArgumentException when the times do not rise, or the instant is not between this
   *     frame and the later one
   */
  public MotionFrame along(
      @Nullable MotionFrame before, MotionFrame later, @Nullable MotionFrame after, long atUs) {
    return along(before, later, after, atUs, ShapeWeights.reused());
  }

  /** The same with its weights in storage of the caller's. */
  MotionFrame along(
      @Nullable MotionFrame before,
      MotionFrame later,
      @Nullable MotionFrame after,
      long atUs,
      ShapeWeights mixed) {
    MotionFrame first = before == null ? this : before;
    MotionFrame last = after == null ? later : after;
    if (first.timeUs > timeUs || later.timeUs <= timeUs || last.timeUs < later.timeUs) {
      throw new IllegalArgumentException("the frames' times do not rise");
    }
    if (atUs < timeUs || atUs > later.timeUs) {
      throw new IllegalArgumentException(
          atUs + " us is not between " + timeUs + " and " + later.timeUs);
    }
    MonotoneCurve curve = new MonotoneCurve(first.timeUs, timeUs, later.timeUs, last.timeUs, atUs);
    shapes.along(curve, first.shapes, later.shapes, last.shapes, mixed);
    return new MotionFrame(
        atUs,
        mixed,
        headAlong(curve, first, later, last),
        bonesAlong(curve, first, later, last),
        wrists.along(curve, first.wrists, later.wrists, last.wrists));
  }

  private Optional<HeadPose> headAlong(
      MonotoneCurve curve, MotionFrame before, MotionFrame later, MotionFrame after) {
    if (head.isPresent() && later.head.isPresent()) {
      HeadPose first = before.head.orElse(null);
      HeadPose last = after.head.orElse(null);
      return Optional.of(head.get().along(curve, first, later.head.get(), last));
    }
    return head.isPresent() ? head : later.head;
  }

  private Map<HumanoidBone, Rotation> bonesAlong(
      MonotoneCurve curve, MotionFrame before, MotionFrame later, MotionFrame after) {
    if (bones.isEmpty() || later.bones.isEmpty()) {
      return bones.isEmpty() ? later.bones : bones;
    }
    Map<HumanoidBone, Rotation> mixed = new EnumMap<>(later.bones);
    bones.forEach(
        (bone, from) ->
            mixed.merge(
                bone,
                from,
                (to, here) ->
                    here.along(curve, before.bones.get(bone), to, after.bones.get(bone))));
    return mixed;
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

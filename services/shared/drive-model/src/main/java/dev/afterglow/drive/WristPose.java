package dev.afterglow.drive;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a wrist is, from a source that tracks it without the bones of its arm.
 *
 * <p>The frame is right-handed and Y-up against gravity, its origin midway between the person's
 * eyes; +Z is where the person's body faced when the source was set up, +X is to the person's left.
 * It does not turn with the head.
 *
 * @param xM to the person's left, metres, -2 to 2
 * @param yM up, metres, -2 to 2
 * @param zM ahead, metres, -2 to 2
 * @param turn the hand's turn from the T-pose, in which the fingers point to its side and the palm
 *     looks down; empty where the source does not know it
 * @throws IllegalArgumentException when a place is out of range or not finite
 */
public record WristPose(float xM, float yM, float zM, Optional<Rotation> turn) {
  /** The farthest that a wrist can be from the eyes along an axis, metres. */
  public static final float REACH_M = 2;

  public WristPose {
    check(xM);
    check(yM);
    check(zM);
  }

  /** The pose a fraction of the way to {@code later}; a turn that only one has stays. */
  public WristPose lerp(WristPose later, float fraction) {
    return new WristPose(
        xM + (later.xM - xM) * fraction,
        yM + (later.yM - yM) * fraction,
        zM + (later.zM - zM) * fraction,
        turn.isPresent() && later.turn.isPresent()
            ? Optional.of(turn.get().lerp(later.turn.get(), fraction))
            : turn.or(() -> later.turn));
  }

  /** The pose on a curve from this to a later one, with the samples around; see there. */
  WristPose along(
      MonotoneCurve curve, @Nullable WristPose before, WristPose later, @Nullable WristPose after) {
    return new WristPose(
        curve.at(before == null ? Float.NaN : before.xM, xM, later.xM, last(after, 0)),
        curve.at(before == null ? Float.NaN : before.yM, yM, later.yM, last(after, 1)),
        curve.at(before == null ? Float.NaN : before.zM, zM, later.zM, last(after, 2)),
        turnAlong(curve, before, later, after));
  }

  private Optional<Rotation> turnAlong(
      MonotoneCurve curve, @Nullable WristPose before, WristPose later, @Nullable WristPose after) {
    if (turn.isEmpty() || later.turn.isEmpty()) {
      return turn.or(() -> later.turn);
    }
    Rotation first = before == null ? null : before.turn.orElse(null);
    Rotation last = after == null ? null : after.turn.orElse(null);
    return Optional.of(turn.get().along(curve, first, later.turn.get(), last));
  }

  private static float last(@Nullable WristPose after, int axis) {
    if (after == null) {
      return Float.NaN;
    }
    return axis == 0 ? after.xM : axis == 1 ? after.yM : after.zM;
  }

  private static void check(float metres) {
    if (!(Math.abs(metres) <= REACH_M)) {
      throw new IllegalArgumentException("a wrist is within 2 m of the eyes, was " + metres + " m");
    }
  }
}

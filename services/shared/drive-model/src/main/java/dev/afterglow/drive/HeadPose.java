package dev.afterglow.drive;

import org.jspecify.annotations.Nullable;

/**
 * Where the head is, against the camera that looks at it.
 *
 * <p>The frame is right-handed and Y-up, +X to the camera's right, and the camera looks along -Z: a
 * person in front of it has a negative {@code zCm}.
 *
 * @param rotation the head's turn from looking straight into the camera
 * @param xCm to the camera's right, centimetres, -1,000 to 1,000
 * @param yCm up, centimetres, -1,000 to 1,000
 * @param zCm towards the viewer behind the camera, centimetres, -1,000 to 1,000
 * @throws IllegalArgumentException when a position is out of range or not finite
 */
public record HeadPose(Rotation rotation, float xCm, float yCm, float zCm) {
  private static final float REACH_CM = 1000;

  public HeadPose {
    check(xCm);
    check(yCm);
    check(zCm);
  }

  /** The pose a fraction of the way to {@code later}. */
  public HeadPose lerp(HeadPose later, float fraction) {
    return new HeadPose(
        rotation.lerp(later.rotation, fraction),
        xCm + (later.xCm - xCm) * fraction,
        yCm + (later.yCm - yCm) * fraction,
        zCm + (later.zCm - zCm) * fraction);
  }

  /** The pose on a curve from this to a later one, with the samples around; see there. */
  HeadPose along(
      MonotoneCurve curve, @Nullable HeadPose before, HeadPose later, @Nullable HeadPose after) {
    Rotation turnBefore = before == null ? null : before.rotation;
    Rotation turnAfter = after == null ? null : after.rotation;
    return new HeadPose(
        rotation.along(curve, turnBefore, later.rotation, turnAfter),
        curve.at(
            before == null ? Float.NaN : before.xCm,
            xCm,
            later.xCm,
            after == null ? Float.NaN : after.xCm),
        curve.at(
            before == null ? Float.NaN : before.yCm,
            yCm,
            later.yCm,
            after == null ? Float.NaN : after.yCm),
        curve.at(
            before == null ? Float.NaN : before.zCm,
            zCm,
            later.zCm,
            after == null ? Float.NaN : after.zCm));
  }

  private static void check(float cm) {
    if (!(Math.abs(cm) <= REACH_CM)) {
      throw new IllegalArgumentException("a head is within 10 m of its camera, was " + cm + " cm");
    }
  }
}

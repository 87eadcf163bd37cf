package dev.afterglow.codec;

import dev.afterglow.drive.Rotation;
import org.jspecify.annotations.Nullable;

/** Whose axes a sender uses, where no source settles it and so a setting must. */
public enum Axes {
  /** The drive model's: right-handed, Y-up, +Z out of the face, +X to the person's left. */
  DRIVE,
  /** Unity's: left-handed, Y-up, +Z out of the face, +X to the person's right. */
  UNITY;

  /** The rotation of a quaternion in these axes, or null when it cannot be one. */
  public @Nullable Rotation rotation(float x, float y, float z, float w) {
    return this == UNITY ? Turns.ofUnity(x, y, z, w) : Turns.of(x, y, z, w);
  }

  /**
   * The rotation of angles about these axes: y, then the turned x, then the turned z.
   *
   * @param yaw about y, radians
   * @param pitch about x, radians
   * @param roll about z, radians
   */
  public Rotation yawPitchRoll(double yaw, double pitch, double roll) {
    return this == UNITY
        ? Turns.yawPitchRoll(-yaw, pitch, -roll)
        : Turns.yawPitchRoll(yaw, pitch, roll);
  }

  /** A position's x in the drive model's axes. */
  public float x(float x) {
    return this == UNITY ? -x : x;
  }
}

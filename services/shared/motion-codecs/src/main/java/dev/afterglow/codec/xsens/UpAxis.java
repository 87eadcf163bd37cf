package dev.afterglow.codec.xsens;

import dev.afterglow.codec.Turns;
import dev.afterglow.drive.Rotation;
import org.jspecify.annotations.Nullable;

/** How MVN is set to stream quaternions. */
public enum UpAxis {
  /** MVN's default: X forward, Y to the left, Z up. */
  Z,
  /** MVN's other choice, taken to be Z forward and X to the left as in its files. */
  Y;

  /**
   * In the drive model's frame. Its (X, Y, Z) are MVN's (Y, Z, X): a turn of the axes, which moves
   * a quaternion's parts like a vector's.
   */
  @Nullable Rotation rotation(float w, float x, float y, float z) {
    return this == Z ? Turns.of(y, z, x, w) : Turns.of(x, y, z, w);
  }
}

package dev.afterglow.codec;

import dev.afterglow.drive.Rotation;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of rotations that decoders share. Quaternions are (x, y, z, w) and a product
 * {@code a * b} turns by {@code b} first.
 */
public final class Turns {
  private static final double SHORTEST = 0.5;
  private static final double LONGEST = 1.5;

  private Turns() {}

  /**
   * A rotation from a sender's quaternion, or null when it cannot be one: a part is not finite, or
   * the length is not between 0.5 and 1.5. Senders round, so lengths near 1 are scaled to it.
   */
  public static @Nullable Rotation of(float x, float y, float z, float w) {
    double length = Math.sqrt((double) x * x + (double) y * y + (double) z * z + (double) w * w);
    return length >= SHORTEST && length <= LONGEST ? new Rotation(x, y, z, w) : null;
  }

  /**
   * From a left-handed, Y-up frame whose +Z points forward (Unity's) to the drive model's. The two
   * differ by a mirror in the YZ plane, M = diag(-1, 1, 1). An axis a, being a pseudovector,
   * becomes det(M) M a = (a.x, -a.y, -a.z) and the angle stays.
   */
  public static @Nullable Rotation ofUnity(float x, float y, float z, float w) {
    return of(x, -y, -z, w);
  }

  /** {@code a * b}: first {@code b}, then {@code a}. */
  public static Rotation times(Rotation a, Rotation b) {
    return new Rotation(
        a.w() * b.x() + a.x() * b.w() + a.y() * b.z() - a.z() * b.y(),
        a.w() * b.y() - a.x() * b.z() + a.y() * b.w() + a.z() * b.x(),
        a.w() * b.z() + a.x() * b.y() - a.y() * b.x() + a.z() * b.w(),
        a.w() * b.w() - a.x() * b.x() - a.y() * b.y() - a.z() * b.z());
  }

  /** The same turn backwards. */
  public static Rotation inverse(Rotation a) {
    return new Rotation(-a.x(), -a.y(), -a.z(), a.w());
  }

  /** {@code child} as seen from {@code parent}, both given in one common frame. */
  public static Rotation local(Rotation parent, Rotation child) {
    return times(inverse(parent), child);
  }

  /** A turn about X, radians. */
  public static Rotation aboutX(double radians) {
    return new Rotation((float) Math.sin(radians / 2), 0, 0, (float) Math.cos(radians / 2));
  }

  /** A turn about Y, radians. */
  public static Rotation aboutY(double radians) {
    return new Rotation(0, (float) Math.sin(radians / 2), 0, (float) Math.cos(radians / 2));
  }

  /** A turn about Z, radians. */
  public static Rotation aboutZ(double radians) {
    return new Rotation(0, 0, (float) Math.sin(radians / 2), (float) Math.cos(radians / 2));
  }

  /**
   * Yaw about Y, then pitch about the turned X, then roll about the turned Z: {@code Ry * Rx * Rz}.
   *
   * @param yaw radians
   * @param pitch radians
   * @param roll radians
   */
  public static Rotation yawPitchRoll(double yaw, double pitch, double roll) {
    return times(aboutY(yaw), times(aboutX(pitch), aboutZ(roll)));
  }
}

package dev.afterglow.house.body;

import static dev.afterglow.house.mesh.Solid.join;
import static dev.afterglow.house.mesh.Solid.rod;

import dev.afterglow.house.mesh.Vec3;

/**
 * The left hand as one soft body, metres from the wrist: bones of the palm, fingers and the ball of
 * the thumb as rods that flow into each other. The mesh of palm and fingers is drawn onto it, so
 * that no seam shows where a finger begins.
 */
final class HandSolid {
  private static final double PALM_ROUND = 0.011;
  private static final double WEB_ROUND = 0.006;
  private static final double STEP = 1e-4;
  private static final int PULLS = 8;
  private static final double LONGEST_PULL = 0.004;

  private HandSolid() {}

  static double distance(Vec3 p) {
    Vec3 flat = new Vec3(p.x(), p.y() / 0.82, p.z());
    double d = rod(flat, new Vec3(-0.07, 0, 0), new Vec3(-0.004, 0, 0), 0.0205, 0.0195);
    for (Finger finger : Finger.values()) {
      if (finger != Finger.THUMB) {
        Vec3 wrist = new Vec3(0.0, 0, finger.root.z() * 0.42);
        d = join(d, rod(p, wrist, finger.root, 0.0150, finger.radius * 1.28), PALM_ROUND);
      }
    }
    Vec3 ball = new Vec3(0.010, -0.005, 0.010);
    d = join(d, rod(p, ball, Finger.THUMB.joints()[1], 0.0150, 0.0112), PALM_ROUND);
    d =
        join(
            d,
            rod(p, new Vec3(0.02, -0.006, -0.022), new Vec3(0.05, -0.004, -0.027), 0.011, 0.009),
            PALM_ROUND);
    for (Finger finger : Finger.values()) {
      d = join(d, finger(finger, p), WEB_ROUND);
    }
    return d;
  }

  private static double finger(Finger finger, Vec3 p) {
    Vec3[] joints = finger.joints();
    double d = 1;
    for (int i = 0; i < 3; i++) {
      double thick = finger.radius * (1 - 0.09 * i);
      double thin = finger.radius * (0.93 - 0.09 * i);
      Vec3 end = i == 2 ? joints[2].toward(joints[3], 0.72) : joints[i + 1];
      d = join(d, rod(p, joints[i], end, thick, thin), 0.003);
    }
    return d;
  }

  /** Outward direction at a place. */
  static Vec3 normal(Vec3 p) {
    double x = distance(p.plus(new Vec3(STEP, 0, 0))) - distance(p.plus(new Vec3(-STEP, 0, 0)));
    double y = distance(p.plus(new Vec3(0, STEP, 0))) - distance(p.plus(new Vec3(0, -STEP, 0)));
    double z = distance(p.plus(new Vec3(0, 0, STEP))) - distance(p.plus(new Vec3(0, 0, -STEP)));
    return new Vec3(x, y, z).unit();
  }

  /** The nearest place of the skin, found by small steps along the outward direction. */
  static Vec3 onto(Vec3 p) {
    Vec3 at = p;
    for (int i = 0; i < PULLS; i++) {
      double d = Math.clamp(distance(at), -LONGEST_PULL, LONGEST_PULL);
      at = at.minus(normal(at).times(d));
    }
    return at;
  }
}

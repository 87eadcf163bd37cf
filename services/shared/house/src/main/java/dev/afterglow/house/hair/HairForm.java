package dev.afterglow.house.hair;

import dev.afterglow.house.mesh.Vec3;

/** An outline that locks lie on, in the head's centimetres. */
interface HairForm {
  /** The point from which directions go out. */
  Vec3 MIDDLE = new Vec3(0, 2.5, -0.8);

  /** Signed distance to the outline, negative inside. */
  double distance(Vec3 p);

  /**
   * Where the ray from the middle toward {@code direction} meets the form, moved out by {@code
   * off}.
   */
  default Vec3 on(Vec3 direction, double off) {
    Vec3 d = direction.unit();
    double t = 30;
    for (int i = 0; i < 60; i++) {
      double gap = distance(MIDDLE.plus(d.times(t)));
      t -= 0.9 * gap;
      if (Math.abs(gap) < 1e-4) {
        break;
      }
    }
    return MIDDLE.plus(d.times(t + off));
  }

  /** The direction of a bearing (0 in front, positive to the figure's left) and a climb. */
  static Vec3 direction(double bearingDegrees, double climbDegrees) {
    double b = Math.toRadians(bearingDegrees);
    double c = Math.toRadians(climbDegrees);
    return new Vec3(Math.sin(b) * Math.cos(c), Math.sin(c), Math.cos(b) * Math.cos(c));
  }
}

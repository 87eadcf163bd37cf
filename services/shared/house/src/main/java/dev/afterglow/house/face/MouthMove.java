package dev.afterglow.house.face;

import static dev.afterglow.house.mesh.Curves.smoothStep;

import dev.afterglow.house.face.Site.Lip;
import dev.afterglow.house.mesh.Vec3;

/**
 * Moves the edges of the lips at eight places and lets the skin around follow, less with distance.
 *
 * @param upper upper edge at the right corner, right, middle, left, left corner; centimetres
 * @param lower the lower edge likewise; its corners are the upper one's
 * @param reachUp how far above the slit the skin follows, centimetres
 * @param reachDown how far below
 */
record MouthMove(Vec3[] upper, Vec3[] lower, double reachUp, double reachDown) implements Deform {
  private static final double SIDE_REACH = 1.7;

  @Override
  public Vec3 at(Site site) {
    if (site.lip() == Lip.APART) {
      return Vec3.ZERO;
    }
    double d = Math.abs(site.mouthD());
    double fade = 1 - smoothStep(0, 1, d / (site.mouthD() >= 0 ? reachUp : reachDown));
    double aside = Math.max(0, Math.abs(site.mouthS()) - 1);
    fade *= 1 - smoothStep(0, SIDE_REACH, aside);
    if (fade <= 0) {
      return Vec3.ZERO;
    }
    return along(site.lip() == Lip.UPPER ? upper : lower, site.mouthS()).times(fade);
  }

  private static Vec3 along(Vec3[] c, double s) {
    double t = (Math.max(-1, Math.min(1, s)) + 1) * 2;
    int i = Math.min(3, (int) t);
    double u = t - i;
    Vec3 before = c[Math.max(0, i - 1)];
    Vec3 after = c[Math.min(4, i + 2)];
    Vec3 a = c[i + 1].minus(before).times(0.5);
    Vec3 b = after.minus(c[i]).times(0.5);
    double u2 = u * u;
    double u3 = u2 * u;
    return c[i].times(2 * u3 - 3 * u2 + 1)
        .plus(a.times(u3 - 2 * u2 + u))
        .plus(c[i + 1].times(3 * u2 - 2 * u3))
        .plus(b.times(u3 - u2));
  }

  /** Both sides alike, written for the left: corner, side and middle of each edge. */
  static MouthMove even(Vec3 corner, Vec3 upSide, Vec3 upMiddle, Vec3 lowSide, Vec3 lowMiddle) {
    return new MouthMove(
        new Vec3[] {corner.mirrored(), upSide.mirrored(), upMiddle, upSide, corner},
        new Vec3[] {corner.mirrored(), lowSide.mirrored(), lowMiddle, lowSide, corner},
        2.3,
        3.0);
  }

  /** One side, written for the left; {@code side} -1 mirrors it. */
  static MouthMove oneSided(
      int side, Vec3 corner, Vec3 upSide, Vec3 upMiddle, Vec3 lowSide, Vec3 lowMiddle) {
    Vec3 o = Vec3.ZERO;
    return side > 0
        ? new MouthMove(
            new Vec3[] {o, o, upMiddle, upSide, corner},
            new Vec3[] {o, o, lowMiddle, lowSide, corner},
            2.3,
            3.0)
        : new MouthMove(
            new Vec3[] {corner.mirrored(), upSide.mirrored(), upMiddle.mirrored(), o, o},
            new Vec3[] {corner.mirrored(), lowSide.mirrored(), lowMiddle.mirrored(), o, o},
            2.3,
            3.0);
  }

  MouthMove reaching(double up, double down) {
    return new MouthMove(upper, lower, up, down);
  }
}

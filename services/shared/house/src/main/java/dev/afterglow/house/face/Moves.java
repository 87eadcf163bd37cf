package dev.afterglow.house.face;

import static dev.afterglow.house.mesh.Curves.smoothStep;

import dev.afterglow.house.face.Site.Lip;
import dev.afterglow.house.mesh.Rotation;
import dev.afterglow.house.mesh.Vec3;

/** The movements that are not of the lips: jaw, brows, cheeks, nose. */
final class Moves {
  private static final Vec3 JAW_HINGE = new Vec3(0, -1.2, 0.5);
  private static final double JAW_OPEN_DEGREES = 15;
  private static final double LIPS_MEET = 0.42;

  private Moves() {}

  static Vec3 jawOpen(Site site) {
    if (site.jaw() == 0) {
      return Vec3.ZERO;
    }
    Vec3 from = site.p().minus(JAW_HINGE);
    Vec3 to = Rotation.about(new Vec3(1, 0, 0), JAW_OPEN_DEGREES).apply(from);
    return to.minus(from).plus(new Vec3(0, -0.15, 0.1)).times(site.jaw());
  }

  static Deform jawShift(double x, double z) {
    return site -> new Vec3(x, 0, z).times(site.jaw());
  }

  /** Brings the lips together again over an open jaw, so it only makes sense beside jawOpen. */
  static Vec3 mouthClose(Site site) {
    double side = 1 - smoothStep(0.95, 1.7, Math.abs(site.mouthS()));
    double fade = 1 - smoothStep(0, 1, Math.abs(site.mouthD()) / (site.mouthD() > 0 ? 2.2 : 2.6));
    if (site.lip() == Lip.APART || side * fade <= 0) {
      return Vec3.ZERO;
    }
    double corner = Math.min(1, Math.abs(site.mouthS()));
    double upper = 0.42 * Math.pow(corner, 2.5);
    double lower = 1 + (0.42 - 1) * Math.pow(corner, 2.2);
    double meet = upper + (lower - upper) * LIPS_MEET;
    double mine = site.lip() == Lip.UPPER ? upper : lower;
    Vec3 full = jawOpen(new Site(site.p(), site.lip(), 0, 0, 1));
    return full.times((meet - mine) * side * fade);
  }

  /** Pushes a soft round patch of skin; {@code x, y, z} its centre, {@code r} its radius. */
  static Deform patch(double x, double y, double z, double r, Vec3 push) {
    Vec3 centre = new Vec3(x, y, z);
    return site -> {
      if (site.lip() == Lip.APART) {
        return Vec3.ZERO;
      }
      double t = site.p().minus(centre).length() / r;
      return t > 2.4 ? Vec3.ZERO : push.times(Math.exp(-t * t) * (1 - smoothStep(1.6, 2.4, t)));
    };
  }

  /** A patch of the brow: it leaves the lids alone. */
  static Deform brow(double x, double y, double z, double r, Vec3 push) {
    Deform patch = patch(x, y, z, r, push);
    return site -> patch.at(site).times(smoothStep(1.15, 2.3, site.p().y()));
  }
}

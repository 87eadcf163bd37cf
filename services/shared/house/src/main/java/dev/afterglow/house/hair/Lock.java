package dev.afterglow.house.hair;

import static dev.afterglow.house.mesh.Curves.smoothStep;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.body.Skeleton;
import dev.afterglow.house.mesh.Piece;
import dev.afterglow.house.mesh.Vec3;
import dev.afterglow.house.mesh.Weights;
import java.util.function.UnaryOperator;

/**
 * One lock of hair: a flat tapering strand over the form from its root to its tip.
 *
 * @param root direction of the root from the form's middle
 * @param via direction it is combed through
 * @param tip direction of the tip
 * @param halfWidth at its widest, centimetres
 * @param off how far it lies over the form, centimetres
 * @param flick how far the tip turns outward (+) or inward (-), centimetres
 */
record Lock(Vec3 root, Vec3 via, Vec3 tip, double halfWidth, double off, double flick) {
  private static final int ALONG = 13;
  private static final int AROUND = 6;
  private static final double CLOSER = 1.8;
  private static final double TIP = 0.32;
  private static final double ROUND_FROM = 0.94;

  /** On the bob. */
  void build(Piece hair, double pictureColumn) {
    build(hair, pictureColumn, HairSolid.BOB, Skeleton::headToWorld);
  }

  /**
   * Adds the lock.
   *
   * @param world from the head's centimetres to the figure's metres
   */
  void build(Piece hair, double pictureColumn, HairForm form, UnaryOperator<Vec3> world) {
    Vec3[] line = new Vec3[ALONG];
    for (int i = 0; i < ALONG; i++) {
      line[i] = at(share(i), form);
    }
    Vec3[][] rings = new Vec3[ALONG][AROUND + 1];
    for (int i = 0; i < ALONG; i++) {
      double t = share(i);
      Vec3 ahead = line[Math.min(ALONG - 1, i + 1)].minus(line[Math.max(0, i - 1)]).unit();
      Vec3 out = line[i].minus(HairSolid.MIDDLE);
      out = out.minus(ahead.times(out.dot(ahead))).unit();
      Vec3 across = ahead.cross(out).unit();
      double width = halfWidth * profile(t);
      double thick = Math.min(0.42 * halfWidth, 0.5) * profile(t) + 0.01;
      for (int k = 0; k <= AROUND; k++) {
        double a = -2 * Math.PI * k / AROUND + Math.PI / 2;
        double bulge = Math.sin(a) > 0 ? 1 : 0.45;
        Vec3 p =
            line[i]
                .plus(across.times(width * Math.cos(a)))
                .plus(out.times(bulge * thick * Math.sin(a)));
        rings[i][k] = world.apply(p);
      }
    }
    Weights head = Weights.all(HumanoidBone.HEAD);
    hair.weave(
        rings,
        uv -> new double[] {pictureColumn + 0.24 * uv[0], 0.01 + 0.98 * uv[1]},
        (p, u, v) -> head);
  }

  /** How far along a ring is: the rings stand closer towards the tip, which is round. */
  private static double share(int ring) {
    return 1 - Math.pow(1 - ring / (ALONG - 1.0), CLOSER);
  }

  /** Half the width: grows from the root, tapers by half and ends round. */
  private static double profile(double t) {
    double grow = 0.45 + 0.55 * Math.min(1, t / 0.35);
    double taper = 1 - (1 - TIP) * smoothStep(0.45, 1, t);
    double past = Math.max(0, (t - ROUND_FROM) / (1 - ROUND_FROM));
    return Math.max(0.012, grow * taper * Math.sqrt(Math.max(0, 1 - past * past)));
  }

  private Vec3 at(double t, HairForm form) {
    Vec3 a = root.unit().toward(via.unit(), t);
    Vec3 b = via.unit().toward(tip.unit(), t);
    double end = Math.max(0, (t - 0.6) / 0.4);
    double low = 0.35 * Math.min(1, t / 0.2);
    return form.on(a.toward(b, t), off * (0.25 + low / 0.35 * 0.75) + flick * end * end);
  }
}

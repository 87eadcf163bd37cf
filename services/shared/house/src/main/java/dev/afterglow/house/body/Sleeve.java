package dev.afterglow.house.body;

import static dev.afterglow.house.mesh.Curves.mix;
import static dev.afterglow.house.mesh.Curves.smoothStep;
import static dev.afterglow.house.mesh.Curves.through;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.atlas.FaceAtlas.Cell;
import dev.afterglow.house.mesh.Affine;
import dev.afterglow.house.mesh.Piece;
import dev.afterglow.house.mesh.Vec3;
import dev.afterglow.house.mesh.Weights;
import java.util.EnumMap;
import java.util.Map;

/** A sleeve from inside the shoulder to the wrist, sculpted in the stance. */
final class Sleeve {
  private static final int AROUND = 20;
  private static final int ALONG = 34;

  private Sleeve() {}

  /**
   * @param girth against a jacket's sleeve on a slender arm
   * @param cell of the picture
   */
  static Piece build(
      Skeleton skeleton,
      Map<HumanoidBone, Affine> stance,
      int side,
      TorsoForm torso,
      double girth,
      Cell cell) {
    Vec3 shoulder = at(skeleton, stance, HumanoidBone.LEFT_UPPER_ARM, HumanoidBone.LEFT_SHOULDER);
    Vec3 elbow = at(skeleton, stance, HumanoidBone.LEFT_LOWER_ARM, HumanoidBone.LEFT_UPPER_ARM);
    Vec3 wrist = at(skeleton, stance, HumanoidBone.LEFT_HAND, HumanoidBone.LEFT_LOWER_ARM);
    Vec3 inside = shoulder.plus(new Vec3(-0.050, 0.005, 0.0));
    double upper = elbow.minus(shoulder).length();
    double lower = wrist.minus(elbow).length();
    double cuff = upper + lower - 0.012;
    Piece piece = new Piece();
    Vec3[][] rings = new Vec3[ALONG][];
    double[] lengths = new double[ALONG];
    for (int r = 0; r < ALONG; r++) {
      double at =
          r >= ALONG - 2
              ? cuff - 0.012 * (r - (ALONG - 2))
              : -0.05 + (cuff + 0.05) * r / (ALONG - 3.0);
      at = Math.min(at, cuff);
      lengths[r] = at;
      double shrink = r == ALONG - 2 ? 0.92 : r == ALONG - 1 ? 0.84 : 1;
      Vec3 c = centre(inside, shoulder, elbow, wrist, upper, at);
      Vec3 ahead =
          centre(inside, shoulder, elbow, wrist, upper, at + 0.012)
              .minus(centre(inside, shoulder, elbow, wrist, upper, at - 0.012))
              .unit();
      Vec3 front = new Vec3(0, 0, 1).minus(ahead.times(ahead.z())).unit();
      Vec3 out = front.cross(ahead).unit();
      double radius =
          shrink
              * mix(1, girth, smoothStep(-0.03, 0.07, at))
              * through(
                  new double[] {-0.05, -0.02, 0.015, 0.06, 0.13, upper, upper + 0.08, cuff},
                  new double[] {0.027, 0.037, 0.0440, 0.0450, 0.0420, 0.0375, 0.0360, 0.0315},
                  at);
      rings[r] = new Vec3[AROUND + 1];
      for (int k = 0; k <= AROUND; k++) {
        double a = -2 * Math.PI * k / AROUND;
        double wrinkle = wrinkle(at, a, upper);
        rings[r][k] =
            c.plus(front.times((radius + wrinkle) * 1.04 * Math.cos(a)))
                .plus(out.times((radius + wrinkle) * 0.96 * Math.sin(a)));
      }
    }
    emit(piece, rings, lengths, upper, side, torso, cell);
    return piece;
  }

  /** Cloth gathers inside the bent elbow and a little over the cuff. */
  private static double wrinkle(double at, double around, double upper) {
    double elbow = Math.exp(-Math.pow((at - upper) / 0.045, 2)) * (0.4 + 0.6 * Math.cos(around));
    return 0.0028 * elbow * Math.sin(150 * (at - upper) + 1.5 * Math.sin(around));
  }

  private static Vec3 at(
      Skeleton skeleton, Map<HumanoidBone, Affine> stance, HumanoidBone bone, HumanoidBone parent) {
    Affine map = stance.get(parent);
    return map == null ? skeleton.place(bone) : map.apply(skeleton.place(bone));
  }

  /** The arm's middle line with a rounded elbow. */
  private static Vec3 centre(
      Vec3 inside, Vec3 shoulder, Vec3 elbow, Vec3 wrist, double upper, double at) {
    double bend = 0.05;
    if (at < 0.03) {
      Vec3 below = shoulder.toward(elbow, 0.03 / upper);
      double t = (at + 0.05) / 0.08;
      return quadratic(inside, shoulder.plus(new Vec3(0.002, 0.004, 0)), below, t);
    }
    if (at < upper - bend) {
      return shoulder.toward(elbow, at / upper);
    }
    Vec3 along = wrist.minus(elbow).unit();
    if (at > upper + bend) {
      return elbow.plus(along.times(at - upper));
    }
    Vec3 a = shoulder.toward(elbow, (upper - bend) / upper);
    return quadratic(a, elbow, elbow.plus(along.times(bend)), (at - upper + bend) / (2 * bend));
  }

  private static Vec3 quadratic(Vec3 a, Vec3 b, Vec3 c, double t) {
    return a.toward(b, t).toward(b.toward(c, t), t);
  }

  private static void emit(
      Piece piece,
      Vec3[][] rings,
      double[] lengths,
      double upper,
      int side,
      TorsoForm torso,
      Cell cell) {
    int rows = rings.length;
    Vec3[][] placed = new Vec3[rows][];
    for (int r = 0; r < rows; r++) {
      placed[r] = new Vec3[rings[r].length];
      for (int k = 0; k < rings[r].length; k++) {
        placed[r][k] = side > 0 ? rings[r][k] : rings[r][rings[r].length - 1 - k].mirrored();
      }
    }
    piece.weave(
        placed,
        uv -> cell.at(side > 0 ? uv[0] : 1 - uv[0], uv[1]),
        (p, u, v) -> weights(p, lengths[(int) Math.round(v * (rows - 1))], upper, side, torso));
  }

  private static Weights weights(Vec3 p, double at, double upper, int side, TorsoForm torso) {
    double lower = smoothStep(upper - 0.05, upper + 0.05, at);
    double arm = Math.max(torso.armShare(p), smoothStep(-0.03, 0.09, at));
    Map<HumanoidBone, Double> w = new EnumMap<>(HumanoidBone.class);
    w.put(side > 0 ? HumanoidBone.LEFT_UPPER_ARM : HumanoidBone.RIGHT_UPPER_ARM, arm * (1 - lower));
    w.put(side > 0 ? HumanoidBone.LEFT_LOWER_ARM : HumanoidBone.RIGHT_LOWER_ARM, arm * lower);
    w.put(side > 0 ? HumanoidBone.LEFT_SHOULDER : HumanoidBone.RIGHT_SHOULDER, (1 - arm) * 0.7);
    w.put(HumanoidBone.CHEST, (1 - arm) * 0.3);
    return Weights.of(w);
  }
}

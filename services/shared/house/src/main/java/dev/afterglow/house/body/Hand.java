package dev.afterglow.house.body;

import static dev.afterglow.house.mesh.Curves.smoothStep;
import static dev.afterglow.house.mesh.Curves.through;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.atlas.FaceAtlas;
import dev.afterglow.house.mesh.Piece;
import dev.afterglow.house.mesh.Vec3;
import dev.afterglow.house.mesh.Weights;
import java.util.EnumMap;
import java.util.Map;

/** A hand in the T-pose: a palm and five tapering fingers that grow out of it. */
final class Hand {
  private static final int AROUND = 10;
  private static final int ALONG = 12;

  private Hand() {}

  /**
   * @param size against the sculpted one
   */
  static Piece build(Skeleton skeleton, int side, double size) {
    Piece hand = new Piece();
    Vec3 wrist = skeleton.place(HumanoidBone.LEFT_HAND);
    palm(hand, wrist, side);
    for (Finger finger : Finger.values()) {
      finger(hand, wrist, finger, side);
    }
    Vec3 own = side > 0 ? wrist : wrist.mirrored();
    hand.points.replaceAll(p -> own.plus(p.minus(own).times(size)));
    return hand;
  }

  private static void palm(Piece hand, Vec3 wrist, int side) {
    double[] x = {-0.05, -0.02, 0.0, 0.025, 0.05, 0.07, 0.084, 0.090};
    double[] wide = {0.021, 0.0205, 0.022, 0.030, 0.0365, 0.0375, 0.034, 0.020};
    double[] thick = {0.0175, 0.0155, 0.0155, 0.0165, 0.0145, 0.0125, 0.0095, 0.003};
    int rows = 15;
    Vec3[][] rings = new Vec3[rows][];
    for (int r = 0; r < rows; r++) {
      double at = -0.05 + 0.14 * r / (rows - 1.0);
      rings[r] = new Vec3[17];
      for (int k = 0; k < 17; k++) {
        double a = -2 * Math.PI * k / 16;
        double z = through(x, wide, at) * Math.cos(a);
        double y = through(x, thick, at) * Math.sin(a);
        double ball = Math.exp(-Math.pow((at - 0.03) / 0.022, 2) - Math.pow((z - 0.02) / 0.014, 2));
        double pad = y < 0 ? -0.006 * ball : 0.0;
        double shift = at > 0.04 ? -0.0015 * (at - 0.04) / 0.04 : 0;
        rings[r][k] = wrist.plus(new Vec3(at, y + pad + 0.001, z + shift));
      }
    }
    emit(hand, rings, wrist, side, (p, u, v) -> palmWeights(side, v), 0);
  }

  private static Weights palmWeights(int side, double v) {
    double hand = smoothStep(0.1, 0.42, v);
    Map<HumanoidBone, Double> w = new EnumMap<>(HumanoidBone.class);
    w.put(side > 0 ? HumanoidBone.LEFT_HAND : HumanoidBone.RIGHT_HAND, hand);
    w.put(side > 0 ? HumanoidBone.LEFT_LOWER_ARM : HumanoidBone.RIGHT_LOWER_ARM, 1 - hand);
    return Weights.of(w);
  }

  private static void finger(Piece hand, Vec3 wrist, Finger finger, int side) {
    Vec3[] joints = finger.joints();
    double length = finger.lengths[0] + finger.lengths[1] + finger.lengths[2];
    double buried = finger == Finger.THUMB ? 0.010 : 0.014;
    Vec3[][] rings = new Vec3[ALONG][];
    double[] t = new double[ALONG];
    for (int r = 0; r < ALONG; r++) {
      double f = r / (ALONG - 1.0);
      double at = -buried + (length + buried) * (1 - Math.pow(1 - f, 1.25));
      t[r] = at;
      Vec3 c = along(finger, joints, at);
      Vec3 ahead =
          along(finger, joints, at + 0.004).minus(along(finger, joints, at - 0.004)).unit();
      Vec3 across = ahead.cross(Vec3.UP).unit();
      Vec3 up = across.cross(ahead);
      double knuckle =
          0.0006 * Math.exp(-Math.pow((at - finger.lengths[0]) / 0.006, 2))
              + 0.0004
                  * Math.exp(-Math.pow((at - finger.lengths[0] - finger.lengths[1]) / 0.005, 2));
      double taper = finger.radius * (1 - 0.28 * Math.max(0, at) / length) + knuckle;
      double toTip = (length - at) / (0.85 * taper);
      double round = toTip >= 1 ? 1 : Math.sqrt(Math.max(0.0004, 1 - (1 - toTip) * (1 - toTip)));
      rings[r] = new Vec3[AROUND + 1];
      for (int k = 0; k <= AROUND; k++) {
        double a = Math.PI / 2 - 2 * Math.PI * k / AROUND;
        rings[r][k] =
            wrist
                .plus(c)
                .plus(across.times(taper * round * Math.cos(a)))
                .plus(up.times(0.93 * taper * round * Math.sin(a)));
      }
    }
    emit(
        hand,
        rings,
        wrist,
        side,
        (p, u, v) -> fingerWeights(finger, side, t, v),
        1 + finger.ordinal());
  }

  private static Vec3 along(Finger finger, Vec3[] joints, double at) {
    double left = at;
    for (int i = 0; i < 3; i++) {
      if (left <= finger.lengths[i] || i == 2) {
        return joints[i].toward(joints[i + 1], left / finger.lengths[i]);
      }
      left -= finger.lengths[i];
    }
    return joints[3];
  }

  private static Weights fingerWeights(Finger finger, int side, double[] t, double v) {
    double at = t[(int) Math.round(v * (t.length - 1))];
    double l0 = finger.lengths[0];
    double l1 = l0 + finger.lengths[1];
    double first = smoothStep(-0.010, 0.008, at);
    double second = smoothStep(l0 - 0.006, l0 + 0.006, at);
    double third = smoothStep(l1 - 0.005, l1 + 0.005, at);
    Map<HumanoidBone, Double> w = new EnumMap<>(HumanoidBone.class);
    w.put(side > 0 ? HumanoidBone.LEFT_HAND : HumanoidBone.RIGHT_HAND, 1 - first);
    w.put(finger.bone(side, 0), first * (1 - second));
    w.put(finger.bone(side, 1), second * (1 - third));
    w.put(finger.bone(side, 2), third);
    return Weights.of(w);
  }

  /** Adds a tube; cell 0 of the hand's picture is the palm, then the fingers. */
  private static void emit(
      Piece hand, Vec3[][] rings, Vec3 wrist, int side, Piece.WeightField field, int cell) {
    Vec3[][] placed = new Vec3[rings.length][];
    for (int r = 0; r < rings.length; r++) {
      int count = rings[r].length;
      placed[r] = new Vec3[count];
      for (int k = 0; k < count; k++) {
        Vec3 skin = wrist.plus(HandSolid.onto(rings[r][side > 0 ? k : count - 1 - k].minus(wrist)));
        placed[r][k] = side > 0 ? skin : skin.mirrored();
      }
    }
    hand.weave(
        placed,
        uv -> FaceAtlas.HAND.at((cell + 0.04 + 0.92 * uv[0]) / 6, 0.03 + 0.94 * uv[1]),
        field);
  }

  /** The skin's own outward directions, which agree where palm and fingers overlap. */
  static Vec3[] normals(Piece hand, Skeleton skeleton, int side, double size) {
    Vec3 wrist = skeleton.place(HumanoidBone.LEFT_HAND);
    Vec3[] out = new Vec3[hand.points.size()];
    for (int i = 0; i < out.length; i++) {
      Vec3 p = hand.points.get(i);
      Vec3 normal = HandSolid.normal((side > 0 ? p : p.mirrored()).minus(wrist).times(1 / size));
      out[i] = side > 0 ? normal : normal.mirrored();
    }
    return out;
  }
}

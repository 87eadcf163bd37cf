package dev.afterglow.house.body;

import static dev.afterglow.drive.HumanoidBone.CHEST;
import static dev.afterglow.drive.HumanoidBone.HEAD;
import static dev.afterglow.drive.HumanoidBone.HIPS;
import static dev.afterglow.drive.HumanoidBone.LEFT_EYE;
import static dev.afterglow.drive.HumanoidBone.LEFT_FOOT;
import static dev.afterglow.drive.HumanoidBone.LEFT_HAND;
import static dev.afterglow.drive.HumanoidBone.LEFT_LOWER_ARM;
import static dev.afterglow.drive.HumanoidBone.LEFT_LOWER_LEG;
import static dev.afterglow.drive.HumanoidBone.LEFT_SHOULDER;
import static dev.afterglow.drive.HumanoidBone.LEFT_UPPER_ARM;
import static dev.afterglow.drive.HumanoidBone.LEFT_UPPER_LEG;
import static dev.afterglow.drive.HumanoidBone.NECK;
import static dev.afterglow.drive.HumanoidBone.RIGHT_EYE;
import static dev.afterglow.drive.HumanoidBone.RIGHT_FOOT;
import static dev.afterglow.drive.HumanoidBone.RIGHT_HAND;
import static dev.afterglow.drive.HumanoidBone.RIGHT_LOWER_ARM;
import static dev.afterglow.drive.HumanoidBone.RIGHT_LOWER_LEG;
import static dev.afterglow.drive.HumanoidBone.RIGHT_SHOULDER;
import static dev.afterglow.drive.HumanoidBone.RIGHT_UPPER_ARM;
import static dev.afterglow.drive.HumanoidBone.RIGHT_UPPER_LEG;
import static dev.afterglow.drive.HumanoidBone.SPINE;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.mesh.Affine;
import dev.afterglow.house.mesh.Rotation;
import dev.afterglow.house.mesh.Vec3;
import dev.afterglow.house.mesh.Weights;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The bones of a house presenter in the T-pose, metres; no bone is turned at rest. */
public final class Skeleton {
  /** Where the head's own frame (eye height, between the ears) lies. */
  public static final Vec3 HEAD_ORIGIN = new Vec3(0, 1.466, 0.014);

  /** Metres to the sculpted centimetre: the head is a little larger than life. */
  public static final double HEAD_CM = 0.0113;

  /** The left eyeball's centre in the head's frame, centimetres; the right one's x is negative. */
  public static final double EYE_X_CM = 3.30;

  /** See {@link #EYE_X_CM}. */
  public static final double EYE_Y_CM = -0.1;

  /** See {@link #EYE_X_CM}. */
  public static final double EYE_Z_CM = 6.45;

  private static final double ARM_Y = 1.272;
  private static final double ARM_Z = -0.015;

  private final Map<HumanoidBone, Vec3> places = new LinkedHashMap<>();
  private final Map<HumanoidBone, HumanoidBone> parents = new EnumMap<>(HumanoidBone.class);

  /** The bones of the slender presenter. */
  public Skeleton() {
    this(Build.SLENDER, headToWorld(new Vec3(EYE_X_CM, EYE_Y_CM, EYE_Z_CM)));
  }

  /**
   * The bones of one body.
   *
   * @param leftEye the left eyeball's centre, metres
   */
  public Skeleton(Build build, Vec3 leftEye) {
    double shoulder = build.torso().shoulderX();
    double elbow = shoulder + build.upperArm();
    double wrist = elbow + build.lowerArm();
    root(HIPS, new Vec3(0, 0.93, 0));
    bone(SPINE, HIPS, new Vec3(0, 1.03, 0));
    bone(CHEST, SPINE, new Vec3(0, 1.14, -0.005));
    bone(NECK, CHEST, new Vec3(0, 1.308, -0.012));
    bone(HEAD, NECK, new Vec3(0, 1.370, 0.002));
    pair(LEFT_EYE, RIGHT_EYE, HEAD, HEAD, leftEye);
    pair(LEFT_UPPER_LEG, RIGHT_UPPER_LEG, HIPS, HIPS, new Vec3(0.085, 0.88, 0));
    pair(
        LEFT_LOWER_LEG, RIGHT_LOWER_LEG, LEFT_UPPER_LEG, RIGHT_UPPER_LEG, new Vec3(0.085, 0.48, 0));
    pair(LEFT_FOOT, RIGHT_FOOT, LEFT_LOWER_LEG, RIGHT_LOWER_LEG, new Vec3(0.085, 0.08, -0.01));
    pair(LEFT_SHOULDER, RIGHT_SHOULDER, CHEST, CHEST, new Vec3(0.025, 1.282, ARM_Z));
    pair(
        LEFT_UPPER_ARM,
        RIGHT_UPPER_ARM,
        LEFT_SHOULDER,
        RIGHT_SHOULDER,
        new Vec3(shoulder, ARM_Y, ARM_Z));
    pair(
        LEFT_LOWER_ARM,
        RIGHT_LOWER_ARM,
        LEFT_UPPER_ARM,
        RIGHT_UPPER_ARM,
        new Vec3(elbow, ARM_Y, ARM_Z));
    pair(LEFT_HAND, RIGHT_HAND, LEFT_LOWER_ARM, RIGHT_LOWER_ARM, new Vec3(wrist, ARM_Y, ARM_Z));
    for (Finger finger : Finger.values()) {
      Vec3[] joints = finger.joints();
      for (int i = 0; i < 3; i++) {
        pair(
            finger.bone(1, i),
            finger.bone(-1, i),
            i == 0 ? LEFT_HAND : finger.bone(1, i - 1),
            i == 0 ? RIGHT_HAND : finger.bone(-1, i - 1),
            place(LEFT_HAND).plus(joints[i].times(build.hand())));
      }
    }
  }

  /** From the head's centimetres to the figure's metres. */
  public static Vec3 headToWorld(Vec3 cm) {
    return HEAD_ORIGIN.plus(cm.times(HEAD_CM));
  }

  /** From the figure's metres to the head's centimetres. */
  public static Vec3 worldToHead(Vec3 metres) {
    return metres.minus(HEAD_ORIGIN).times(1 / HEAD_CM);
  }

  private void root(HumanoidBone bone, Vec3 place) {
    places.put(bone, place);
  }

  private void bone(HumanoidBone bone, HumanoidBone parent, Vec3 place) {
    places.put(bone, place);
    parents.put(bone, parent);
  }

  private void pair(
      HumanoidBone left,
      HumanoidBone right,
      HumanoidBone leftParent,
      HumanoidBone rightParent,
      Vec3 place) {
    bone(left, leftParent, place);
    bone(right, rightParent, place.mirrored());
  }

  /** The bones, each after its parent. */
  public Iterable<HumanoidBone> bones() {
    return places.keySet();
  }

  public Vec3 place(HumanoidBone bone) {
    Vec3 place = places.get(bone);
    if (place == null) {
      throw new IllegalArgumentException("no such bone: " + bone);
    }
    return place;
  }

  /** The parent, or null for the root. */
  public @org.jspecify.annotations.Nullable HumanoidBone parent(HumanoidBone bone) {
    return parents.get(bone);
  }

  /** For each bone the map from the T-pose to the pose of the given local rotations. */
  public Map<HumanoidBone, Affine> posed(Map<HumanoidBone, Rotation> turns) {
    Map<HumanoidBone, Affine> world = new EnumMap<>(HumanoidBone.class);
    Map<HumanoidBone, Affine> maps = new EnumMap<>(HumanoidBone.class);
    for (HumanoidBone bone : places.keySet()) {
      Rotation turn = turns.getOrDefault(bone, Rotation.NONE);
      HumanoidBone parent = parents.get(bone);
      Affine at;
      if (parent == null) {
        at = Affine.of(turn, place(bone));
      } else {
        Affine above = world.get(parent);
        Affine local = Affine.of(turn, place(bone).minus(place(parent)));
        at = above == null ? local : above.times(local);
      }
      world.put(bone, at);
      maps.put(bone, at.times(Affine.of(Rotation.NONE, place(bone).times(-1))));
    }
    return maps;
  }

  /** The weighted map of a vertex. */
  public static Affine blend(Map<HumanoidBone, Affine> maps, Weights weights) {
    Affine sum = Affine.zero();
    for (Map.Entry<HumanoidBone, Double> share : weights.shares()) {
      Affine map = maps.get(share.getKey());
      if (map != null) {
        sum = sum.plusScaled(map, share.getValue());
      }
    }
    return sum;
  }
}

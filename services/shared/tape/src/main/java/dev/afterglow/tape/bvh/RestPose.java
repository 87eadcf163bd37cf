package dev.afterglow.tape.bvh;

import dev.afterglow.codec.BodyTree;
import dev.afterglow.codec.Turns;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.Rotation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a skeleton at rest is turned against the T-pose, bone by bone.
 *
 * <p>An arm or a leg at rest points from its joint to the next humanoid one. The shortest turn A
 * that brings the T-pose's direction there makes a joint's turn G in the file the bone's turn G * A
 * from the T-pose. Hands and fingers go with their lower arm; feet stand level in any rest pose.
 */
final class RestPose {
  private static final double SHORTEST = 1e-6;

  private final Map<HumanoidBone, Rotation> turns = new EnumMap<>(HumanoidBone.class);

  private RestPose() {}

  static RestPose of(BvhSkeleton skeleton) {
    Map<HumanoidBone, double[]> places = places(skeleton.joints());
    RestPose rest = new RestPose();
    for (String side : new String[] {"LEFT_", "RIGHT_"}) {
      double[] outwards = {side.equals("LEFT_") ? 1 : -1, 0, 0};
      double[] down = {0, -1, 0};
      rest.limb(places, side + "UPPER_ARM", side + "LOWER_ARM", outwards);
      rest.limb(places, side + "LOWER_ARM", side + "HAND", outwards);
      rest.limb(places, side + "UPPER_LEG", side + "LOWER_LEG", down);
      rest.limb(places, side + "LOWER_LEG", side + "FOOT", down);
      rest.follow(HumanoidBone.valueOf(side + "LOWER_ARM"));
    }
    return rest;
  }

  /** The turn of a bone at rest from the T-pose. */
  Rotation turn(HumanoidBone bone) {
    return turns.getOrDefault(bone, Rotation.IDENTITY);
  }

  private void limb(Map<HumanoidBone, double[]> places, String from, String to, double[] straight) {
    double @Nullable [] start = places.get(HumanoidBone.valueOf(from));
    double @Nullable [] end = places.get(HumanoidBone.valueOf(to));
    if (start == null || end == null) {
      return;
    }
    double[] way = {end[0] - start[0], end[1] - start[1], end[2] - start[2]};
    double length = Math.sqrt(way[0] * way[0] + way[1] * way[1] + way[2] * way[2]);
    if (length > SHORTEST) {
      double[] unit = {way[0] / length, way[1] / length, way[2] / length};
      turns.put(HumanoidBone.valueOf(from), shortest(straight, unit));
    }
  }

  private void follow(HumanoidBone lowerArm) {
    Rotation turn = turn(lowerArm);
    for (HumanoidBone bone : HumanoidBone.values()) {
      HumanoidBone above = BodyTree.parent(bone);
      while (above != null && above != lowerArm) {
        above = BodyTree.parent(above);
      }
      if (above == lowerArm) {
        turns.put(bone, turn);
      }
    }
  }

  /** The shortest turn from one unit vector to another: axis a x b, (1 + a.b) as the real part. */
  private static Rotation shortest(double[] a, double[] b) {
    double w = 1 + a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    if (w < SHORTEST) {
      // Opposite: any axis across will do; half a turn about Z swings an arm over.
      return Turns.aboutZ(Math.PI);
    }
    return new Rotation(
        (float) (a[1] * b[2] - a[2] * b[1]),
        (float) (a[2] * b[0] - a[0] * b[2]),
        (float) (a[0] * b[1] - a[1] * b[0]),
        (float) w);
  }

  private static Map<HumanoidBone, double[]> places(List<BvhJoint> joints) {
    List<double[]> all = new ArrayList<>();
    Map<HumanoidBone, double[]> places = new EnumMap<>(HumanoidBone.class);
    for (BvhJoint joint : joints) {
      double[] parent = joint.parent() < 0 ? new double[3] : all.get(joint.parent());
      double[] place = {parent[0] + joint.x(), parent[1] + joint.y(), parent[2] + joint.z()};
      all.add(place);
      joint.bone().ifPresent(bone -> places.put(bone, place));
    }
    return places;
  }
}

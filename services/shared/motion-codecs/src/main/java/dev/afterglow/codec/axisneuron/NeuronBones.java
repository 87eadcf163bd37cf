package dev.afterglow.codec.axisneuron;

import dev.afterglow.codec.Turns;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.Rotation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The 59 bones in the order of the stream, each with the humanoid bone that it moves: hips; right
 * leg, left leg (upper, lower, foot); four of the spine; neck, head; the right shoulder, arm,
 * forearm and hand with three bones of the thumb and four of each finger; the same of the left.
 *
 * <p>Rotations are local, so where several bones make one, their turns follow each other: two of
 * the spine make the chest, and a finger's bone in the palm goes with its first one.
 */
final class NeuronBones {
  static final int COUNT = 59;
  static final int REFERENCE_FLOATS = 6;

  private static final int WITH_POSITION = 6;
  private static final int ANGLES = 3;
  private static final List<HumanoidBone> BONES = bones();

  private NeuronBones() {}

  /** How many numbers a frame has: the hips always have a position. */
  static int floats(boolean displacement, boolean reference) {
    return (displacement ? COUNT * WITH_POSITION : WITH_POSITION + (COUNT - 1) * ANGLES)
        + (reference ? REFERENCE_FLOATS : 0);
  }

  /** The humanoid bones' rotations out of those of all bones in order. */
  static Map<HumanoidBone, Rotation> humanoid(Rotation[] rotations) {
    Map<HumanoidBone, Rotation> bones = new EnumMap<>(HumanoidBone.class);
    for (int i = 0; i < COUNT; i++) {
      bones.merge(BONES.get(i), rotations[i], Turns::times);
    }
    return bones;
  }

  private static List<HumanoidBone> bones() {
    List<HumanoidBone> bones = new ArrayList<>(COUNT);
    bones.add(HumanoidBone.HIPS);
    add(bones, "RIGHT_", "UPPER_LEG", "LOWER_LEG", "FOOT");
    add(bones, "LEFT_", "UPPER_LEG", "LOWER_LEG", "FOOT");
    bones.add(HumanoidBone.SPINE);
    bones.add(HumanoidBone.CHEST);
    bones.add(HumanoidBone.CHEST);
    bones.add(HumanoidBone.UPPER_CHEST);
    bones.add(HumanoidBone.NECK);
    bones.add(HumanoidBone.HEAD);
    arm(bones, "RIGHT_");
    arm(bones, "LEFT_");
    return List.copyOf(bones);
  }

  private static void arm(List<HumanoidBone> bones, String side) {
    add(bones, side, "SHOULDER", "UPPER_ARM", "LOWER_ARM", "HAND");
    add(bones, side, "THUMB_METACARPAL", "THUMB_PROXIMAL", "THUMB_DISTAL");
    for (String finger : new String[] {"INDEX", "MIDDLE", "RING", "LITTLE"}) {
      String first = finger + "_PROXIMAL";
      add(bones, side, first, first, finger + "_INTERMEDIATE", finger + "_DISTAL");
    }
  }

  private static void add(List<HumanoidBone> bones, String side, String... names) {
    for (String name : names) {
      bones.add(HumanoidBone.valueOf(side + name));
    }
  }
}

package dev.afterglow.tape.bvh;

import dev.afterglow.drive.BoneAliases;
import dev.afterglow.drive.HumanoidBone;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What programs that write BVH call the humanoid bones: motion libraries of universities, Axis
 * Neuron, Mixamo (after {@code mixamorig:}), and VRM's and Unity's own names. Spelling and case
 * must match. A joint with another name moves its children and is no bone itself.
 */
final class BvhNames {
  private static final String MIXAMO = "mixamorig:";
  private static final Map<String, HumanoidBone> TABLE = table();

  private BvhNames() {}

  static Optional<HumanoidBone> find(String name) {
    String bare = name.startsWith(MIXAMO) ? name.substring(MIXAMO.length()) : name;
    HumanoidBone bone = TABLE.get(bare);
    return bone == null ? BoneAliases.find(bare) : Optional.of(bone);
  }

  private static Map<String, HumanoidBone> table() {
    Map<String, HumanoidBone> table = new HashMap<>();
    table.put("Hips", HumanoidBone.HIPS);
    table.put("Spine", HumanoidBone.SPINE);
    table.put("Spine1", HumanoidBone.CHEST);
    table.put("Spine2", HumanoidBone.UPPER_CHEST);
    table.put("Neck", HumanoidBone.NECK);
    table.put("Head", HumanoidBone.HEAD);
    side(table, "Left", "LEFT_");
    side(table, "Right", "RIGHT_");
    return table;
  }

  private static void side(Map<String, HumanoidBone> table, String name, String bone) {
    put(table, bone + "UPPER_LEG", name + "UpLeg", name + "Thigh", name + "Hip");
    put(table, bone + "LOWER_LEG", name + "Leg", name + "Shin", name + "Knee");
    put(table, bone + "FOOT", name + "Foot", name + "Ankle");
    put(table, bone + "TOES", name + "ToeBase", name + "Toe");
    put(table, bone + "SHOULDER", name + "Shoulder", name + "Collar");
    put(table, bone + "UPPER_ARM", name + "Arm", name + "UpArm");
    put(table, bone + "LOWER_ARM", name + "ForeArm", name + "Elbow");
    put(table, bone + "HAND", name + "Hand", name + "Wrist");
    put(table, bone + "THUMB_METACARPAL", name + "HandThumb1");
    put(table, bone + "THUMB_PROXIMAL", name + "HandThumb2");
    put(table, bone + "THUMB_DISTAL", name + "HandThumb3");
    String[][] fingers = {
      {"Index", "INDEX"}, {"Middle", "MIDDLE"}, {"Ring", "RING"}, {"Pinky", "LITTLE"}
    };
    for (String[] finger : fingers) {
      put(table, bone + finger[1] + "_PROXIMAL", name + "Hand" + finger[0] + "1");
      put(table, bone + finger[1] + "_INTERMEDIATE", name + "Hand" + finger[0] + "2");
      put(table, bone + finger[1] + "_DISTAL", name + "Hand" + finger[0] + "3");
    }
  }

  private static void put(Map<String, HumanoidBone> table, String bone, String... names) {
    for (String name : names) {
      table.put(name, HumanoidBone.valueOf(bone));
    }
  }
}

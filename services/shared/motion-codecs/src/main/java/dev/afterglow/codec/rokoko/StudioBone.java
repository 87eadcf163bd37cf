package dev.afterglow.codec.rokoko;

import dev.afterglow.codec.Turns;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.Rotation;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One of Rokoko Studio's bones.
 *
 * <p>Studio's bones do not stand alike in the T-pose: each has a rotation of its own there, which
 * the maker's Unity plug-in lists. What a bone does against its T-pose is its rotation times that
 * one backwards, both in Unity's left-handed frame.
 *
 * @param bone the humanoid bone
 * @param fromTPose the T-pose's rotation backwards, in Unity's frame
 */
record StudioBone(HumanoidBone bone, Rotation fromTPose) {
  private static final float DIAGONAL = (float) Math.sqrt(0.5);

  static final Map<String, StudioBone> BY_NAME = byName();

  /** The bone's turn from the T-pose in the drive model's frame, common to all bones. */
  Rotation common(Rotation studio) {
    Rotation unity = Turns.times(studio, fromTPose);
    return new Rotation(unity.x(), -unity.y(), -unity.z(), unity.w());
  }

  private static Map<String, StudioBone> byName() {
    Map<String, StudioBone> table = new HashMap<>();
    put(table, "hip", HumanoidBone.HIPS, Rotation.IDENTITY);
    Rotation trunk = new Rotation(0, 0, 1, 0);
    put(table, "spine", HumanoidBone.SPINE, trunk);
    put(table, "chest", HumanoidBone.CHEST, trunk);
    put(table, "neck", HumanoidBone.NECK, trunk);
    put(table, "head", HumanoidBone.HEAD, trunk);
    side(table, "left", 1);
    side(table, "right", -1);
    return Map.copyOf(table);
  }

  /** A side's bones; the right one's T-pose is the left one's seen in a mirror, up to the sign. */
  private static void side(Map<String, StudioBone> table, String side, float s) {
    Rotation leg = new Rotation(0, s * DIAGONAL, 0, DIAGONAL);
    Rotation foot = new Rotation(0, s * DIAGONAL, -s * DIAGONAL, 0);
    Rotation shoulder = new Rotation(0, 0, DIAGONAL, -s * DIAGONAL);
    Rotation arm = new Rotation(-s * 0.5f, -0.5f, 0.5f, -s * 0.5f);
    Rotation thumbRoot = new Rotation(-s * 0.561f, -0.701f, 0.430f, -s * 0.092f);
    Rotation thumb = new Rotation(-s * 0.653f, -0.653f, 0.271f, -s * 0.271f);
    put(table, side, "UpLeg", "UPPER_LEG", leg);
    put(table, side, "Leg", "LOWER_LEG", leg);
    put(table, side, "Foot", "FOOT", foot);
    put(table, side, "Toe", "TOES", foot);
    put(table, side, "Shoulder", "SHOULDER", shoulder);
    put(table, side, "UpperArm", "UPPER_ARM", arm);
    put(table, side, "LowerArm", "LOWER_ARM", arm);
    put(table, side, "Hand", "HAND", arm);
    put(table, side, "ThumbProximal", "THUMB_METACARPAL", thumbRoot);
    put(table, side, "ThumbMedial", "THUMB_PROXIMAL", thumb);
    put(table, side, "ThumbDistal", "THUMB_DISTAL", thumb);
    for (String finger : new String[] {"Index", "Middle", "Ring", "Little"}) {
      String bone = finger.toUpperCase(Locale.ROOT);
      put(table, side, finger + "Proximal", bone + "_PROXIMAL", arm);
      put(table, side, finger + "Medial", bone + "_INTERMEDIATE", arm);
      put(table, side, finger + "Distal", bone + "_DISTAL", arm);
    }
  }

  private static void put(
      Map<String, StudioBone> table, String side, String name, String bone, Rotation tPose) {
    String prefix = side.toUpperCase(Locale.ROOT) + "_";
    put(table, side + name, HumanoidBone.valueOf(prefix + bone), tPose);
  }

  private static void put(
      Map<String, StudioBone> table, String name, HumanoidBone bone, Rotation tPose) {
    table.put(name, new StudioBone(bone, Turns.inverse(tPose)));
  }
}

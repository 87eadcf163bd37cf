package dev.afterglow.codec;

import static dev.afterglow.drive.HumanoidBone.CHEST;
import static dev.afterglow.drive.HumanoidBone.HEAD;
import static dev.afterglow.drive.HumanoidBone.HIPS;
import static dev.afterglow.drive.HumanoidBone.NECK;
import static dev.afterglow.drive.HumanoidBone.SPINE;
import static dev.afterglow.drive.HumanoidBone.UPPER_CHEST;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.Rotation;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which humanoid bone hangs on which, as VRM 1.0 has it. */
public final class BodyTree {
  private static final Map<HumanoidBone, HumanoidBone> PARENTS = parents();

  private BodyTree() {}

  /** The bone's parent; null for the hips. */
  public static @Nullable HumanoidBone parent(HumanoidBone bone) {
    return PARENTS.get(bone);
  }

  /**
   * Rotations local to each bone's parent out of rotations in one common frame, all relative to the
   * T-pose. The parent of a bone is its nearest ancestor in the map; where there is none, the
   * common frame stands for it.
   */
  public static Map<HumanoidBone, Rotation> locals(Map<HumanoidBone, Rotation> commons) {
    Map<HumanoidBone, Rotation> locals = new EnumMap<>(HumanoidBone.class);
    commons.forEach(
        (bone, rotation) -> {
          HumanoidBone parent = parent(bone);
          while (parent != null && !commons.containsKey(parent)) {
            parent = parent(parent);
          }
          Rotation held = parent == null ? null : commons.get(parent);
          locals.put(bone, held == null ? rotation : Turns.local(held, rotation));
        });
    return locals;
  }

  private static Map<HumanoidBone, HumanoidBone> parents() {
    Map<HumanoidBone, HumanoidBone> parents = new EnumMap<>(HumanoidBone.class);
    chain(parents, HIPS, SPINE, CHEST, UPPER_CHEST, NECK, HEAD);
    chain(parents, HEAD, HumanoidBone.LEFT_EYE);
    chain(parents, HEAD, HumanoidBone.RIGHT_EYE);
    chain(parents, HEAD, HumanoidBone.JAW);
    for (String side : new String[] {"LEFT_", "RIGHT_"}) {
      chain(parents, HIPS, bones(side, "UPPER_LEG", "LOWER_LEG", "FOOT", "TOES"));
      chain(parents, UPPER_CHEST, bones(side, "SHOULDER", "UPPER_ARM", "LOWER_ARM", "HAND"));
      HumanoidBone hand = HumanoidBone.valueOf(side + "HAND");
      chain(parents, hand, bones(side, "THUMB_METACARPAL", "THUMB_PROXIMAL", "THUMB_DISTAL"));
      for (String finger : new String[] {"INDEX", "MIDDLE", "RING", "LITTLE"}) {
        chain(
            parents,
            hand,
            bones(side, finger + "_PROXIMAL", finger + "_INTERMEDIATE", finger + "_DISTAL"));
      }
    }
    return parents;
  }

  private static HumanoidBone[] bones(String side, String... names) {
    HumanoidBone[] bones = new HumanoidBone[names.length];
    for (int i = 0; i < names.length; i++) {
      bones[i] = HumanoidBone.valueOf(side + names[i]);
    }
    return bones;
  }

  private static void chain(
      Map<HumanoidBone, HumanoidBone> parents, HumanoidBone root, HumanoidBone... bones) {
    HumanoidBone parent = root;
    for (HumanoidBone bone : bones) {
      parents.put(bone, parent);
      parent = bone;
    }
  }
}

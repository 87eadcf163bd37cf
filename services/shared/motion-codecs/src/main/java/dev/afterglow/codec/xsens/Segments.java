package dev.afterglow.codec.xsens;

import dev.afterglow.drive.HumanoidBone;
import org.jspecify.annotations.Nullable;

/**
 * Which humanoid bone a segment moves. Orientations are of one common frame, so segments that no
 * bone stands for (L5, the carpus, the palms, props) can be left out without loss.
 */
final class Segments {
  /** Segments of a body. */
  static final int BODY = 23;

  /** Segments of the two hands' fingers. */
  static final int FINGERS = 40;

  /** Places in a sample: bodies first, then fingers. */
  static final int PLACES = BODY + FINGERS;

  private static final int HAND = FINGERS / 2;
  private static final String[] FINGER_NAMES = {"INDEX", "MIDDLE", "RING", "LITTLE"};
  private static final @Nullable HumanoidBone[] BONES = bones();

  private Segments() {}

  /**
   * The place of a segment in a sample, or -1 for a prop.
   *
   * @param id the segment's number from 1 on: 23 of the body, then the props, then the fingers
   */
  static int place(int id, int props) {
    return id <= BODY ? id - 1 : id - 1 - props < BODY ? -1 : id - 1 - props;
  }

  /** The bone of a place, or null. */
  static @Nullable HumanoidBone bone(int place) {
    return BONES[place];
  }

  private static @Nullable HumanoidBone[] bones() {
    @Nullable HumanoidBone[] bones = new @Nullable HumanoidBone[PLACES];
    bones[0] = HumanoidBone.HIPS;
    bones[2] = HumanoidBone.SPINE;
    bones[3] = HumanoidBone.CHEST;
    bones[4] = HumanoidBone.UPPER_CHEST;
    bones[5] = HumanoidBone.NECK;
    bones[6] = HumanoidBone.HEAD;
    put(bones, 7, "RIGHT_", "SHOULDER", "UPPER_ARM", "LOWER_ARM", "HAND");
    put(bones, 11, "LEFT_", "SHOULDER", "UPPER_ARM", "LOWER_ARM", "HAND");
    put(bones, 15, "RIGHT_", "UPPER_LEG", "LOWER_LEG", "FOOT", "TOES");
    put(bones, 19, "LEFT_", "UPPER_LEG", "LOWER_LEG", "FOOT", "TOES");
    fingers(bones, BODY, "LEFT_");
    fingers(bones, BODY + HAND, "RIGHT_");
    return bones;
  }

  /** Carpus; three of the thumb; four of each finger, the first of which lies in the palm. */
  private static void fingers(@Nullable HumanoidBone[] bones, int from, String side) {
    put(bones, from + 1, side, "THUMB_METACARPAL", "THUMB_PROXIMAL", "THUMB_DISTAL");
    for (int i = 0; i < FINGER_NAMES.length; i++) {
      String finger = FINGER_NAMES[i];
      put(
          bones,
          from + 5 + 4 * i,
          side,
          finger + "_PROXIMAL",
          finger + "_INTERMEDIATE",
          finger + "_DISTAL");
    }
  }

  private static void put(@Nullable HumanoidBone[] bones, int from, String side, String... names) {
    for (int i = 0; i < names.length; i++) {
      bones[from + i] = HumanoidBone.valueOf(side + names[i]);
    }
  }
}

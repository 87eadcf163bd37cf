package dev.afterglow.render.rig;

import dev.afterglow.drive.HumanoidBone;

/** One of a figure's two hands with the arm that carries it. */
public enum Hand {
  LEFT(1),
  RIGHT(-1);

  private static final String[] FINGERS = {"INDEX", "MIDDLE", "RING", "LITTLE"};

  /** Along +X in the T-pose, or -1 against it. */
  final int side;

  private final HumanoidBone upperArm;
  private final HumanoidBone lowerArm;
  private final HumanoidBone wrist;

  Hand(int side) {
    this.side = side;
    this.upperArm = bone("UPPER_ARM");
    this.lowerArm = bone("LOWER_ARM");
    this.wrist = bone("HAND");
  }

  HumanoidBone upperArm() {
    return upperArm;
  }

  HumanoidBone lowerArm() {
    return lowerArm;
  }

  /** The bone at the wrist. */
  public HumanoidBone bone() {
    return wrist;
  }

  /** The three bones of each finger but the thumb, from the palm outwards. */
  HumanoidBone[][] fingers() {
    HumanoidBone[][] out = new HumanoidBone[FINGERS.length][];
    for (int i = 0; i < FINGERS.length; i++) {
      out[i] =
          new HumanoidBone[] {
            bone(FINGERS[i] + "_PROXIMAL"),
            bone(FINGERS[i] + "_INTERMEDIATE"),
            bone(FINGERS[i] + "_DISTAL")
          };
    }
    return out;
  }

  /** The three bones of the thumb, from the palm outwards. */
  HumanoidBone[] thumb() {
    return new HumanoidBone[] {
      bone("THUMB_METACARPAL"), bone("THUMB_PROXIMAL"), bone("THUMB_DISTAL")
    };
  }

  private HumanoidBone bone(String name) {
    return HumanoidBone.valueOf(name() + "_" + name);
  }
}

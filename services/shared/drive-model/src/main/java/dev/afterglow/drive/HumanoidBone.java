package dev.afterglow.drive;

/**
 * The 55 humanoid bones of VRM 1.0.
 *
 * <p>A rotation is local to the parent bone and relative to the T-pose. Left and right are the
 * figure's own.
 */
public enum HumanoidBone {
  HIPS("hips", true),
  SPINE("spine", true),
  CHEST("chest", false),
  UPPER_CHEST("upperChest", false),
  NECK("neck", false),
  HEAD("head", true),
  LEFT_EYE("leftEye", false),
  RIGHT_EYE("rightEye", false),
  JAW("jaw", false),
  LEFT_UPPER_LEG("leftUpperLeg", true),
  LEFT_LOWER_LEG("leftLowerLeg", true),
  LEFT_FOOT("leftFoot", true),
  LEFT_TOES("leftToes", false),
  RIGHT_UPPER_LEG("rightUpperLeg", true),
  RIGHT_LOWER_LEG("rightLowerLeg", true),
  RIGHT_FOOT("rightFoot", true),
  RIGHT_TOES("rightToes", false),
  LEFT_SHOULDER("leftShoulder", false),
  LEFT_UPPER_ARM("leftUpperArm", true),
  LEFT_LOWER_ARM("leftLowerArm", true),
  LEFT_HAND("leftHand", true),
  RIGHT_SHOULDER("rightShoulder", false),
  RIGHT_UPPER_ARM("rightUpperArm", true),
  RIGHT_LOWER_ARM("rightLowerArm", true),
  RIGHT_HAND("rightHand", true),
  LEFT_THUMB_METACARPAL("leftThumbMetacarpal", false),
  LEFT_THUMB_PROXIMAL("leftThumbProximal", false),
  LEFT_THUMB_DISTAL("leftThumbDistal", false),
  LEFT_INDEX_PROXIMAL("leftIndexProximal", false),
  LEFT_INDEX_INTERMEDIATE("leftIndexIntermediate", false),
  LEFT_INDEX_DISTAL("leftIndexDistal", false),
  LEFT_MIDDLE_PROXIMAL("leftMiddleProximal", false),
  LEFT_MIDDLE_INTERMEDIATE("leftMiddleIntermediate", false),
  LEFT_MIDDLE_DISTAL("leftMiddleDistal", false),
  LEFT_RING_PROXIMAL("leftRingProximal", false),
  LEFT_RING_INTERMEDIATE("leftRingIntermediate", false),
  LEFT_RING_DISTAL("leftRingDistal", false),
  LEFT_LITTLE_PROXIMAL("leftLittleProximal", false),
  LEFT_LITTLE_INTERMEDIATE("leftLittleIntermediate", false),
  LEFT_LITTLE_DISTAL("leftLittleDistal", false),
  RIGHT_THUMB_METACARPAL("rightThumbMetacarpal", false),
  RIGHT_THUMB_PROXIMAL("rightThumbProximal", false),
  RIGHT_THUMB_DISTAL("rightThumbDistal", false),
  RIGHT_INDEX_PROXIMAL("rightIndexProximal", false),
  RIGHT_INDEX_INTERMEDIATE("rightIndexIntermediate", false),
  RIGHT_INDEX_DISTAL("rightIndexDistal", false),
  RIGHT_MIDDLE_PROXIMAL("rightMiddleProximal", false),
  RIGHT_MIDDLE_INTERMEDIATE("rightMiddleIntermediate", false),
  RIGHT_MIDDLE_DISTAL("rightMiddleDistal", false),
  RIGHT_RING_PROXIMAL("rightRingProximal", false),
  RIGHT_RING_INTERMEDIATE("rightRingIntermediate", false),
  RIGHT_RING_DISTAL("rightRingDistal", false),
  RIGHT_LITTLE_PROXIMAL("rightLittleProximal", false),
  RIGHT_LITTLE_INTERMEDIATE("rightLittleIntermediate", false),
  RIGHT_LITTLE_DISTAL("rightLittleDistal", false);

  private final String vrmName;
  private final boolean required;

  HumanoidBone(String vrmName, boolean required) {
    this.vrmName = vrmName;
    this.required = required;
  }

  /** The name in VRM 1.0, for example {@code leftUpperArm}. */
  public String vrmName() {
    return vrmName;
  }

  /** Whether VRM 1.0 demands the bone of every humanoid. */
  public boolean required() {
    return required;
  }
}

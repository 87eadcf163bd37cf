package dev.afterglow.avatar;

/** What kind of avatar file it is. */
public enum AvatarFormat {
  /** glTF 2.0 binary without a VRM extension. */
  GLB,
  /** VRM 0.x: extension {@code VRM}. */
  VRM_0,
  /** VRM 1.0: extension {@code VRMC_vrm}. */
  VRM_1
}

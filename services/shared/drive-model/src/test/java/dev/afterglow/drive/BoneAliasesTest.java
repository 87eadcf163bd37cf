package dev.afterglow.drive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoneAliasesTest {

  @Test
  void shouldDemandFifteenBonesWhenAskedForVrm1() {
    // Given
    HumanoidBone[] bones = HumanoidBone.values();

    // When
    long required = Arrays.stream(bones).filter(HumanoidBone::required).count();

    // Then
    assertEquals(55, bones.length);
    assertEquals(15, required);
  }

  @Test
  void shouldShiftThumbsWhenFileIsVrm0() {
    assertEquals(
        Optional.of(HumanoidBone.LEFT_THUMB_METACARPAL), BoneAliases.findVrm0("leftThumbProximal"));
    assertEquals(
        Optional.of(HumanoidBone.RIGHT_THUMB_PROXIMAL),
        BoneAliases.findVrm0("rightThumbIntermediate"));
    assertEquals(Optional.empty(), BoneAliases.findVrm0("leftThumbMetacarpal"));
  }

  @Test
  void shouldFindBoneWhenNamedByVrm1OrUnity() {
    assertEquals(Optional.of(HumanoidBone.LEFT_UPPER_ARM), BoneAliases.find("leftUpperArm"));
    assertEquals(Optional.of(HumanoidBone.LEFT_UPPER_ARM), BoneAliases.find("LeftUpperArm"));
    assertEquals(Optional.empty(), BoneAliases.find("left_upper_arm"));
  }

  @Test
  void shouldShiftThumbsWhenNamedByUnity() {
    assertEquals(
        Optional.of(HumanoidBone.LEFT_THUMB_METACARPAL), BoneAliases.find("LeftThumbProximal"));
    assertEquals(
        Optional.of(HumanoidBone.RIGHT_THUMB_PROXIMAL), BoneAliases.find("RightThumbIntermediate"));
    assertEquals(Optional.of(HumanoidBone.LEFT_THUMB_DISTAL), BoneAliases.find("LeftThumbDistal"));
    assertEquals(
        Optional.of(HumanoidBone.LEFT_THUMB_METACARPAL), BoneAliases.find("LeftThumbMetacarpal"));
    assertEquals(
        Optional.of(HumanoidBone.LEFT_THUMB_PROXIMAL), BoneAliases.find("leftThumbProximal"));
  }
}

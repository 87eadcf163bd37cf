package dev.afterglow.capture.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.Rotation;
import dev.afterglow.platform.error.AfterglowException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChannelsTest {
  @Test
  void shouldBindByNameWhenNamesAreAliases() {
    // Given
    List<String> names = List.of("JawOpen", "mouthSmile_L", "eyeBlinkRight");

    // When
    Channels channels = named(names, List.of("LeftHand", "spine"), false);

    // Then
    assertThat(channels.shapes())
        .containsExactly(
            ArkitShape.JAW_OPEN, ArkitShape.MOUTH_SMILE_LEFT, ArkitShape.EYE_BLINK_RIGHT);
    assertThat(channels.bones()).containsExactly(HumanoidBone.LEFT_HAND, HumanoidBone.SPINE);
  }

  @Test
  void shouldSwapSidesWhenSourceIsMirrored() {
    // Given
    List<String> names = List.of("jawOpen", "jawLeft", "eyeLookInLeft");

    // When
    Channels channels = named(names, List.of("leftHand", "spine"), true);

    // Then
    assertThat(channels.shapes())
        .containsExactly(ArkitShape.JAW_OPEN, ArkitShape.JAW_RIGHT, ArkitShape.EYE_LOOK_IN_RIGHT);
    assertThat(channels.bones()).containsExactly(HumanoidBone.RIGHT_HAND, HumanoidBone.SPINE);
  }

  @Test
  void shouldNameTheChannelWhenItIsUnknownOrThereTwice() {
    assertThatThrownBy(() -> named(List.of("jawopen"), List.of(), false))
        .isInstanceOfSatisfying(AfterglowException.class, e -> isUnknown(e, "jawopen"));
    assertThatThrownBy(() -> named(List.of("jawOpen", "JawOpen"), List.of(), false))
        .isInstanceOfSatisfying(AfterglowException.class, e -> isUnknown(e, "JawOpen"));
    assertThatThrownBy(() -> named(List.of(), List.of("tail"), false))
        .isInstanceOfSatisfying(AfterglowException.class, e -> isUnknown(e, "tail"));
  }

  @ParameterizedTest
  @EnumSource(ArkitShape.class)
  void shouldBeItselfWhenShapeIsMirroredTwice(ArkitShape shape) {
    assertThat(Mirror.of(Mirror.of(shape))).isEqualTo(shape);
    assertThat(Mirror.of(shape) == shape)
        .isEqualTo(!shape.arkitName().endsWith("Left") && !shape.arkitName().endsWith("Right"));
  }

  @Test
  void shouldTurnTheOtherWayWhenPoseIsMirrored() {
    // Given
    HeadPose pose = new HeadPose(new Rotation(0.1f, 0.2f, 0.3f, 0.9f), 5, 6, -40);

    // When
    HeadPose mirrored = Mirror.of(pose);

    // Then
    assertThat(mirrored.xCm()).isEqualTo(-5);
    assertThat(mirrored.rotation().y()).isEqualTo(-pose.rotation().y());
    assertThat(mirrored.rotation().x()).isEqualTo(pose.rotation().x());
    assertThat(Mirror.of(mirrored)).isEqualTo(pose);
  }

  private static void isUnknown(AfterglowException refusal, String name) {
    assertThat(refusal.reason()).isEqualTo("UNKNOWN_CHANNEL");
    assertThat(refusal.metadata()).isEqualTo(Map.of("name", name));
  }

  private static Channels named(List<String> shapes, List<String> bones, boolean mirrored) {
    return Channels.named(shapes, bones, Origin.CAMERA, Origin.UNKNOWN, mirrored, "test");
  }
}

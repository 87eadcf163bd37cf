package dev.afterglow.codec.vmc;

import static dev.afterglow.codec.vmc.OscWriter.apply;
import static dev.afterglow.codec.vmc.OscWriter.blend;
import static dev.afterglow.codec.vmc.OscWriter.bone;
import static dev.afterglow.codec.vmc.OscWriter.bundle;
import static dev.afterglow.codec.vmc.OscWriter.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.codec.Decoding;
import dev.afterglow.codec.Fuzz;
import dev.afterglow.codec.IgnoreReason;
import dev.afterglow.codec.Near;
import dev.afterglow.codec.Outcome;
import dev.afterglow.codec.RejectReason;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.WristPose;
import dev.afterglow.drive.Wrists;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VmcDecoderTest {
  private final Decoding decoding = new Decoding(new VmcDecoder());

  @Test
  void shouldReadByteForByteWhenBundleIsWrittenByHand() {
    // Given: a bundle of jawOpen = 0.5 and Apply
    byte[] packet =
        Decoding.hex(
            """
            2362756e646c6500 0000000000000001 // #bundle, at once
            00000024                          // 36 bytes
            2f564d432f4578742f426c656e642f56616c0000 // /VMC/Ext/Blend/Val
            2c736600                          // ,sf
            6a61774f70656e00                  // jawOpen
            3f000000                          // 0.5
            0000001c                          // 28 bytes
            2f564d432f4578742f426c656e642f4170706c7900000000 // /VMC/Ext/Blend/Apply
            2c000000                          // ,
            """);

    // When
    Outcome outcome = decoding.send(packet);

    // Then
    assertThat(outcome).isEqualTo(Outcome.accepted(1));
    assertThat(shapes()).isEqualTo(ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, 0.5f)));
    assertThat(decoding.last().motion().timeUs()).isEqualTo(1_000);
  }

  @Test
  void shouldCommitOnceWhenValuesComeInDatagramsOfTheirOwn() {
    // Given
    decoding.send(blend("JawOpen", 0.25f));
    decoding.send(bone("Hips", 0, 0, 0, 1));
    assertThat(decoding.frames()).isEmpty();

    // When
    Outcome outcome = decoding.send(apply());

    // Then
    assertThat(outcome).isEqualTo(Outcome.accepted(1));
    assertThat(shapes()).isEqualTo(ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, 0.25f)));
    assertThat(decoding.last().motion().bones()).containsOnlyKeys(HumanoidBone.HIPS);
  }

  @Test
  void shouldCommitWhenApplyHasNoTypeTags() {
    // Given: /VMC/Ext/Blend/Apply and nothing after it
    decoding.send(blend("jawOpen", 1f));

    // When
    Outcome outcome =
        decoding.send(Decoding.hex("2f564d432f4578742f426c656e642f4170706c7900000000"));

    // Then
    assertThat(outcome).isEqualTo(Outcome.accepted(1));
  }

  @Test
  void shouldRejectWhenArgumentsHaveNoTypeTags() {
    // Given: /VMC/Ext/Blend/Val and nothing after it
    byte[] packet = Decoding.hex("2f564d432f4578742f426c656e642f56616c0000");

    // Then
    assertThat(decoding.send(packet)).isEqualTo(Outcome.rejected(RejectReason.MALFORMED));
  }

  @Test
  void shouldForgetValuesWhenApplied() {
    // Given
    decoding.send(bundle(blend("jawOpen", 1f), apply()));

    // When
    decoding.send(bundle(blend("tongueOut", 1f), apply()));

    // Then
    assertThat(shapes().has(ArkitShape.JAW_OPEN)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "A, JAW_OPEN, 1",
    "aa, JAW_OPEN, 1",
    "Blink, EYE_BLINK_LEFT, 1",
    "Blink_R, EYE_BLINK_RIGHT, 1",
    "blinkLeft, EYE_BLINK_LEFT, 1",
    "Joy, MOUTH_SMILE_LEFT, 1",
    "happy, MOUTH_SMILE_RIGHT, 1",
    "Fun, MOUTH_SMILE_LEFT, 0.5",
    "Sorrow, MOUTH_FROWN_LEFT, 1",
    "lookLeft, EYE_LOOK_OUT_LEFT, 1",
    "LookLeft, EYE_LOOK_IN_RIGHT, 1"
  })
  void shouldTakeExpressionWhenNamedAsInVrm0OrVrm1(String name, ArkitShape shape, float weight) {
    // When
    decoding.send(bundle(blend(name, 1f), apply()));

    // Then
    assertThat(shapes().get(shape)).isEqualTo(weight);
  }

  @Test
  void shouldPreferShapeWhenItsExpressionComesToo() {
    // When
    decoding.send(bundle(blend("A", 1f), blend("jawOpen", 0.2f), apply()));

    // Then
    assertThat(shapes().get(ArkitShape.JAW_OPEN)).isEqualTo(0.2f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JOY", "a", "jawopen", "MyDress"})
  void shouldPassOverNameWhenNoTableHoldsIt(String name) {
    // When
    Outcome outcome = decoding.send(bundle(blend(name, 7f), apply()));

    // Then
    assertThat(outcome).isEqualTo(Outcome.accepted(0));
  }

  @Test
  void shouldTurnToThePersonsLeftWhenUnityTurnsLeft() {
    // Given: Unity is left-handed, so a turn to the figure's left is a negative one about Y
    float half = (float) Math.sqrt(0.5);

    // When
    decoding.send(bundle(bone("Head", 0, -half, 0, half), apply()));

    // Then: +X is the person's left, so from +Z towards +X is positive about Y
    Near.assertTurn(bones().get(HumanoidBone.HEAD), new Rotation(0, half, 0, half));
  }

  @Test
  void shouldKeepTheSenseOfNodsWhenConverted() {
    // When: nodding down is positive about X in both frames
    decoding.send(bundle(bone("Head", 0.6f, 0, 0, 0.8f), apply()));

    // Then
    Near.assertTurn(bones().get(HumanoidBone.HEAD), new Rotation(0.6f, 0, 0, 0.8f));
  }

  @ParameterizedTest
  @CsvSource({
    "LeftThumbProximal, LEFT_THUMB_METACARPAL",
    "LeftThumbIntermediate, LEFT_THUMB_PROXIMAL",
    "RightThumbDistal, RIGHT_THUMB_DISTAL",
    "LeftLittleProximal, LEFT_LITTLE_PROXIMAL",
    "UpperChest, UPPER_CHEST",
    "RightUpperArm, RIGHT_UPPER_ARM"
  })
  void shouldFindBoneWhenNamedAsInUnity(String name, HumanoidBone bone) {
    // When
    decoding.send(bundle(bone(name, 0, 0, 0, 1), apply()));

    // Then
    assertThat(bones()).containsOnlyKeys(bone);
  }

  @Test
  void shouldBeginNextFrameWhenBodyWithoutFaceRepeatsABone() {
    // Given
    byte[] body = bundle(bone("Hips", 0, 0, 0, 1), bone("Spine", 0, 0, 0, 1));
    decoding.send(body);

    // When
    Outcome outcome = decoding.send(body);

    // Then
    assertThat(outcome).isEqualTo(Outcome.accepted(1));
    assertThat(bones()).containsOnlyKeys(HumanoidBone.HIPS, HumanoidBone.SPINE);
  }

  @Test
  void shouldGiveNothingWhenNoModelIsLoaded() {
    // Given
    decoding.send(message("/VMC/Ext/OK", 0));

    // When
    Outcome outcome = decoding.send(bundle(blend("jawOpen", 1f), apply()));

    // Then
    assertThat(outcome).isEqualTo(Outcome.ignored(IgnoreReason.NOT_TRACKED));
    assertThat(decoding.frames()).isEmpty();
  }

  @Test
  void shouldTellSendersTimeWhenItSendsIt() {
    // When
    decoding.send(bundle(message("/VMC/Ext/T", 2.5f), blend("jawOpen", 1f), apply()));

    // Then
    assertThat(decoding.last().senderTimeUs()).isEqualTo(OptionalLong.of(2_500_000));
  }

  @Test
  void shouldIgnoreWhenAddressIsUnknown() {
    assertThat(decoding.send(message("/VMC/Ext/Cam", "Camera", 1f)))
        .isEqualTo(Outcome.ignored(IgnoreReason.NOT_MOTION));
  }

  @Test
  void shouldTakeNestedBundleWhenItsElementsAreGood() {
    assertThat(decoding.send(bundle(bundle(blend("jawOpen", 1f)), bundle(apply()))))
        .isEqualTo(Outcome.accepted(1));
  }

  @Test
  void shouldUndoTheWholeDatagramWhenItsEndIsBroken() {
    // Given
    decoding.send(blend("jawOpen", 0.5f));
    byte[] broken = bundle(blend("jawOpen", 1f), apply(), blend("tongueOut", Float.NaN));

    // When
    Outcome outcome = decoding.send(broken);

    // Then
    assertThat(outcome).isEqualTo(Outcome.rejected(RejectReason.NOT_FINITE));
    assertThat(decoding.frames()).isEmpty();
    decoding.send(apply());
    assertThat(shapes()).isEqualTo(ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, 0.5f)));
  }

  @Test
  void shouldClampWhenWeightOvershoots() {
    // When
    decoding.send(bundle(blend("jawOpen", 1.2f), blend("tongueOut", -0.1f), apply()));

    // Then
    assertThat(shapes())
        .isEqualTo(ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, 1f, ArkitShape.TONGUE_OUT, 0f)));
  }

  @Test
  void shouldRejectWhenWeightCannotBe() {
    assertThat(decoding.send(blend("jawOpen", 80f)))
        .isEqualTo(Outcome.rejected(RejectReason.OUT_OF_RANGE));
  }

  @Test
  void shouldRejectWhenQuaternionHasNoLength() {
    assertThat(decoding.send(bone("Head", 0, 0, 0, 0)))
        .isEqualTo(Outcome.rejected(RejectReason.OUT_OF_RANGE));
  }

  @Test
  void shouldSurviveWhenFuzzed() {
    byte[] body =
        bundle(
            message("/VMC/Ext/OK", 1, 3, 0),
            message("/VMC/Ext/T", 1f),
            message("/VMC/Ext/Root/Pos", "root", 0f, 0f, 0f, 0f, 0f, 0f, 1f),
            bone("Hips", 0.1f, 0, 0, 0.99f),
            bone("LeftUpperArm", 0, 0.6f, 0, 0.8f));
    byte[] face = bundle(blend("jawOpen", 0.5f), blend("Joy", 0.3f), apply());
    Fuzz.run(
        VmcDecoder::new,
        List.of(message("/VMC/Ext/OK", 1), body, face, blend("Blink_L", 1f), apply()));
  }

  @Test
  void shouldPlaceWristsAgainstTheHeadsetWhenOnlyDevicesCome() {
    // Given: left-handed metres in the sender's room
    decoding.send(
        bundle(
            device("Hmd", "LHR-1", 0.5f, 1.6f, 0.1f),
            device("Con", "LeftHand", 0.3f, 1.3f, 0.4f),
            device("Tra", "RightHand", 0.75f, 1.2f, 0.35f)));

    // When: the headset comes again
    Outcome outcome = decoding.send(device("Hmd", "LHR-1", 0.5f, 1.6f, 0.1f));

    // Then: +X is to the person's left now
    assertThat(outcome).isEqualTo(Outcome.accepted(1));
    WristPose left = decoding.last().motion().wrists().left().orElseThrow();
    WristPose right = decoding.last().motion().wrists().right().orElseThrow();
    assertThat(new float[] {left.xM(), left.yM(), left.zM()})
        .containsExactly(new float[] {0.2f, -0.3f, 0.3f}, within(1e-6f));
    assertThat(new float[] {right.xM(), right.yM(), right.zM()})
        .containsExactly(new float[] {-0.25f, -0.4f, 0.25f}, within(1e-6f));
    assertThat(left.turn()).isEmpty();
  }

  @Test
  void shouldLeaveAWristOutWhenItsArmCameAsBonesOrNobodySaysWhereItIsWorn() {
    // When
    decoding.send(
        bundle(
            blend("jawOpen", 1f),
            bone("LeftUpperArm", 0, 0, 0, 1),
            device("Tra", "Head", 0, 1.6f, 0),
            device("Tra", "LeftHand", -0.2f, 1.3f, 0.3f),
            device("Tra", "LHR-7", 0.2f, 1.3f, 0.3f),
            device("Tra", "RightHand", 0.2f, 3.7f, 0.3f),
            apply()));

    // Then: the right one is farther than 2 m from the eyes
    assertThat(decoding.last().motion().wrists()).isEqualTo(Wrists.NONE);
  }

  @Test
  void shouldMakeNoFrameOfWristsWithoutEyes() {
    // Given
    decoding.send(device("Tra", "LeftHand", -0.2f, 1.3f, 0.3f));

    // When
    decoding.send(device("Tra", "LeftHand", -0.2f, 1.3f, 0.3f));

    // Then
    assertThat(decoding.frames()).isEmpty();
  }

  @Test
  void shouldRejectADeviceThatCannotBe() {
    assertThat(decoding.send(device("Tra", "LeftHand", 101, 0, 0)))
        .isEqualTo(Outcome.rejected(RejectReason.OUT_OF_RANGE));
    assertThat(decoding.send(device("Hmd", "x", Float.NaN, 0, 0)))
        .isEqualTo(Outcome.rejected(RejectReason.NOT_FINITE));
  }

  private static byte[] device(String kind, String serial, float x, float y, float z) {
    return message("/VMC/Ext/" + kind + "/Pos", serial, x, y, z, 0f, 0f, 0f, 1f);
  }

  private ShapeWeights shapes() {
    return motion().shapes();
  }

  private Map<HumanoidBone, Rotation> bones() {
    return motion().bones();
  }

  private MotionFrame motion() {
    return decoding.last().motion();
  }
}

package dev.afterglow.capture.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.afterglow.api.capture.v1.MotionBatch;
import dev.afterglow.api.drive.v1.HeadPose;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.api.drive.v1.VoiceSample;
import dev.afterglow.api.drive.v1.WristPose;
import dev.afterglow.capture.buffer.Piece;
import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.channel.Origin;
import dev.afterglow.capture.drive.MotionArrival;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.Wrists;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.validation.MessageRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleMapperTest {
  private static final Channels CHANNELS =
      new Channels(
          List.of(ArkitShape.JAW_OPEN, ArkitShape.EYE_BLINK_LEFT),
          List.of(HumanoidBone.SPINE),
          Origin.CAMERA,
          Origin.UNKNOWN,
          false,
          "test");
  private static final MotionSample GOOD =
      MotionSample.newBuilder()
          .setSequence(17)
          .setDeviceTimeUs(40_000)
          .setShapePresence(0b11)
          .addAllShapeWeights(List.of(0.25f, 0.5f))
          .setHead(
              HeadPose.newBuilder()
                  .addAllRotation(List.of(0f, 0f, 0f, 1f))
                  .addAllPositionCm(List.of(1f, 2f, -40f)))
          .setBonePresence(1)
          .addAllBoneRotations(List.of(0f, 1f, 0f, 0f))
          .build();
  private static final VoiceSample VOICE =
      VoiceSample.newBuilder()
          .setSequence(17)
          .setSampleRateHz(48_000)
          .setPcmS16Le(ByteString.copyFrom(new byte[] {1, 0, -1, -1}))
          .build();

  @RepeatedTest(50)
  void shouldGiveBackWhatCameInWhenChannelsAreMixed() {
    // Given
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    List<ArkitShape> shapes = new ArrayList<>(List.of(ArkitShape.values()));
    Collections.shuffle(shapes, random);
    List<ArkitShape> some = shapes.subList(0, random.nextInt(53));
    Channels channels = new Channels(some, List.of(), Origin.CAMERA, Origin.UNKNOWN, false, "test");
    MotionSample.Builder sample = MotionSample.newBuilder().setSequence(1 + random.nextInt(1_000));
    long presence = 0;
    for (int i = 0; i < some.size(); i++) {
      if (random.nextBoolean()) {
        presence |= 1L << i;
        sample.addShapeWeights(random.nextFloat());
      }
    }
    MotionSample in = sample.setShapePresence(presence).setDeviceTimeUs(random.nextLong()).build();

    // When
    MotionArrival arrival = SampleMapper.motion(batch(in), channels).getFirst();
    MotionSample out =
        SampleMapper.sample(
            new Piece.Motion(arrival.frame(), arrival.sequence(), arrival.frame().timeUs()),
            channels);

    // Then
    assertThat(out).as("seed %d", seed).isEqualTo(in);
    ShapeWeights weights = arrival.frame().shapes();
    assertThat(weights.count()).as("seed %d", seed).isEqualTo(in.getShapeWeightsCount());
  }

  static List<MotionSample> badMotion() {
    return List.of(
        GOOD.toBuilder().setSequence(0).build(),
        GOOD.toBuilder().setShapeWeights(0, Float.NaN).build(),
        GOOD.toBuilder().setShapeWeights(0, 1.5f).build(),
        GOOD.toBuilder().setShapeWeights(0, -0.1f).build(),
        GOOD.toBuilder().setBoneRotations(0, 1.1f).build(),
        GOOD.toBuilder().setBoneRotations(0, Float.POSITIVE_INFINITY).build(),
        GOOD.toBuilder().setHead(GOOD.getHead().toBuilder().setRotation(3, 2)).build(),
        GOOD.toBuilder().setHead(GOOD.getHead().toBuilder().setPositionCm(2, 1_001)).build(),
        GOOD.toBuilder().setHead(GOOD.getHead().toBuilder().addPositionCm(0)).build(),
        GOOD.toBuilder().setHead(GOOD.getHead().toBuilder().clearRotation()).build());
  }

  @ParameterizedTest
  @MethodSource("badMotion")
  void shouldRefuseMotionWhenTheContractRefusesIt(MotionSample sample) {
    assertThat(catchThrowable(() -> new MessageRules().check(sample)))
        .as("the contract's rules")
        .isInstanceOf(AfterglowException.class);
    assertThat(reason(() -> SampleMapper.motion(batch(sample), CHANNELS)))
        .isEqualTo("MALFORMED_SAMPLE");
  }

  static List<VoiceSample> badVoice() {
    return List.of(
        VOICE.toBuilder().setSequence(0).build(),
        VOICE.toBuilder().setSampleRateHz(7_999).build(),
        VOICE.toBuilder().setSampleRateHz(48_001).build(),
        VOICE.toBuilder().clearSound().build(),
        VOICE.toBuilder().setPcmS16Le(ByteString.EMPTY).build(),
        VOICE.toBuilder().setPcmS16Le(ByteString.copyFrom(new byte[96_002])).build(),
        VOICE.toBuilder().setOpus(ByteString.EMPTY).build(),
        VOICE.toBuilder().setOpus(ByteString.copyFrom(new byte[4_001])).build());
  }

  @ParameterizedTest
  @MethodSource("badVoice")
  void shouldRefuseVoiceWhenTheContractRefusesIt(VoiceSample sample) {
    assertThat(catchThrowable(() -> new MessageRules().check(sample)))
        .as("the contract's rules")
        .isInstanceOf(AfterglowException.class);
    assertThat(reason(() -> SampleMapper.voice(sample))).isEqualTo("MALFORMED_SAMPLE");
  }

  @Test
  void shouldRefuseBatchWhenItIsEmptyOrTooLong() {
    assertThat(reason(() -> SampleMapper.motion(MotionBatch.getDefaultInstance(), CHANNELS)))
        .isEqualTo("INVALID_FIELD");
    MotionBatch.Builder long65 = MotionBatch.newBuilder();
    for (int i = 0; i < 65; i++) {
      long65.addSamples(GOOD);
    }
    assertThat(reason(() -> SampleMapper.motion(long65.build(), CHANNELS)))
        .isEqualTo("INVALID_FIELD");
  }

  @Test
  void shouldRefuseMotionWhenBitsAndValuesDoNotMatch() {
    assertThat(reason(GOOD.toBuilder().setShapePresence(1).build())).isEqualTo("MALFORMED_SAMPLE");
    assertThat(reason(GOOD.toBuilder().setShapePresence(0b101).build()))
        .isEqualTo("MALFORMED_SAMPLE");
    assertThat(reason(GOOD.toBuilder().setBonePresence(0).build())).isEqualTo("MALFORMED_SAMPLE");
    assertThat(reason(GOOD.toBuilder().setShapePresence(Long.MIN_VALUE | 1).build()))
        .isEqualTo("MALFORMED_SAMPLE");
  }

  @Test
  void shouldGiveBackWristsWhenTheyCameIn() {
    // Given
    MotionSample sample =
        GOOD.toBuilder()
            .setLeftWrist(
                WristPose.newBuilder()
                    .addAllPositionM(List.of(0.2f, -0.3f, 0.4f))
                    .addAllRotation(List.of(0f, 1f, 0f, 0f)))
            .setRightWrist(WristPose.newBuilder().addAllPositionM(List.of(-0.1f, -0.5f, 0.1f)))
            .build();

    // When
    MotionArrival arrival = SampleMapper.motion(batch(sample), CHANNELS).getFirst();

    // Then
    assertThat(
            SampleMapper.sample(
                new Piece.Motion(arrival.frame(), 17, sample.getDeviceTimeUs()), CHANNELS))
        .isEqualTo(sample);
  }

  @Test
  void shouldTurnWristsOverWhenTheDriveIsMirrored() {
    // Given
    Channels mirrored =
        Channels.named(List.of(), List.of(), Origin.CAMERA, Origin.UNKNOWN, true, "");
    MotionSample sample =
        MotionSample.newBuilder()
            .setSequence(1)
            .setLeftWrist(
                WristPose.newBuilder()
                    .addAllPositionM(List.of(0.2f, -0.3f, 0.4f))
                    .addAllRotation(List.of(0.5f, 0.5f, 0.5f, 0.5f)))
            .build();

    // When
    Wrists wrists = SampleMapper.motion(batch(sample), mirrored).getFirst().frame().wrists();

    // Then
    assertThat(wrists)
        .isEqualTo(
            Wrists.of(
                null,
                new dev.afterglow.drive.WristPose(
                    -0.2f, -0.3f, 0.4f, Optional.of(new Rotation(0.5f, -0.5f, -0.5f, 0.5f)))));
  }

  @ParameterizedTest
  @MethodSource("brokenWrists")
  void shouldRefuseWhenAWristCannotBe(WristPose wrist) {
    // Given
    MotionSample sample = GOOD.toBuilder().setRightWrist(wrist).build();

    // When
    AfterglowException refusal =
        catchThrowableOfType(
            AfterglowException.class, () -> SampleMapper.motion(batch(sample), CHANNELS));

    // Then
    assertThat(refusal.reason()).isEqualTo("MALFORMED_SAMPLE");
  }

  static List<WristPose> brokenWrists() {
    WristPose good = WristPose.newBuilder().addAllPositionM(List.of(0f, 0f, 0f)).build();
    return List.of(
        WristPose.getDefaultInstance(),
        good.toBuilder().addPositionM(0).build(),
        good.toBuilder().setPositionM(0, 2.01f).build(),
        good.toBuilder().setPositionM(1, Float.NaN).build(),
        good.toBuilder().setPositionM(2, Float.NEGATIVE_INFINITY).build(),
        good.toBuilder().addAllRotation(List.of(0f, 0f, 1f)).build(),
        good.toBuilder().addAllRotation(List.of(0f, 0f, 0f, 0f)).build(),
        good.toBuilder().addAllRotation(List.of(0f, 0f, Float.NaN, 1f)).build(),
        good.toBuilder().addAllRotation(List.of(0f, 0f, 3f, 1f)).build());
  }

  private static String reason(MotionSample sample) {
    return reason(() -> SampleMapper.motion(batch(sample), CHANNELS));
  }

  private static String reason(ThrowingCallable call) {
    AfterglowException refusal = catchThrowableOfType(AfterglowException.class, call);
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal.reason();
  }

  private static MotionBatch batch(MotionSample sample) {
    return MotionBatch.newBuilder().addSamples(sample).build();
  }
}

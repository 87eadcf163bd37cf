package dev.afterglow.drive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MotionFrameTest {
  private static final float TOLERANCE = 1e-5f;

  @Test
  void shouldTellAbsentFromNeutralWhenOnlyOneShapeIsTracked() {
    // Given
    ShapeWeights weights = ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, 0f));

    // When
    float absent = weights.get(ArkitShape.TONGUE_OUT);

    // Then
    assertEquals(0f, weights.get(ArkitShape.JAW_OPEN));
    assertTrue(Float.isNaN(absent));
    assertFalse(weights.has(ArkitShape.TONGUE_OUT));
    assertEquals(1, weights.count());
    assertNotEquals(ShapeWeights.NONE, weights);
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.001f, 1.001f, Float.NaN, Float.POSITIVE_INFINITY})
  void shouldRefuseWeightWhenOutOfRange(float weight) {
    assertThrows(
        IllegalArgumentException.class,
        () -> ShapeWeights.builder().set(ArkitShape.JAW_OPEN, weight));
  }

  @Test
  void shouldKeepItsBonesWhenTheGivenMapChanges() {
    // Given
    Map<HumanoidBone, Rotation> given = new EnumMap<>(HumanoidBone.class);
    given.put(HumanoidBone.HEAD, Rotation.IDENTITY);
    given.put(HumanoidBone.HIPS, new Rotation(1, 0, 0, 0));
    MotionFrame frame = new MotionFrame(1, ShapeWeights.NONE, Optional.empty(), given);
    Map<HumanoidBone, Rotation> same = Map.copyOf(given);

    // When
    given.clear();

    // Then
    assertEquals(same, frame.bones());
    assertEquals(same, frame.at(2).bones());
    assertEquals(
        List.of(HumanoidBone.HIPS, HumanoidBone.HEAD), List.copyOf(frame.bones().keySet()));
    assertEquals(new Rotation(1, 0, 0, 0), frame.bones().get(HumanoidBone.HIPS));
    assertFalse(frame.bones().containsKey(HumanoidBone.NECK));
    assertThrows(
        UnsupportedOperationException.class,
        () -> frame.bones().put(HumanoidBone.NECK, Rotation.IDENTITY));
  }

  @Test
  void shouldRefuseMoreWeightsWhenBuilt() {
    // Given
    ShapeWeights.Builder builder = ShapeWeights.builder().set(ArkitShape.JAW_OPEN, 0.5f);
    ShapeWeights built = builder.build();

    // Then
    assertThrows(IllegalStateException.class, () -> builder.set(ArkitShape.JAW_OPEN, 1));
    assertEquals(0.5f, built.get(ArkitShape.JAW_OPEN));
  }

  @Test
  void shouldMixLinearlyWhenHalfWay() {
    // Given
    MotionFrame early = frame(1_000, Map.of(ArkitShape.JAW_OPEN, 0.2f, ArkitShape.CHEEK_PUFF, 1f));
    MotionFrame late = frame(3_000, Map.of(ArkitShape.JAW_OPEN, 0.6f, ArkitShape.TONGUE_OUT, 0.5f));

    // When
    MotionFrame middle = early.between(late, 2_000);

    // Then
    assertEquals(0.4f, middle.shapes().get(ArkitShape.JAW_OPEN), TOLERANCE);
    assertEquals(1f, middle.shapes().get(ArkitShape.CHEEK_PUFF), TOLERANCE);
    assertEquals(0.5f, middle.shapes().get(ArkitShape.TONGUE_OUT), TOLERANCE);
    assertEquals(2_000, middle.timeUs());
  }

  @Test
  void shouldRefuseTimeWhenOutsideTheTwoFrames() {
    // Given
    MotionFrame early = frame(1_000, Map.of());
    MotionFrame late = frame(3_000, Map.of());

    // Then
    assertThrows(IllegalArgumentException.class, () -> early.between(late, 3_001));
    assertThrows(IllegalArgumentException.class, () -> early.between(early, 1_000));
  }

  @Test
  void shouldReadRotationBackWhenWrittenAsMatrix() {
    // Given
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      Rotation rotation =
          new Rotation(
              (float) random.nextGaussian(),
              (float) random.nextGaussian(),
              (float) random.nextGaussian(),
              (float) random.nextGaussian());

      // When
      Rotation read = Rotation.ofColumnMajor(matrix(rotation));

      // Then
      float dot =
          rotation.x() * read.x()
              + rotation.y() * read.y()
              + rotation.z() * read.z()
              + rotation.w() * read.w();
      assertEquals(1f, Math.abs(dot), 1e-4f, "seed " + seed + ", case " + i + ": " + rotation);
    }
  }

  @Test
  void shouldTakeTheShortArcWhenSignsDiffer() {
    // Given
    Rotation one = new Rotation(0, 0.1f, 0, 1);
    Rotation same = new Rotation(-one.x(), -one.y(), -one.z(), -one.w());

    // When
    Rotation mixed = one.lerp(same, 0.5f);

    // Then
    assertEquals(one.y(), mixed.y(), TOLERANCE);
    assertEquals(one.w(), mixed.w(), TOLERANCE);
  }

  @Test
  void shouldRefuseRotationWhenNotFiniteOrZero() {
    assertThrows(IllegalArgumentException.class, () -> new Rotation(0, 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Rotation(Float.NaN, 0, 0, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new Rotation(Float.POSITIVE_INFINITY, 0, 0, 1));
  }

  @Test
  void shouldCompareByContentWhenVoicePacketsHoldTheSameSound() {
    // Given
    short[] sound = {1, 2, 3};
    VoicePacket packet = new VoicePacket(5, 48_000, sound);

    // When
    sound[0] = 9;

    // Then
    assertEquals(new VoicePacket(5, 48_000, new short[] {1, 2, 3}), packet);
    assertEquals(62, packet.durationUs());
    assertThrows(IllegalArgumentException.class, () -> new VoicePacket(5, 7_999, sound));
    assertThrows(IllegalArgumentException.class, () -> new VoicePacket(5, 8_000, new short[0]));
  }

  @Test
  void shouldMixWristsAndKeepOneThatOnlyOneFrameHas() {
    // Given
    WristPose from = new WristPose(0.1f, -0.3f, 0.2f, Optional.of(Rotation.IDENTITY));
    WristPose to = new WristPose(0.3f, -0.1f, 0.4f, Optional.empty());
    MotionFrame first =
        new MotionFrame(0, ShapeWeights.NONE, Optional.empty(), Map.of(), Wrists.of(from, null));
    MotionFrame second =
        new MotionFrame(100, ShapeWeights.NONE, Optional.empty(), Map.of(), Wrists.of(to, to));

    // When
    Wrists half = first.between(second, 50).wrists();
    Wrists curved = first.along(null, second, null, 50).wrists();

    // Then
    WristPose left = half.left().orElseThrow();
    assertEquals(0.2f, left.xM(), 1e-6f);
    assertEquals(-0.2f, left.yM(), 1e-6f);
    assertEquals(0.3f, left.zM(), 1e-6f);
    assertEquals(Optional.of(Rotation.IDENTITY), left.turn());
    assertEquals(Optional.of(to), half.right());
    assertEquals(0.2f, curved.left().orElseThrow().xM(), 1e-6f);
    assertSame(second.wrists(), second.at(7).wrists());
  }

  @Test
  void shouldShareOneValueWhenNoWristIsTracked() {
    // Given
    MotionFrame first = new MotionFrame(0, ShapeWeights.NONE, Optional.empty(), Map.of());
    MotionFrame second = new MotionFrame(100, ShapeWeights.NONE, Optional.empty(), Map.of());

    // Then
    assertSame(Wrists.NONE, first.between(second, 50).wrists());
    assertSame(Wrists.NONE, first.along(null, second, null, 50).wrists());
    assertSame(Wrists.NONE, Wrists.of(null, null));
  }

  @ParameterizedTest
  @ValueSource(floats = {2.001f, -2.001f, Float.NaN, Float.POSITIVE_INFINITY})
  void shouldRefuseAWristWhenItIsTooFar(float metres) {
    assertThrows(
        IllegalArgumentException.class, () -> new WristPose(0, metres, 0, Optional.empty()));
  }

  private static MotionFrame frame(long timeUs, Map<ArkitShape, Float> weights) {
    return new MotionFrame(timeUs, ShapeWeights.of(weights), Optional.empty(), Map.of());
  }

  private static float[] matrix(Rotation r) {
    float x = r.x();
    float y = r.y();
    float z = r.z();
    float w = r.w();
    return new float[] {
      1 - 2 * (y * y + z * z),
      2 * (x * y + z * w),
      2 * (x * z - y * w),
      0,
      2 * (x * y - z * w),
      1 - 2 * (x * x + z * z),
      2 * (y * z + x * w),
      0,
      2 * (x * z + y * w),
      2 * (y * z - x * w),
      1 - 2 * (x * x + y * y),
      0,
      0,
      0,
      0,
      1
    };
  }
}

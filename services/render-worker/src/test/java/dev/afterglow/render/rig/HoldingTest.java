package dev.afterglow.render.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.figure.Model;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Where a hand holds things, against values that were worked out apart from the code: those of the
 * driven arm by hand, those of the holding arm with matrices in double precision and the elbow on
 * the circle in which two spheres meet.
 */
class HoldingTest {
  private static final float HALF = (float) Math.sqrt(0.5);
  private static final float TEN_SINE = (float) Math.sin(Math.toRadians(10));
  private static final float TEN_COSINE = (float) Math.cos(Math.toRadians(10));

  @ParameterizedTest
  @EnumSource(Hand.class)
  void shouldHoldBeforeThePalmWhenTheArmIsDriven(Hand hand) {
    // Given: the arm forward, the elbow up, so that the palm looks ahead and the thumb inwards
    BodyRig rig = rig(StickFigure.bare());
    rig.hold(hand);
    Map<HumanoidBone, Rotation> bones = new EnumMap<>(HumanoidBone.class);
    bones.put(hand.upperArm(), new Rotation(0, -HALF * hand.side, 0, HALF));
    bones.put(hand.lowerArm(), new Rotation(0, 0, HALF * hand.side, HALF));

    // When
    rig.apply(frame(bones));

    // Then
    float[] grip = grip(rig, hand);
    assertThat(rig.undriven()).isNull();
    near(grip, 12, 0.148f * hand.side, 1.712f, 0.272f);
    near(grip, 0, 1, 0, 0);
    near(grip, 4, 0, 1, 0);
    near(grip, 8, 0, 0, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "LEFT, false, 0.217786, 1.211191, 0.149186, 0.12, 1.41, 0.265, 0.110766, 1.470161, 0.290047",
    "RIGHT, false, -0.217786, 1.211191, 0.149186, -0.12, 1.41, 0.265, -0.110766, 1.470161,"
        + " 0.290047",
    "LEFT, true, 0.255676, 1.211191, 0.065701, 0.203398, 1.41, 0.207976, 0.203288, 1.470161,"
        + " 0.234671",
    "RIGHT, true, -0.153627, 1.211191, 0.214676, -0.022128, 1.41, 0.290061, -0.004884, 1.470161,"
        + " 0.310439"
  })
  void shouldPresentByTwoBonesWhenNobodyDrivesTheArm(
      Hand hand,
      boolean chestTurns,
      float elbowX,
      float elbowY,
      float elbowZ,
      float wristX,
      float wristY,
      float wristZ,
      float gripX,
      float gripY,
      float gripZ) {
    for (Model figure : new Model[] {StickFigure.bare(), StickFigure.backwards()}) {
      // Given
      BodyRig rig = rig(figure);
      rig.hold(hand);
      Map<HumanoidBone, Rotation> bones = new EnumMap<>(HumanoidBone.class);
      if (chestTurns) {
        bones.put(HumanoidBone.CHEST, new Rotation(0, TEN_SINE, 0, TEN_COSINE));
      }

      // When
      rig.apply(frame(bones));

      // Then
      assertThat(rig.undriven()).isEqualTo(hand);
      near(rig.world(), rig.nodeOf(hand.lowerArm()) * 16 + 12, elbowX, elbowY, elbowZ);
      near(rig.world(), rig.nodeOf(hand.bone()) * 16 + 12, wristX, wristY, wristZ);
      near(grip(rig, hand), 12, gripX, gripY, gripZ);
    }
  }

  @Test
  void shouldLookAheadWithTheFrontOfWhatIsHeld() {
    // Given
    BodyRig rig = rig(StickFigure.bare());
    rig.hold(Hand.LEFT);

    // When
    rig.apply(frame(Map.of()));

    // Then
    float[] grip = grip(rig, Hand.LEFT);
    near(grip, 4, -0.118999f, 0.991656f, 0.049583f);
    near(grip, 8, 0.005908f, -0.04923f, 0.99877f);
  }

  @Test
  void shouldLeaveTheOtherArmAloneAndLetGoAgain() {
    // Given
    BodyRig rig = rig(StickFigure.bare());
    rig.apply(frame(Map.of()));
    float[] left = place(rig, HumanoidBone.LEFT_HAND);
    float[] right = place(rig, HumanoidBone.RIGHT_HAND);

    // When
    rig.hold(Hand.LEFT);
    rig.apply(frame(Map.of()));
    float[] held = place(rig, HumanoidBone.LEFT_HAND);
    float[] other = place(rig, HumanoidBone.RIGHT_HAND);
    rig.hold(null);
    rig.apply(frame(Map.of()));

    // Then
    assertThat(held[1]).isGreaterThan(left[1] + 0.2f);
    assertThat(other).containsExactly(right, within(1e-6f));
    assertThat(place(rig, HumanoidBone.LEFT_HAND)).containsExactly(left, within(1e-6f));
    assertThat(rig.undriven()).isNull();
  }

  @Test
  void shouldKeepTheWristAsDrivenWhenItAloneIs() {
    // Given: the wrist turned about the fingers by 90 degrees against the forearm
    BodyRig rig = rig(StickFigure.bare());
    rig.hold(Hand.LEFT);
    rig.apply(frame(Map.of()));
    float[] before = grip(rig, Hand.LEFT);

    // When
    rig.apply(frame(Map.of(HumanoidBone.LEFT_HAND, new Rotation(HALF, 0, 0, HALF))));

    // Then: the wrist is where it was and the palm looks elsewhere
    float[] after = grip(rig, Hand.LEFT);
    assertThat(rig.undriven()).isEqualTo(Hand.LEFT);
    near(rig.world(), rig.nodeOf(HumanoidBone.LEFT_HAND) * 16 + 12, 0.12f, 1.41f, 0.265f);
    double cosine = after[8] * before[8] + after[9] * before[9] + after[10] * before[10];
    assertThat(cosine).isLessThan(0.8);
  }

  @Test
  void shouldHaveOnlyTheHandsThatTheFileHas() {
    // Given
    Model whole = StickFigure.bare();
    Map<HumanoidBone, Integer> bones = new EnumMap<>(whole.bones());
    bones.remove(HumanoidBone.LEFT_HAND);
    Model oneHand =
        new Model(
            whole.nodes(),
            whole.meshes(),
            whole.skins(),
            whole.materials(),
            whole.pictures(),
            bones,
            whole.expressions(),
            whole.springs(),
            whole.constraints(),
            whole.lookAt(),
            false);

    // When
    BodyRig rig = rig(oneHand);

    // Then
    assertThat(rig.has(Hand.LEFT)).isFalse();
    assertThat(rig.has(Hand.RIGHT)).isTrue();
  }

  @Test
  void shouldAllocateNothingWhenAnArmIsHeldUp() {
    // Given
    BodyRig rig = rig(StickFigure.bare());
    rig.hold(Hand.RIGHT);
    MotionFrame frame = frame(Map.of());
    float[] grip = new float[16];
    rig.apply(frame);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().threadId();
    long before = threads.getThreadAllocatedBytes(self);

    // When
    for (int i = 0; i < 10_000; i++) {
      rig.apply(frame);
      rig.grip(Hand.RIGHT, grip);
    }

    // Then: what the measurement itself takes is far below a byte a frame
    assertThat(threads.getThreadAllocatedBytes(self) - before).isLessThan(10_000);
  }

  private static BodyRig rig(Model figure) {
    return new BodyRig(figure, new FaceRig(figure), new float[3]);
  }

  private static MotionFrame frame(Map<HumanoidBone, Rotation> bones) {
    return new MotionFrame(0, ShapeWeights.NONE, Optional.empty(), bones);
  }

  private static float[] grip(BodyRig rig, Hand hand) {
    float[] out = new float[16];
    rig.grip(hand, out);
    return out;
  }

  private static float[] place(BodyRig rig, HumanoidBone bone) {
    float[] out = new float[3];
    System.arraycopy(rig.world(), rig.nodeOf(bone) * 16 + 12, out, 0, 3);
    return out;
  }

  private static void near(float[] matrix, int at, float x, float y, float z) {
    assertThat(new float[] {matrix[at], matrix[at + 1], matrix[at + 2]})
        .containsExactly(new float[] {x, y, z}, within(1e-4f));
  }
}

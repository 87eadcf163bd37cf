package dev.afterglow.render.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.WristPose;
import dev.afterglow.drive.Wrists;
import dev.afterglow.render.figure.Model;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Arms whose wrists alone are tracked, against places worked out apart from the code: the elbow by
 * Newton's method on its two distances and the plane that the pole lies in, in double precision.
 * The stick figure's eyes are at (0, 1.51, 0.08).
 */
class WristArmTest {
  private static final long STEP_US = 20_000;

  @ParameterizedTest
  @CsvSource({
    // before the chest; to the side; overhead and too far; hanging
    "LEFT, 0.15, -0.25, 0.25, 0, 0, 0.225981, 1.185607, 0.103742, 0.15, 1.26, 0.33",
    "RIGHT, -0.15, -0.25, 0.25, 0, 0, -0.225981, 1.185607, 0.103742, -0.15, 1.26, 0.33",
    "LEFT, 0.4, 0.1, 0.1, 0, 0, 0.397117, 1.437836, -0.001249, 0.4, 1.61, 0.18",
    "RIGHT, -0.4, 0.1, 0.1, 0, 0, -0.397117, 1.437836, -0.001249, -0.4, 1.61, 0.18",
    "LEFT, 0.2, 0.3, 0.5, 0, 0, 0.191958, 1.538523, 0.203840, 0.184935, 1.686466, 0.405244",
    "RIGHT, -0.2, 0.3, 0.5, 0, 0, -0.191958, 1.538523, 0.203840, -0.184935, 1.686466, 0.405244",
    "LEFT, 0.2, -0.6, -0.05, 0, 0, 0.191895, 1.154483, -0.021596, 0.2, 0.91, 0.03",
    // the head turned by 30 degrees, the chest by 20
    "LEFT, 0.15, -0.25, 0.25, 30, 0, 0.253262, 1.189929, 0.087791, 0.19, 1.26, 0.319282",
    "RIGHT, -0.15, -0.25, 0.25, 30, 0, -0.199000, 1.176639, 0.101039, -0.11, 1.26, 0.319282",
    "LEFT, 0.15, -0.25, 0.25, 0, 20, 0.190713, 1.195719, 0.083950, 0.177362, 1.26, 0.325175",
    "RIGHT, -0.15, -0.25, 0.25, 0, 20, -0.252823, 1.188591, 0.124047, -0.122638, 1.26, 0.325175"
  })
  void shouldBringTheWristToItsPlaceByTwoBones(
      Hand hand,
      float x,
      float y,
      float z,
      double headDegrees,
      double chestDegrees,
      float elbowX,
      float elbowY,
      float elbowZ,
      float wristX,
      float wristY,
      float wristZ) {
    for (Model figure : new Model[] {StickFigure.bare(), StickFigure.backwards()}) {
      // Given
      BodyRig rig = rig(figure);
      Map<HumanoidBone, Rotation> bones = new EnumMap<>(HumanoidBone.class);
      bones.put(HumanoidBone.HEAD, aboutY(headDegrees));
      bones.put(HumanoidBone.CHEST, aboutY(chestDegrees));

      // When
      rig.apply(frame(0, bones, hand, new WristPose(x, y, z, Optional.empty())));

      // Then
      near(place(rig, hand.lowerArm()), elbowX, elbowY, elbowZ);
      near(place(rig, hand.bone()), wristX, wristY, wristZ);
    }
  }

  @ParameterizedTest
  @EnumSource(Hand.class)
  void shouldTurnTheHandAsItIsTracked(Hand hand) {
    // Given: fingers up, so that the middle finger's first joint is straight above the wrist
    BodyRig rig = rig(StickFigure.bare());
    float half = (float) Math.sqrt(0.5);
    Rotation up = new Rotation(0, 0, hand.side * half, half);

    // When
    rig.apply(
        frame(0, Map.of(), hand, new WristPose(hand.side * 0.15f, -0.25f, 0.25f, Optional.of(up))));

    // Then
    HumanoidBone finger = hand.fingers()[1][0];
    near(place(rig, hand.bone()), hand.side * 0.15f, 1.26f, 0.33f);
    near(place(rig, finger), hand.side * 0.15f, 1.26f + 0.0863f, 0.33f);
  }

  @Test
  void shouldReachAsFarAsTheArmGoesWhenTheWristIsBeyond() {
    // Given
    BodyRig rig = rig(StickFigure.bare());

    // When
    rig.apply(frame(0, Map.of(), Hand.LEFT, new WristPose(2, 2, 2, Optional.empty())));

    // Then
    double far = distance(place(rig, HumanoidBone.LEFT_HAND), new float[] {0.15f, 1.4f, 0});
    assertThat(far).isCloseTo(0.995 * 0.5, within(1e-4));
  }

  @Test
  void shouldStayFiniteWhereverTheWristIs() {
    // Given: a grid through the shoulder, along the pole and far away
    BodyRig rig = rig(StickFigure.bare());
    for (int i = 0; i < 13 * 13 * 13; i++) {
      float x = 0.15f + 0.1f * (i % 13 - 6);
      float y = -0.11f + 0.1f * (i / 13 % 13 - 6);
      float z = -0.08f + 0.1f * (i / 169 - 6);

      // When
      rig.apply(frame(0, Map.of(), Hand.LEFT, new WristPose(x, y, z, Optional.empty())));

      // Then: both bones keep their lengths
      float[] elbow = place(rig, HumanoidBone.LEFT_LOWER_ARM);
      float[] shoulder = place(rig, HumanoidBone.LEFT_UPPER_ARM);
      float[] wrist = place(rig, HumanoidBone.LEFT_HAND);
      assertThat(distance(shoulder, elbow)).as("%s %s %s", x, y, z).isCloseTo(0.25, within(1e-4));
      assertThat(distance(elbow, wrist)).as("%s %s %s", x, y, z).isCloseTo(0.25, within(1e-4));
    }
  }

  @Test
  void shouldGoToRestWithin200MsWhenTheWristIsLostAndComeBackAsSlowly() {
    // Given
    BodyRig rig = rig(StickFigure.bare());
    rig.apply(frame(0, Map.of(), Hand.LEFT, null));
    final float[] rest = place(rig, HumanoidBone.LEFT_HAND);
    WristPose pose = new WristPose(0.15f, -0.25f, 0.25f, Optional.empty());
    float[] tracked = {0.15f, 1.26f, 0.33f};
    rig.rest();
    rig.apply(frame(0, Map.of(), Hand.LEFT, pose));
    near(place(rig, HumanoidBone.LEFT_HAND), 0.15f, 1.26f, 0.33f);

    // When: lost for 300 ms, then back
    double before = 0;
    long atUs = 0;
    for (int i = 1; i <= 15; i++) {
      atUs += STEP_US;
      rig.apply(frame(atUs, Map.of(), Hand.LEFT, null));
      double away = distance(place(rig, HumanoidBone.LEFT_HAND), tracked);

      // Then: no jump, and at rest after ten steps of 20 ms
      assertThat(away - before).as("step %d", i).isBetween(-1e-6, 0.12);
      before = away;
      if (i >= 10) {
        near(place(rig, HumanoidBone.LEFT_HAND), rest[0], rest[1], rest[2]);
      }
    }
    for (int i = 1; i <= 10; i++) {
      atUs += STEP_US;
      rig.apply(frame(atUs, Map.of(), Hand.LEFT, pose));
      double away = distance(place(rig, HumanoidBone.LEFT_HAND), tracked);
      assertThat(before - away).as("step %d back", i).isBetween(-1e-6, 0.12);
      before = away;
    }
    near(place(rig, HumanoidBone.LEFT_HAND), 0.15f, 1.26f, 0.33f);
  }

  @Test
  void shouldFollowTheBonesWhenTheArmHasThem() {
    // Given
    Map<HumanoidBone, Rotation> bones = Map.of(HumanoidBone.LEFT_UPPER_ARM, Rotation.IDENTITY);
    BodyRig plain = rig(StickFigure.bare());
    plain.apply(frame(0, bones, Hand.LEFT, null));
    BodyRig rig = rig(StickFigure.bare());

    // When
    rig.apply(frame(0, bones, Hand.LEFT, new WristPose(0.1f, -0.2f, 0.3f, Optional.empty())));

    // Then
    float[] wrist = place(plain, HumanoidBone.LEFT_HAND);
    near(place(rig, HumanoidBone.LEFT_HAND), wrist[0], wrist[1], wrist[2]);
  }

  @Test
  void shouldNotPresentByItselfWhenTheWristIsTracked() {
    // Given
    BodyRig rig = rig(StickFigure.bare());
    rig.hold(Hand.LEFT);

    // When
    rig.apply(frame(0, Map.of(), Hand.LEFT, new WristPose(0.15f, -0.25f, 0.25f, Optional.empty())));

    // Then
    assertThat(rig.undriven()).isNull();
    near(place(rig, HumanoidBone.LEFT_HAND), 0.15f, 1.26f, 0.33f);
  }

  @Test
  void shouldAllocateNothingWhenBothWristsAreTracked() {
    // Given
    BodyRig rig = rig(StickFigure.bare());
    Optional<Rotation> turn = Optional.of(Rotation.IDENTITY);
    Wrists both =
        Wrists.of(
            new WristPose(0.15f, -0.25f, 0.25f, turn), new WristPose(-0.2f, -0.2f, 0.2f, turn));
    MotionFrame frame = new MotionFrame(0, ShapeWeights.NONE, Optional.empty(), Map.of(), both);
    rig.apply(frame);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().threadId();
    long before = threads.getThreadAllocatedBytes(self);

    // When
    for (int i = 0; i < 10_000; i++) {
      rig.apply(frame);
    }

    // Then: what the measurement itself takes is far below a byte a frame
    assertThat(threads.getThreadAllocatedBytes(self) - before).isLessThan(10_000);
  }

  private static BodyRig rig(Model figure) {
    return new BodyRig(figure, new FaceRig(figure), new float[3]);
  }

  private static MotionFrame frame(
      long timeUs, Map<HumanoidBone, Rotation> bones, Hand hand, @Nullable WristPose pose) {
    Wrists wrists = hand == Hand.LEFT ? Wrists.of(pose, null) : Wrists.of(null, pose);
    return new MotionFrame(timeUs, ShapeWeights.NONE, Optional.empty(), bones, wrists);
  }

  private static Rotation aboutY(double degrees) {
    double half = Math.toRadians(degrees) / 2;
    return new Rotation(0, (float) Math.sin(half), 0, (float) Math.cos(half));
  }

  private static float[] place(BodyRig rig, HumanoidBone bone) {
    float[] out = new float[3];
    System.arraycopy(rig.world(), rig.nodeOf(bone) * 16 + 12, out, 0, 3);
    return out;
  }

  private static double distance(float[] a, float[] b) {
    return Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
  }

  private static void near(float[] place, float x, float y, float z) {
    assertThat(place).containsExactly(new float[] {x, y, z}, within(1e-4f));
  }
}

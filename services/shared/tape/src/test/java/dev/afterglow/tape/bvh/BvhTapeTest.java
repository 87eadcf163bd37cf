package dev.afterglow.tape.bvh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.tape.FileFuzz;
import dev.afterglow.tape.MotionTape;
import dev.afterglow.tape.SharedFolder;
import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.TapeFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BvhTapeTest {
  private static final float HALF = (float) Math.sqrt(0.5);

  /** Hips, a middle joint without a bone, and a left arm that hangs at 45 degrees at rest. */
  private static final String GOLDEN =
      """
      HIERARCHY
      ROOT Hips
      {
        OFFSET 0 0 0
        CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation
        JOINT Middle
        {
          OFFSET 0 10 0
          CHANNELS 3 Zrotation Xrotation Yrotation
          JOINT LeftArm
          {
            OFFSET 5 10 0
            CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT LeftForeArm
            {
              OFFSET 10 -10 0
              CHANNELS 3 Zrotation Xrotation Yrotation
              End Site
              {
                OFFSET 10 -10 0
              }
            }
          }
        }
      }
      MOTION
      Frames: 3
      Frame Time: 0.025
      0 90 0 0 0 0  0 0 0  0 0 0  0 0 0
      0 90 0 0 0 0  0 0 0  45 0 0  0 0 0
      1 91 2 0 90 0  0 0 90  0 0 0  0 0 0
      """;

  @TempDir Path folder;

  @Test
  void shouldGiveEveryFrameOnItsTimeWhenFileIsSound() throws Exception {
    // When
    MotionTape tape = MotionTape.read(file(GOLDEN));

    // Then
    assertThat(tape.header().frames()).isEqualTo(3);
    assertThat(tape.header().bones())
        .containsExactlyInAnyOrder(
            HumanoidBone.HIPS, HumanoidBone.LEFT_UPPER_ARM, HumanoidBone.LEFT_LOWER_ARM);
    assertThat(tape.toList()).extracting(MotionFrame::timeUs).containsExactly(0L, 25_000L, 50_000L);
  }

  @Test
  void shouldTurnArmDownWhenItHangsAtRest() throws Exception {
    // When
    List<MotionFrame> frames = MotionTape.read(file(GOLDEN)).toList();

    // Then
    // At rest the arm is 45 degrees below the T-pose's; raised by 45, it is level with it.
    float sine = (float) Math.sin(Math.PI / 8);
    near(frames.get(0), HumanoidBone.LEFT_UPPER_ARM, 0, 0, -sine, (float) Math.cos(Math.PI / 8));
    near(frames.get(1), HumanoidBone.LEFT_UPPER_ARM, 0, 0, 0, 1);
  }

  @Test
  void shouldCarryTurnOfNamelessJointWhenItHasNoBone() throws Exception {
    // When
    MotionFrame frame = MotionTape.read(file(GOLDEN.replace("10 -10 0", "10 0 0"))).toList().get(2);

    // Then
    near(frame, HumanoidBone.HIPS, HALF, 0, 0, HALF);
    near(frame, HumanoidBone.LEFT_UPPER_ARM, 0, HALF, 0, HALF);
    near(frame, HumanoidBone.LEFT_LOWER_ARM, 0, 0, 0, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "HIERARCHY,HIERARCHIE,UNKNOWN_FORMAT",
    "Frames: 3,Frames: 4,TRUNCATED",
    "Frames: 3,Frames: 2,MALFORMED",
    "Frames: 3,Frames: -1,OUT_OF_RANGE",
    "Frames: 3,Frames: 1e9,OUT_OF_RANGE",
    "0.025,NaN,NOT_A_NUMBER",
    "0.025,0,OUT_OF_RANGE",
    "OFFSET 5,OFFSET Infinity,NOT_A_NUMBER",
    "OFFSET 5,OFFSET five,MALFORMED",
    "CHANNELS 6,CHANNELS 7,OUT_OF_RANGE",
    "Xrotation,Wrotation,MALFORMED",
    "MOTION,,MALFORMED",
    "45 0 0,45 x 0,MALFORMED",
    "45 0 0,1e300 0 0,OUT_OF_RANGE",
  })
  void shouldNameFaultWhenFileIsBroken(String good, String bad, TapeFault fault) throws Exception {
    // Given
    Path file = file(GOLDEN.replaceFirst(good, bad == null ? "" : bad));

    // Then
    assertThatExceptionOfType(TapeException.class)
        .isThrownBy(() -> MotionTape.read(file))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault))
        .satisfies(e -> assertThat(e.line()).isPositive());
  }

  @Test
  void shouldNeedKnownNameWhenJointsAreAllStrange() throws Exception {
    // Given
    String strange =
        GOLDEN.replace("Hips", "b1").replace("LeftArm", "b2").replace("LeftForeArm", "b3");

    // Then
    assertThatExceptionOfType(TapeException.class)
        .isThrownBy(() -> MotionTape.read(file(strange)))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(TapeFault.UNKNOWN_BONE));
  }

  @Test
  void shouldEitherReadOrNameTheFaultWhenFuzzed() {
    FileFuzz.run(GOLDEN, file -> BvhTape.cursor(new ByteArrayInputStream(file)));
  }

  @Test
  void shouldReadRealCaptureWhenDataIsThere() throws Exception {
    // Given
    Path file = SharedFolder.file("mocap/bvh-cmu/01_01.bvh");

    // When
    MotionTape tape = MotionTape.read(file);

    // Then
    assertThat(tape.header().frames()).isEqualTo(2_752);
    assertThat(tape.header().frameIntervalUs()).isCloseTo(8_333, within(5L));
    assertThat(tape.header().bones())
        .contains(
            HumanoidBone.HIPS,
            HumanoidBone.SPINE,
            HumanoidBone.LEFT_UPPER_ARM,
            HumanoidBone.RIGHT_LOWER_LEG,
            HumanoidBone.HEAD);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("take.bvh"), text);
  }

  private static void near(
      MotionFrame frame, HumanoidBone bone, float x, float y, float z, float w) {
    Rotation turn = frame.bones().get(bone);
    assertThat(turn).as("%s", bone).isNotNull();
    float sign = turn.w() * w + turn.x() * x + turn.y() * y + turn.z() * z < 0 ? -1 : 1;
    assertThat(turn.x() * sign).as("x of %s", bone).isCloseTo(x, within(1e-4f));
    assertThat(turn.y() * sign).as("y of %s", bone).isCloseTo(y, within(1e-4f));
    assertThat(turn.z() * sign).as("z of %s", bone).isCloseTo(z, within(1e-4f));
    assertThat(turn.w() * sign).as("w of %s", bone).isCloseTo(w, within(1e-4f));
  }
}

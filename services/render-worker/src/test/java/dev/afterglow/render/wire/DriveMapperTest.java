package dev.afterglow.render.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.api.capture.v1.TimedMotion;
import dev.afterglow.api.drive.v1.DriveHeader;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.api.drive.v1.MotionSource;
import dev.afterglow.api.drive.v1.WristPose;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.lease.MotionOrigin;
import dev.afterglow.render.rig.BodyRig;
import dev.afterglow.render.rig.FaceRig;
import dev.afterglow.render.rig.StickFigure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriveMapperTest {
  @ParameterizedTest
  @CsvSource({
    "MOTION_SOURCE_CAMERA, CAMERA",
    "MOTION_SOURCE_WEARABLE, WEARABLE",
    "MOTION_SOURCE_TAPE, TAPE",
    "MOTION_SOURCE_SYNTHETIC, SYNTHETIC",
    "MOTION_SOURCE_UNSPECIFIED, UNKNOWN",
    "UNRECOGNIZED, UNKNOWN",
  })
  void shouldCallUnknownWhatItDoesNotKnow(MotionSource source, MotionOrigin origin) {
    assertThat(DriveMapper.origin(source)).isEqualTo(origin);
  }

  @Test
  void shouldBringTheHandToWhereTheContractSaysTheWristIs() {
    // Given: what the agent's end-to-end test reads of two trackers; eyes at (0, 1.51, 0.08)
    TimedMotion timed =
        TimedMotion.newBuilder()
            .setCaptureTimeUs(1_000)
            .setSample(
                MotionSample.newBuilder()
                    .setLeftWrist(
                        WristPose.newBuilder().addAllPositionM(List.of(0.15f, -0.25f, 0.25f)))
                    .setRightWrist(
                        WristPose.newBuilder().addAllPositionM(List.of(-0.2f, -0.6f, -0.05f))))
            .build();
    Model figure = StickFigure.bare();
    BodyRig rig = new BodyRig(figure, new FaceRig(figure), new float[3]);

    // When
    rig.apply(new DriveMapper(DriveHeader.getDefaultInstance()).motion(timed));

    // Then
    near(rig, HumanoidBone.LEFT_LOWER_ARM, 0.225981f, 1.185607f, 0.103742f);
    near(rig, HumanoidBone.LEFT_HAND, 0.15f, 1.26f, 0.33f);
    near(rig, HumanoidBone.RIGHT_LOWER_ARM, -0.191895f, 1.154483f, -0.021596f);
    near(rig, HumanoidBone.RIGHT_HAND, -0.2f, 0.91f, 0.03f);
  }

  private static void near(BodyRig rig, HumanoidBone bone, float x, float y, float z) {
    float[] place = new float[3];
    System.arraycopy(rig.world(), rig.nodeOf(bone) * 16 + 12, place, 0, 3);
    assertThat(place).containsExactly(new float[] {x, y, z}, within(1e-4f));
  }
}

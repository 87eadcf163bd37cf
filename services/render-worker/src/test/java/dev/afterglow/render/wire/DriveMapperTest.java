package dev.afterglow.render.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.drive.v1.MotionSource;
import dev.afterglow.render.lease.MotionOrigin;
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
}

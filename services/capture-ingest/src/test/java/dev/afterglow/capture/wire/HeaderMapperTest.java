package dev.afterglow.capture.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterglow.api.capture.v1.OpenDriveHeader;
import dev.afterglow.api.capture.v1.SourceRanks;
import dev.afterglow.api.drive.v1.DriveCalibration;
import dev.afterglow.api.drive.v1.DriveHeader;
import dev.afterglow.capture.calibration.Calibration;
import dev.afterglow.capture.calibration.Calibration.Range;
import dev.afterglow.capture.drive.SourceHello;
import dev.afterglow.capture.merge.Ranks;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.Rotation;
import dev.afterglow.platform.error.AfterglowException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeaderMapperTest {
  @Test
  void shouldBeTheMainSourceAsItComesWhenNothingIsSaid() {
    // When
    SourceHello hello = HeaderMapper.hello(OpenDriveHeader.newBuilder().setDeviceTimeUs(7).build());

    // Then
    assertThat(hello).isEqualTo(SourceHello.main(hello.channels(), 7));
  }

  @Test
  void shouldCalibrateThePersonsOwnSideWhenTheSourceIsMirrored() {
    // Given
    DriveHeader header =
        DriveHeader.newBuilder()
            .addAllShapeNames(List.of("eyeBlinkLeft", "jawOpen"))
            .setMirrored(true)
            .setCalibration(
                DriveCalibration.newBuilder()
                    .addAllNeutralWeights(List.of(0.2f, 0.1f))
                    .addAllFullWeights(List.of(0.8f, 0.9f))
                    .addAllHeadRotation(List.of(0f, 0.6f, 0f, 0.8f)))
            .build();

    // When
    SourceHello hello =
        HeaderMapper.hello(
            OpenDriveHeader.newBuilder()
                .setHeader(header)
                .setSourceId("suit")
                .setRanks(SourceRanks.newBuilder().setBody(1))
                .build());

    // Then
    assertThat(hello.sourceId()).isEqualTo("suit");
    assertThat(hello.ranks()).isEqualTo(new Ranks(5, 5, 1, 5));
    assertThat(hello.calibration())
        .isEqualTo(
            new Calibration(
                Map.of(
                    ArkitShape.EYE_BLINK_RIGHT,
                    new Range(0.2f, 0.8f),
                    ArkitShape.JAW_OPEN,
                    new Range(0.1f, 0.9f)),
                Optional.of(new Rotation(0, -0.6f, -0f, 0.8f))));
  }

  @Test
  void shouldRefuseACalibrationThatDoesNotFitTheShapes() {
    // Given
    OpenDriveHeader open =
        OpenDriveHeader.newBuilder()
            .setHeader(
                DriveHeader.newBuilder()
                    .addShapeNames("jawOpen")
                    .setCalibration(
                        DriveCalibration.newBuilder().addAllNeutralWeights(List.of(0.2f, 0.1f))))
            .build();

    // When
    AfterglowException refusal =
        catchThrowableOfType(AfterglowException.class, () -> HeaderMapper.hello(open));

    // Then
    assertThat(refusal.reason()).isEqualTo("INVALID_FIELD");
    assertThat(refusal.metadata()).containsEntry("field", "open.header.calibration");
  }
}

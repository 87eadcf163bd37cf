package dev.afterglow.render.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.clock.DriveTimeline.Moment;
import dev.afterglow.render.lease.LeaseHolder.Standing;
import dev.afterglow.render.lease.MotionOrigin;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invariants 1 to 3: the figure is what remains when nothing stands against it. */
class PictureChoiceTest {
  private static final Moment DRIVEN =
      new Moment(
          new MotionFrame(1, ShapeWeights.builder().build(), Optional.empty(), Map.of()),
          MotionOrigin.TAPE,
          true,
          1);
  private static final Moment LOST = new Moment(null, MotionOrigin.TAPE, true, 0);
  private static final Moment WAITING = new Moment(null, MotionOrigin.UNKNOWN, false, 0);

  @Test
  void shouldShowTheFigureWhenEverythingHolds() {
    assertThat(PictureChoice.of(Standing.VALID, true, false, DRIVEN, true, true))
        .isEqualTo(PictureChoice.FIGURE);
  }

  @Test
  void shouldShowTheSlateWhenTheLeaseDoesNotAllowWhatMadeTheMotion() {
    assertThat(PictureChoice.of(Standing.VALID, true, false, DRIVEN, false, true))
        .isEqualTo(PictureChoice.MOTION_NOT_LICENSED);
  }

  @Test
  void shouldShowTheSlateWhenTheDriverIsInDoubt() {
    assertThat(PictureChoice.of(Standing.VALID, true, false, DRIVEN, true, false))
        .isEqualTo(PictureChoice.DRIVER_IN_DOUBT);
    assertThat(PictureChoice.of(Standing.VALID, true, false, DRIVEN, false, false))
        .isEqualTo(PictureChoice.MOTION_NOT_LICENSED);
    assertThat(PictureChoice.of(Standing.VALID, true, false, LOST, true, false))
        .isEqualTo(PictureChoice.DRIVE_LOST);
  }

  @ParameterizedTest
  @CsvSource({"NONE, NO_LEASE", "EXPIRED, LEASE_EXPIRED", "REVOKED, LEASE_REVOKED"})
  void shouldShowTheSlateWhenTheLeaseIsNotValid(Standing lease, PictureChoice choice) {
    assertThat(PictureChoice.of(lease, true, false, DRIVEN, true, true)).isEqualTo(choice);
  }

  @Test
  void shouldSayFirstThatTheLabelIsMissingThenThatTheOperatorWantsTheSlate() {
    assertThat(PictureChoice.of(Standing.VALID, false, true, LOST, false, true))
        .isEqualTo(PictureChoice.LABEL_MISSING);
    assertThat(PictureChoice.of(Standing.VALID, true, true, LOST, false, true))
        .isEqualTo(PictureChoice.OPERATOR);
  }

  @Test
  void shouldTellALostDriveFromOneThatHasNotBegun() {
    assertThat(PictureChoice.of(Standing.VALID, true, false, LOST, false, true))
        .isEqualTo(PictureChoice.DRIVE_LOST);
    assertThat(PictureChoice.of(Standing.VALID, true, false, WAITING, false, true))
        .isEqualTo(PictureChoice.DRIVE_WAITING);
  }
}

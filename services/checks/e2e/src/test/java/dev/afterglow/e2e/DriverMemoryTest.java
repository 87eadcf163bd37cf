package dev.afterglow.e2e;

import static dev.afterglow.e2e.CaptureStage.await;
import static dev.afterglow.e2e.CaptureStage.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.capture.v1.CloseDriveRequest;
import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.DriveStanding;
import dev.afterglow.api.capture.v1.ForgetDriverRequest;
import dev.afterglow.api.capture.v1.GetDriveHealthResponse;
import dev.afterglow.api.capture.v1.StandingSlate;
import dev.afterglow.api.registry.v1.ErasePersonRequest;
import dev.afterglow.standalone.fleet.Fleet;
import dev.afterglow.standalone.fleet.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What capture-ingest remembers of drivers, over its death, and when a person is erased. */
class DriverMemoryTest {
  @TempDir static Path folder;

  @RegisterExtension
  static final LogsOfFailures LOGS = new LogsOfFailures(() -> folder.resolve("data"));

  private static CaptureStage stage;
  private static Fleet fleet;

  @BeforeAll
  static void startBoth() {
    stage =
        CaptureStage.start(
            folder.resolve("data"), Map.of("afterglow.capture.liveness.enforce", "true"));
    fleet = stage.fleet();
  }

  @AfterAll
  static void stopBoth() {
    if (stage != null) {
      stage.close();
    }
  }

  @Test
  void shouldForgetTheErasedPersonAloneWhenCaptureIsDeadAtTheErasure() throws Exception {
    // Given: two people drove, of whom it is known how they moved
    String erased = stage.person();
    String other = stage.person();
    CreateDriveResponse one = stage.createDrive(erased);
    CreateDriveResponse two = stage.createDrive(other);
    try (MadeDevice _ = drive(one, 1, true);
        MadeDevice _ = drive(two, 2, true)) {
      Thread.sleep(13_000);
    }
    close(one);
    close(two);
    Thread.sleep(1_000);

    // When
    int before = fleet.restarts(Service.CAPTURE_INGEST);
    fleet.child(Service.CAPTURE_INGEST).kill();
    var _ =
        stage
            .identities()
            .erasePerson(
                ErasePersonRequest.newBuilder().setRequestId(uuid()).setSubjectId(erased).build());
    await("capture-ingest again", () -> serves(before));
    await("the registry's word", () -> logged("motion of an erased person forgotten"));

    // Then
    assertThat(forget(erased)).as("what was left of the erased").isZero();
    assertThat(forget(other)).as("the other's outlived the service").isEqualTo(1);
  }

  @Test
  void shouldStandInDoubtAtOnceWhenCaptureDiesAndTheDeviceComesBackAlive() throws Exception {
    // Given
    CreateDriveResponse made = stage.createDrive(stage.person());
    try (MadeDevice _ = drive(made, 3, false)) {
      await("doubt", () -> standing(made).getSlate() == StandingSlate.STANDING_SLATE_NOT_LIVE);
      Thread.sleep(500);

      // When
      int before = fleet.restarts(Service.CAPTURE_INGEST);
      fleet.child(Service.CAPTURE_INGEST).kill();
      await("capture-ingest again", () -> serves(before));
    }
    try (MadeDevice _ = drive(made, 4, true)) {
      await("motion", () -> health(made).getMotionRateHz() > 10);

      // Then
      assertThat(standing(made).hasJudgedTime()).as("before its first window").isFalse();
      assertThat(standing(made).getSlate()).isEqualTo(StandingSlate.STANDING_SLATE_NOT_LIVE);
    }
  }

  private static MadeDevice drive(CreateDriveResponse made, long seed, boolean lives) {
    return MadeDevice.drive(stage.captureChannel(), made, seed, lives);
  }

  private static void close(CreateDriveResponse made) {
    var _ =
        stage
            .capture()
            .closeDrive(
                CloseDriveRequest.newBuilder()
                    .setRequestId(uuid())
                    .setDriveId(made.getDrive().getDriveId())
                    .build());
  }

  private static int forget(String person) {
    return stage
        .capture()
        .forgetDriver(
            ForgetDriverRequest.newBuilder()
                .setRequestId(uuid())
                .setDriverSubjectId(person)
                .build())
        .getFingerprints();
  }

  private static DriveStanding standing(CreateDriveResponse made) {
    return health(made).getStanding();
  }

  private static GetDriveHealthResponse health(CreateDriveResponse made) {
    return stage.health(made.getDrive().getDriveId());
  }

  private static boolean serves(int before) {
    return fleet.restarts(Service.CAPTURE_INGEST) > before
        && fleet.isServing(Service.CAPTURE_INGEST);
  }

  private static boolean logged(String words) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("data/logs"))) {
      for (Path log : files.toList()) {
        List<String> lines = Files.readAllLines(log);
        if (lines.stream().anyMatch(line -> line.contains(words))) {
          return true;
        }
      }
    }
    return false;
  }
}

package dev.afterglow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.capture.v1.CaptureServiceGrpc.CaptureServiceBlockingStub;
import dev.afterglow.api.capture.v1.CloseDriveRequest;
import dev.afterglow.api.capture.v1.CreateDriveRequest;
import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.DriveStanding;
import dev.afterglow.api.capture.v1.ForgetDriverRequest;
import dev.afterglow.api.capture.v1.GetDriveHealthRequest;
import dev.afterglow.api.capture.v1.GetDriveHealthResponse;
import dev.afterglow.api.capture.v1.StandingSlate;
import dev.afterglow.api.registry.v1.ErasePersonRequest;
import dev.afterglow.api.registry.v1.IdentityServiceGrpc;
import dev.afterglow.api.registry.v1.IdentityServiceGrpc.IdentityServiceBlockingStub;
import dev.afterglow.standalone.fleet.Fleet;
import dev.afterglow.standalone.fleet.Service;
import dev.afterglow.standalone.fleet.Standalone;
import dev.afterglow.standalone.room.SimulatedPerson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What capture-ingest remembers of drivers, over its death, and when a person is erased. */
class DriverMemoryTest {
  private static final long LIMIT_NANOS = 90_000_000_000L;

  @TempDir static Path folder;

  @RegisterExtension
  static final LogsOfFailures LOGS = new LogsOfFailures(() -> folder.resolve("data"));

  private static Standalone standalone;
  private static Fleet fleet;
  private static CaptureServiceBlockingStub capture;
  private static IdentityServiceBlockingStub identities;

  @BeforeAll
  static void startBoth() {
    Logger.getLogger("").setLevel(Level.SEVERE);
    standalone =
        Standalone.start(
            new Standalone.Plan(
                Checkout.installation(),
                folder.resolve("data"),
                Checkout.runtimeFolder(),
                0,
                Map.of(
                    Service.CAPTURE_INGEST, Map.of("afterglow.capture.liveness.enforce", "true")),
                Set.of(Service.CAPTURE_INGEST, Service.AVATAR_REGISTRY)),
            (service, event) -> System.out.println(service.moduleName() + " " + event));
    fleet = standalone.fleet();
    capture = CaptureServiceGrpc.newBlockingStub(fleet.channel(Service.CAPTURE_INGEST));
    identities = IdentityServiceGrpc.newBlockingStub(fleet.channel(Service.AVATAR_REGISTRY));
  }

  @AfterAll
  static void stopBoth() {
    if (standalone != null) {
      standalone.close();
    }
  }

  @Test
  void shouldForgetTheErasedPersonAloneWhenCaptureIsDeadAtTheErasure() throws Exception {
    // Given: two people drove, of whom it is known how they moved
    String erased = person();
    String other = person();
    CreateDriveResponse one = create(erased);
    CreateDriveResponse two = create(other);
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
        identities.erasePerson(
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
    CreateDriveResponse made = create(person());
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
    return MadeDevice.drive(fleet.channel(Service.CAPTURE_INGEST), made, seed, lives);
  }

  private static String person() {
    return SimulatedPerson.verified(identities, "", new SplittableRandom());
  }

  private static CreateDriveResponse create(String person) {
    return capture.createDrive(
        CreateDriveRequest.newBuilder()
            .setRequestId(uuid())
            .setBroadcastId(uuid())
            .setDriverSubjectId(person)
            .build());
  }

  private static void close(CreateDriveResponse made) {
    var _ =
        capture.closeDrive(
            CloseDriveRequest.newBuilder()
                .setRequestId(uuid())
                .setDriveId(made.getDrive().getDriveId())
                .build());
  }

  private static int forget(String person) {
    return capture
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
    return capture.getDriveHealth(
        GetDriveHealthRequest.newBuilder().setDriveId(made.getDrive().getDriveId()).build());
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

  private static String uuid() {
    return UUID.randomUUID().toString();
  }

  private static void await(String what, Callable<Boolean> come) throws Exception {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (!come.call()) {
      assertThat(System.nanoTime()).as("waiting for %s", what).isLessThan(deadline);
      Thread.sleep(50);
    }
  }
}

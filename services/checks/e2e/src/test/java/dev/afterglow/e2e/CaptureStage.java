package dev.afterglow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.capture.v1.CaptureServiceGrpc.CaptureServiceBlockingStub;
import dev.afterglow.api.capture.v1.CreateDriveRequest;
import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.Drive;
import dev.afterglow.api.capture.v1.DriveChain;
import dev.afterglow.api.capture.v1.GetDriveHealthRequest;
import dev.afterglow.api.capture.v1.GetDriveHealthResponse;
import dev.afterglow.api.capture.v1.GetDriveRequest;
import dev.afterglow.api.registry.v1.DeviceServiceGrpc;
import dev.afterglow.api.registry.v1.DeviceServiceGrpc.DeviceServiceBlockingStub;
import dev.afterglow.api.registry.v1.IdentityServiceGrpc;
import dev.afterglow.api.registry.v1.IdentityServiceGrpc.IdentityServiceBlockingStub;
import dev.afterglow.standalone.fleet.Fleet;
import dev.afterglow.standalone.fleet.Service;
import dev.afterglow.standalone.fleet.Standalone;
import dev.afterglow.standalone.room.SimulatedPerson;
import io.grpc.Channel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The real capture-ingest and the real registry, as processes of their own, and nothing else. */
final class CaptureStage implements AutoCloseable {
  private static final long LIMIT_NANOS = 90_000_000_000L;

  private final Standalone standalone;
  private final CaptureServiceBlockingStub capture;
  private final DeviceServiceBlockingStub devices;
  private final IdentityServiceBlockingStub identities;

  private CaptureStage(Standalone standalone) {
    this.standalone = standalone;
    Channel registry = standalone.fleet().channel(Service.AVATAR_REGISTRY);
    this.capture = CaptureServiceGrpc.newBlockingStub(captureChannel());
    this.devices = DeviceServiceGrpc.newBlockingStub(registry);
    this.identities = IdentityServiceGrpc.newBlockingStub(registry);
  }

  /**
   * Starts both.
   *
   * @param data everything that is kept
   * @param settings further settings of capture-ingest
   */
  static CaptureStage start(Path data, Map<String, String> settings) {
    Logger.getLogger("").setLevel(Level.SEVERE);
    return new CaptureStage(
        Standalone.start(
            new Standalone.Plan(
                Checkout.installation(),
                data,
                Checkout.runtimeFolder(),
                0,
                Map.of(Service.CAPTURE_INGEST, settings),
                Set.of(Service.CAPTURE_INGEST, Service.AVATAR_REGISTRY)),
            (service, event) -> System.out.println(service.moduleName() + " " + event)));
  }

  Fleet fleet() {
    return standalone.fleet();
  }

  Channel captureChannel() {
    return standalone.fleet().channel(Service.CAPTURE_INGEST);
  }

  CaptureServiceBlockingStub capture() {
    return capture;
  }

  DeviceServiceBlockingStub devices() {
    return devices;
  }

  IdentityServiceBlockingStub identities() {
    return identities;
  }

  /** A verified person. */
  String person() {
    return SimulatedPerson.verified(identities, "", new SplittableRandom());
  }

  /** A drive for that person, of an avatar and a broadcast that nobody else has. */
  CreateDriveResponse createDrive(String person) {
    return capture.createDrive(
        CreateDriveRequest.newBuilder()
            .setRequestId(uuid())
            .setBroadcastId(uuid())
            .setDriverSubjectId(person)
            .setAvatarId(uuid())
            .build());
  }

  Drive drive(String driveId) {
    return capture.getDrive(GetDriveRequest.newBuilder().setDriveId(driveId).build()).getDrive();
  }

  GetDriveHealthResponse health(String driveId) {
    return capture.getDriveHealth(GetDriveHealthRequest.newBuilder().setDriveId(driveId).build());
  }

  /** What is kept of a device's chain in a drive; of one that signed nothing, an empty one. */
  DriveChain chain(String driveId, String deviceId) {
    return drive(driveId).getChainsList().stream()
        .filter(it -> it.getDeviceId().equals(deviceId))
        .findFirst()
        .orElse(DriveChain.getDefaultInstance());
  }

  static String uuid() {
    return UUID.randomUUID().toString();
  }

  /** Waits until something is so. */
  static void await(String what, Callable<Boolean> come) throws Exception {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (!come.call()) {
      assertThat(System.nanoTime()).as("waiting for %s", what).isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  @Override
  public void close() {
    standalone.close();
  }
}

package dev.afterglow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.capture.v1.CaptureServiceGrpc.CaptureServiceBlockingStub;
import dev.afterglow.api.capture.v1.CreateDriveRequest;
import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.Drive;
import dev.afterglow.api.capture.v1.DriveChain;
import dev.afterglow.api.capture.v1.DriveState;
import dev.afterglow.api.capture.v1.GetDriveHealthRequest;
import dev.afterglow.api.capture.v1.GetDriveHealthResponse;
import dev.afterglow.api.capture.v1.GetDriveRequest;
import dev.afterglow.api.capture.v1.SourceHealth;
import dev.afterglow.api.drive.v1.MotionSource;
import dev.afterglow.api.registry.v1.DeviceServiceGrpc;
import dev.afterglow.api.registry.v1.DeviceServiceGrpc.DeviceServiceBlockingStub;
import dev.afterglow.api.registry.v1.IdentityServiceGrpc;
import dev.afterglow.api.registry.v1.RevokeDeviceRequest;
import dev.afterglow.api.registry.v1.StartPairingRequest;
import dev.afterglow.e2e.AgentProgram.Outcome;
import dev.afterglow.standalone.fleet.Service;
import dev.afterglow.standalone.fleet.Standalone;
import dev.afterglow.standalone.room.SimulatedPerson;
import io.grpc.Channel;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent as a presenter runs it, against the real capture-ingest and the real registry: paired
 * by a code, hearing a phone over UDP, signing what it brings. Unsigned drives are refused here, as
 * in production.
 */
class AgentDriveTest {
  private static final long LIMIT_NANOS = 60_000_000_000L;
  private static final int REFUSED = 16;
  private static final Pattern DEVICE = Pattern.compile("Paired as device ([0-9a-f-]{36});");
  private static final Pattern ENDED =
      Pattern.compile("the service has frame (\\d+) of (\\d+), (\\d+) dropped");

  @TempDir static Path folder;

  @RegisterExtension
  static final LogsOfFailures LOGS = new LogsOfFailures(() -> folder.resolve("data"));

  private static Standalone standalone;
  private static TcpGate wire;
  private static CaptureServiceBlockingStub capture;
  private static DeviceServiceBlockingStub devices;
  private static String person;

  /** A device of the presenter, with its key. */
  private record Device(Path key, String id) {
    Path chain(String driveId) {
      return key.resolveSibling("chains").resolve(id).resolve(driveId + ".chain");
    }
  }

  @BeforeAll
  static void startEverything() throws Exception {
    Logger.getLogger("").setLevel(Level.SEVERE);
    Checkout.program("unshare");
    standalone =
        Standalone.start(
            new Standalone.Plan(
                Checkout.installation(),
                folder.resolve("data"),
                Checkout.runtimeFolder(),
                0,
                Map.of(
                    Service.CAPTURE_INGEST, Map.of("afterglow.capture.unsigned-drives", "false")),
                Set.of(Service.CAPTURE_INGEST, Service.AVATAR_REGISTRY)),
            (service, event) -> System.out.println(service.moduleName() + " " + event));
    wire = new TcpGate(() -> standalone.fleet().port(Service.CAPTURE_INGEST));
    Channel registry = standalone.fleet().channel(Service.AVATAR_REGISTRY);
    capture = CaptureServiceGrpc.newBlockingStub(channel());
    devices = DeviceServiceGrpc.newBlockingStub(registry);
    person =
        SimulatedPerson.verified(
            IdentityServiceGrpc.newBlockingStub(registry), "", new SplittableRandom());
  }

  @AfterAll
  static void stopEverything() throws Exception {
    if (wire != null) {
      wire.close();
    }
    if (standalone != null) {
      standalone.close();
    }
  }

  @Test
  void shouldBringEachFrameOnceWhenTheConnectionBreaks() throws Exception {
    // Given
    Device phone = pair("phone");
    CreateDriveResponse made = createDrive();
    String drive = made.getDrive().getDriveId();
    int port = UdpSender.freePort();
    try (DriveListener listener = DriveListener.open(channel(), drive);
        AgentProgram agent = run(made, phone, "--source", "livelink:" + port);
        UdpSender face = UdpSender.face(port)) {
      await("a drive", () -> listener.captured.size() > 4 * UdpSender.RATE_HZ);
      GetDriveHealthResponse health = health(drive);
      Drive open = get(drive);

      // When
      wire.sever();
      Thread.sleep(300);
      wire.restore();
      int before = listener.captured.size();
      await("the drive again", () -> listener.captured.size() > before + 3 * UdpSender.RATE_HZ);
      face.close();
      Outcome outcome = agent.stop();

      // Then
      assertThat(outcome.code()).as("exit code of %s", outcome.lines()).isZero();
      assertHealthyFace(health);
      assertThat(open.getHeader().getMotionSource()).isEqualTo(MotionSource.MOTION_SOURCE_CAMERA);
      assertThat(open.getHeader().getProducer()).isEqualTo("afterglow-agent (livelink)");
      long frames = captured(outcome);
      assertThat(frames).as("frames of %d datagrams", face.sent()).isGreaterThan(400);
      await("the last frame", () -> listener.sequences().contains(frames));
      assertNothingLost(health(drive));
      assertEachOnce(listener, frames);
      assertSameChain(phone, drive);
      System.out.printf(
          "agent: %d datagrams, %d frames brought, lag %.1f ms (95 %% %.1f ms)%n",
          face.sent(), frames, health.getLagP50Ms(), health.getLagP95Ms());
    }
  }

  @Test
  void shouldKeepTheWholeChainWhenTheNetworkIsSilentForLong() throws Exception {
    // Given
    Device phone = pair("phone");
    CreateDriveResponse made = createDrive();
    String drive = made.getDrive().getDriveId();
    int port = UdpSender.freePort();
    try (DriveListener listener = DriveListener.open(channel(), drive);
        AgentProgram agent = run(made, phone, "--source", "livelink:" + port);
        UdpSender face = UdpSender.face(port)) {
      await("a drive", () -> listener.captured.size() > UdpSender.RATE_HZ);

      // When
      wire.cut();
      Thread.sleep(7_000);
      DriveState meanwhile = get(drive).getState();
      wire.sever();
      wire.restore();
      int before = listener.captured.size();
      await("the drive again", () -> listener.captured.size() > before + UdpSender.RATE_HZ);
      face.close();
      Outcome outcome = agent.stop();

      // Then
      assertThat(outcome.code()).as("exit code of %s", outcome.lines()).isZero();
      assertThat(meanwhile).isEqualTo(DriveState.DRIVE_STATE_LOST);
      assertThat(dropped(outcome)).isZero();
      assertSameChain(phone, drive);
      assertEachOnce(listener, captured(outcome));
    }
  }

  @Test
  void shouldTakeTheBodyFromASecondDeviceUntilItIsRevoked() throws Exception {
    // Given
    Device phone = pair("phone");
    Device suit = pair("suit");
    CreateDriveResponse made = createDrive();
    String drive = made.getDrive().getDriveId();
    int facePort = UdpSender.freePort();
    int bodyPort = UdpSender.freePort();
    try (DriveListener listener = DriveListener.open(channel(), drive);
        AgentProgram first = run(made, phone, "--source", "livelink:" + facePort);
        AgentProgram second =
            run(
                made,
                suit,
                "--source",
                "vmc:" + bodyPort,
                "--declare",
                "wearable",
                "--as",
                "suit",
                "--rank",
                "body=1");
        UdpSender face = UdpSender.face(facePort);
        UdpSender body = UdpSender.suit(bodyPort)) {
      await("both in one frame", () -> listener.captured.stream().anyMatch(AgentDriveTest::whole));
      // On a machine whose cores stop for a moment the face may be lost for as long, and the suit
      // leads until it is back: what is asked is what both show once they run.
      AtomicReference<GetDriveHealthResponse> running = new AtomicReference<>();
      await(
          "figures of both",
          () -> {
            GetDriveHealthResponse now = health(drive);
            running.set(now);
            return source(now, "suit").getMotionRateHz() > 40 && source(now, "main").getLeads();
          });
      GetDriveHealthResponse both = running.get();

      // When
      revoke(suit);
      Outcome refused = second.awaitEnd();
      int before = listener.captured.size();
      await("the face alone", () -> listener.captured.size() > before + UdpSender.RATE_HZ);
      GetDriveHealthResponse after = health(drive);
      Outcome ended = first.stop();

      // Then
      assertThat(both.getSourcesList()).extracting(SourceHealth::getSourceId).contains("main");
      assertThat(source(both, "main").getShapesPresent()).isEqualTo(52);
      assertThat(source(both, "suit").getLeads()).isFalse();
      assertThat(source(both, "suit").getBonesPresent()).isEqualTo(5);
      assertThat(refused.code()).as("exit code of %s", refused.lines()).isEqualTo(REFUSED);
      assertThat(refused.lines().getLast()).contains("DEVICE_REVOKED");
      assertThat(source(after, "suit").getOpen()).isFalse();
      assertThat(source(after, "main").getOpen()).isTrue();
      assertThat(ended.code()).as("exit code of %s", ended.lines()).isZero();
      assertSameChain(phone, drive);
      assertThat(get(drive).getChainsList())
          .extracting(DriveChain::getDeviceId)
          .containsExactlyInAnyOrder(phone.id(), suit.id());
      assertThat(body.sent()).isPositive();
    }
  }

  @Test
  void shouldRefuseTheDriveWhenNothingIsSigned() throws Exception {
    // Given
    CreateDriveResponse made = createDrive();
    Device stranger = new Device(folder.resolve("nobody/device.key"), "");
    int port = UdpSender.freePort();
    try (AgentProgram agent = run(made, stranger, "--source", "livelink:" + port);
        UdpSender face = UdpSender.face(port)) {
      // When
      Outcome outcome = agent.awaitEnd();

      // Then
      assertThat(face.sent()).isPositive();
      assertThat(outcome.code()).isEqualTo(REFUSED);
      assertThat(outcome.lines().getLast()).contains("SIGNATURE_REQUIRED");
      assertThat(get(made.getDrive().getDriveId()).getState())
          .isEqualTo(DriveState.DRIVE_STATE_WAITING);
    }
  }

  private static void assertHealthyFace(GetDriveHealthResponse health) {
    SourceHealth main = source(health, "main");
    assertThat(main.getOpen()).isTrue();
    assertThat(main.getMotionRateHz()).isCloseTo(UdpSender.RATE_HZ, within(20.0));
    assertThat(main.getMotionLossRatio()).isZero();
    assertThat(main.getShapesPresent()).isEqualTo(52);
    assertThat(health.getDuplicates()).isZero();
  }

  private static void assertNothingLost(GetDriveHealthResponse health) {
    SourceHealth main = source(health, "main");
    assertThat(main.getMotionLossRatio()).isZero();
    assertThat(main.getDuplicates()).isZero();
    assertThat(main.getLate()).isZero();
  }

  /**
   * A reader is given each frame once, or told that it is missing: one that comes in a burst after
   * others, or more than two seconds late, is not worth showing.
   */
  private static void assertEachOnce(DriveListener listener, long frames) {
    assertThat(listener.sequences()).doesNotHaveDuplicates().isSorted();
    long missing = listener.gaps.stream().mapToLong(it -> it.getMotionSamples()).sum();
    assertThat(listener.captured.size() + missing).isEqualTo(frames);
  }

  /** What the service keeps is what the device remembers: the last batch and its hash. */
  private static void assertSameChain(Device device, String driveId) throws Exception {
    byte[] memory = Files.readAllBytes(device.chain(driveId));
    int record = Long.BYTES + 32;
    ByteBuffer last = ByteBuffer.wrap(memory, memory.length - record, record);
    long batches = last.getLong();
    byte[] hash = Arrays.copyOfRange(memory, memory.length - 32, memory.length);
    await("the chain's head", () -> chain(driveId, device).getBatches() == batches);
    assertThat(batches).isGreaterThan(10);
    assertThat(HexFormat.of().formatHex(chain(driveId, device).getLastSha256().toByteArray()))
        .isEqualTo(HexFormat.of().formatHex(hash));
  }

  private static boolean whole(dev.afterglow.api.capture.v1.TimedMotion motion) {
    return motion.getSample().getShapeWeightsCount() == 52
        && motion.getSample().getBoneRotationsCount() == 5 * 4;
  }

  private static DriveChain chain(String driveId, Device device) {
    return get(driveId).getChainsList().stream()
        .filter(it -> it.getDeviceId().equals(device.id()))
        .findFirst()
        .orElse(DriveChain.getDefaultInstance());
  }

  private static SourceHealth source(GetDriveHealthResponse health, String id) {
    return health.getSourcesList().stream()
        .filter(it -> it.getSourceId().equals(id))
        .findFirst()
        .orElse(SourceHealth.getDefaultInstance());
  }

  private static Drive get(String driveId) {
    return capture.getDrive(GetDriveRequest.newBuilder().setDriveId(driveId).build()).getDrive();
  }

  private static GetDriveHealthResponse health(String driveId) {
    return capture.getDriveHealth(GetDriveHealthRequest.newBuilder().setDriveId(driveId).build());
  }

  private static CreateDriveResponse createDrive() {
    return capture.createDrive(
        CreateDriveRequest.newBuilder()
            .setRequestId(uuid())
            .setBroadcastId(uuid())
            .setDriverSubjectId(person)
            .setAvatarId(uuid())
            .build());
  }

  /** Runs {@code agent pair} with a fresh code. */
  private static Device pair(String name) throws Exception {
    Path key = Files.createTempDirectory(folder, name).resolve("device.key");
    String code =
        devices
            .startPairing(StartPairingRequest.newBuilder().setSubjectId(person).build())
            .getCode();
    try (AgentProgram pairing =
        AgentProgram.start("pair", code, "--to", to(), "--key", key.toString(), "--label", name)) {
      Outcome outcome = pairing.awaitEnd();
      assertThat(outcome.code()).as("exit code of %s", outcome.lines()).isZero();
      return new Device(key, found(DEVICE, outcome).orElseThrow().group(1));
    }
  }

  private static AgentProgram run(CreateDriveResponse made, Device device, String... more)
      throws Exception {
    Path token = Files.createTempFile(folder, "token", "");
    Files.writeString(token, made.getDriveToken());
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--to",
                to(),
                "--key",
                device.key().toString(),
                "--drive",
                made.getDrive().getDriveId(),
                "--drive-token-file",
                token.toString()));
    arguments.addAll(List.of(more));
    return AgentProgram.start(arguments.toArray(String[]::new));
  }

  private static void revoke(Device device) {
    var _ =
        devices.revokeDevice(
            RevokeDeviceRequest.newBuilder().setRequestId(uuid()).setDeviceId(device.id()).build());
  }

  /** How many frames the agent captured, by its own last words. */
  private static long captured(Outcome outcome) {
    return Long.parseLong(found(ENDED, outcome).orElseThrow().group(2));
  }

  private static long dropped(Outcome outcome) {
    return Long.parseLong(found(ENDED, outcome).orElseThrow().group(3));
  }

  private static Optional<Matcher> found(Pattern pattern, Outcome outcome) {
    return outcome.lines().reversed().stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .findFirst();
  }

  private static String to() {
    return "127.0.0.1:" + wire.port();
  }

  private static Channel channel() {
    return standalone.fleet().channel(Service.CAPTURE_INGEST);
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

package dev.afterglow.e2e;

import static dev.afterglow.e2e.CaptureStage.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.Drive;
import dev.afterglow.api.capture.v1.DriveChain;
import dev.afterglow.api.capture.v1.DriveState;
import dev.afterglow.api.capture.v1.GetDriveHealthResponse;
import dev.afterglow.api.capture.v1.SourceHealth;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.api.drive.v1.MotionSource;
import dev.afterglow.api.registry.v1.RevokeDeviceRequest;
import dev.afterglow.drive.WristPose;
import dev.afterglow.e2e.AgentProgram.Outcome;
import dev.afterglow.standalone.fleet.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent as a presenter runs it, against the real capture-ingest and the real registry: paired
 * by a code, hearing a phone over UDP, signing what it brings. Unsigned drives are refused here, as
 * in production. {@code -Dagent.cut=30s} cuts the wire for that long, 7 seconds otherwise.
 */
class AgentDriveTest {
  private static final int REFUSED = 16;

  @TempDir static Path folder;

  @RegisterExtension
  static final LogsOfFailures LOGS = new LogsOfFailures(() -> folder.resolve("data"));

  private static CaptureStage stage;
  private static TcpGate wire;
  private static String person;

  @BeforeAll
  static void startEverything() throws Exception {
    Checkout.program("unshare");
    stage =
        CaptureStage.start(
            folder.resolve("data"), Map.of("afterglow.capture.unsigned-drives", "false"));
    wire = new TcpGate(() -> stage.fleet().port(Service.CAPTURE_INGEST));
    person = stage.person();
  }

  @AfterAll
  static void stopEverything() throws Exception {
    if (wire != null) {
      wire.close();
    }
    if (stage != null) {
      stage.close();
    }
  }

  @Test
  void shouldBringEachFrameOnceWhenTheConnectionBreaks() throws Exception {
    // Given
    PairedDevice phone = pair("phone");
    CreateDriveResponse made = stage.createDrive(person);
    String drive = made.getDrive().getDriveId();
    int port = UdpSender.freePort();
    try (DriveListener listener = DriveListener.open(stage.captureChannel(), drive);
        AgentProgram agent = phone.run(made, "--source", "livelink:" + port);
        UdpSender face = UdpSender.face(port)) {
      await("a drive", () -> listener.captured.size() > 4 * UdpSender.RATE_HZ);
      GetDriveHealthResponse health = stage.health(drive);
      Drive open = stage.drive(drive);

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
      long frames = outcome.frames();
      assertThat(frames).as("frames of %d datagrams", face.sent()).isGreaterThan(400);
      await("the last frame", () -> listener.sequences().contains(frames));
      assertNothingLost(stage.health(drive));
      assertEachOnce(listener, frames);
      phone.assertSameChain(stage, drive);
      System.out.printf(
          "agent: %d datagrams, %d frames brought, lag %.1f ms (95 %% %.1f ms)%n",
          face.sent(), frames, health.getLagP50Ms(), health.getLagP95Ms());
    }
  }

  @Test
  void shouldKeepTheWholeChainWhenTheNetworkIsSilentForLong() throws Exception {
    // Given
    PairedDevice phone = pair("phone");
    CreateDriveResponse made = stage.createDrive(person);
    String drive = made.getDrive().getDriveId();
    int port = UdpSender.freePort();
    Duration cut = Duration.parse("PT" + System.getProperty("agent.cut", "7s"));
    try (DriveListener listener = DriveListener.open(stage.captureChannel(), drive);
        AgentProgram agent = phone.run(made, "--source", "livelink:" + port);
        UdpSender face = UdpSender.face(port)) {
      await("a drive", () -> listener.captured.size() > UdpSender.RATE_HZ);

      // When
      wire.cut();
      Thread.sleep(cut.toMillis());
      DriveState meanwhile = stage.drive(drive).getState();
      wire.sever();
      wire.restore();
      int before = listener.captured.size();
      await("the drive again", () -> listener.captured.size() > before + UdpSender.RATE_HZ);
      face.close();
      Outcome outcome = agent.stop();

      // Then
      assertThat(outcome.code()).as("exit code of %s", outcome.lines()).isZero();
      assertThat(meanwhile).isEqualTo(DriveState.DRIVE_STATE_LOST);
      assertThat(outcome.framesDropped()).isZero();
      phone.assertSameChain(stage, drive);
      assertEachOnce(listener, outcome.frames());
      System.out.printf(
          "agent: wire cut for %d s, %d datagrams, %d frames brought, %d dropped, %d shown to a"
              + " reader and the rest told as missing%n",
          cut.toSeconds(),
          face.sent(),
          outcome.frames(),
          outcome.framesDropped(),
          listener.captured.size());
    }
  }

  @Test
  void shouldTakeTheBodyFromASecondDeviceUntilItIsRevoked() throws Exception {
    // Given
    PairedDevice phone = pair("phone");
    PairedDevice suit = pair("suit");
    CreateDriveResponse made = stage.createDrive(person);
    String drive = made.getDrive().getDriveId();
    int facePort = UdpSender.freePort();
    int bodyPort = UdpSender.freePort();
    try (DriveListener listener = DriveListener.open(stage.captureChannel(), drive);
        AgentProgram first = phone.run(made, "--source", "livelink:" + facePort);
        AgentProgram second =
            suit.run(
                made,
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
            GetDriveHealthResponse now = stage.health(drive);
            running.set(now);
            return source(now, "suit").getMotionRateHz() > 40 && source(now, "main").getLeads();
          });
      GetDriveHealthResponse both = running.get();

      // When
      revoke(suit);
      Outcome refused = second.awaitEnd();
      int before = listener.captured.size();
      await("the face alone", () -> listener.captured.size() > before + UdpSender.RATE_HZ);
      GetDriveHealthResponse after = stage.health(drive);
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
      phone.assertSameChain(stage, drive);
      assertThat(stage.drive(drive).getChainsList())
          .extracting(DriveChain::getDeviceId)
          .containsExactlyInAnyOrder(phone.id(), suit.id());
      assertThat(body.sent()).isPositive();
    }
  }

  @Test
  void shouldBringTrackedWristsBesideTheFaceWhenNoArmHasBones() throws Exception {
    // Given: a phone for the face, a headset and two trackers for the hands
    PairedDevice device = pair("hands");
    CreateDriveResponse made = stage.createDrive(person);
    int facePort = UdpSender.freePort();
    int handsPort = UdpSender.freePort();
    WristPose left = new WristPose(0.15f, -0.25f, 0.25f, Optional.empty());
    WristPose right = new WristPose(-0.2f, -0.6f, -0.05f, Optional.empty());

    // When
    try (DriveListener listener =
            DriveListener.open(stage.captureChannel(), made.getDrive().getDriveId());
        AgentProgram agent =
            device.run(
                made,
                "--source",
                "livelink:" + facePort,
                "--source",
                "vmc:" + handsPort,
                "--declare",
                "wearable");
        UdpSender face = UdpSender.face(facePort);
        UdpSender hands = UdpSender.hands(handsPort, left, right)) {
      await(
          "a face with both wrists",
          () -> listener.captured.stream().anyMatch(AgentDriveTest::hasFaceAndWrists));
      Outcome outcome = agent.stop();

      // Then: a render worker is told the very places
      MotionSample seen =
          listener.captured.stream()
              .filter(AgentDriveTest::hasFaceAndWrists)
              .reduce((first, last) -> last)
              .orElseThrow()
              .getSample();
      assertThat(outcome.code()).as("exit code of %s", outcome.lines()).isZero();
      assertPlace(seen.getLeftWrist(), left);
      assertPlace(seen.getRightWrist(), right);
      assertThat(seen.getBonePresence()).isZero();
      assertThat(face.sent()).isPositive();
      assertThat(hands.sent()).isPositive();
    }
  }

  @Test
  void shouldRefuseTheDriveWhenNothingIsSigned() throws Exception {
    // Given
    CreateDriveResponse made = stage.createDrive(person);
    PairedDevice stranger = new PairedDevice(to(), folder.resolve("nobody/device.key"), "");
    int port = UdpSender.freePort();
    try (AgentProgram agent = stranger.run(made, "--source", "livelink:" + port);
        UdpSender face = UdpSender.face(port)) {
      // When
      Outcome outcome = agent.awaitEnd();

      // Then
      assertThat(face.sent()).isPositive();
      assertThat(outcome.code()).isEqualTo(REFUSED);
      assertThat(outcome.lines().getLast()).contains("SIGNATURE_REQUIRED");
      assertThat(stage.drive(made.getDrive().getDriveId()).getState())
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

  private static boolean hasFaceAndWrists(dev.afterglow.api.capture.v1.TimedMotion motion) {
    MotionSample sample = motion.getSample();
    return sample.getShapeWeightsCount() == 52 && sample.hasLeftWrist() && sample.hasRightWrist();
  }

  private static void assertPlace(dev.afterglow.api.drive.v1.WristPose seen, WristPose sent) {
    assertThat(seen.getPositionM(0)).isCloseTo(sent.xM(), within(1e-5f));
    assertThat(seen.getPositionM(1)).isCloseTo(sent.yM(), within(1e-5f));
    assertThat(seen.getPositionM(2)).isCloseTo(sent.zM(), within(1e-5f));
  }

  private static boolean whole(dev.afterglow.api.capture.v1.TimedMotion motion) {
    return motion.getSample().getShapeWeightsCount() == 52
        && motion.getSample().getBoneRotationsCount() == 5 * 4;
  }

  private static SourceHealth source(GetDriveHealthResponse health, String id) {
    return health.getSourcesList().stream()
        .filter(it -> it.getSourceId().equals(id))
        .findFirst()
        .orElse(SourceHealth.getDefaultInstance());
  }

  private static PairedDevice pair(String name) throws Exception {
    return PairedDevice.pair(stage, person, to(), folder, name);
  }

  private static void revoke(PairedDevice device) {
    var _ =
        stage
            .devices()
            .revokeDevice(
                RevokeDeviceRequest.newBuilder()
                    .setRequestId(CaptureStage.uuid())
                    .setDeviceId(device.id())
                    .build());
  }

  private static String to() {
    return "127.0.0.1:" + wire.port();
  }
}

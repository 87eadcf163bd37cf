package dev.afterglow.capture.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Timestamps;
import com.google.rpc.ErrorInfo;
import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.capture.v1.CaptureServiceGrpc.CaptureServiceBlockingStub;
import dev.afterglow.api.capture.v1.CloseDriveRequest;
import dev.afterglow.api.capture.v1.CreateDriveRequest;
import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.DriveState;
import dev.afterglow.api.capture.v1.GetDriveHealthRequest;
import dev.afterglow.api.capture.v1.GetDriveHealthResponse;
import dev.afterglow.api.capture.v1.GetDriveRequest;
import dev.afterglow.api.capture.v1.ListDrivesRequest;
import dev.afterglow.api.capture.v1.ListDrivesResponse;
import dev.afterglow.api.capture.v1.OpenDriveResponse;
import dev.afterglow.api.capture.v1.SubscribeDriveResponse;
import dev.afterglow.capture.SharedFolder;
import dev.afterglow.capture.drive.Drives;
import dev.afterglow.capture.voice.VoiceLevel;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.tape.MotionTape;
import dev.afterglow.tape.player.PlayerOptions;
import dev.afterglow.tape.player.PlayerState;
import dev.afterglow.tape.player.TapePlayer;
import dev.afterglow.tape.sound.VoiceTape;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(RealRedis.class)
@Timeout(60)
class CaptureGrpcTest {
  private static final int SMALL_WINDOW_BYTES = 64 * 1024;

  @TestHTTPResource("/")
  URI address;

  @Inject Drives drives;

  private ManagedChannel channel;
  private CaptureServiceBlockingStub capture;

  @BeforeEach
  void connect() {
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", address.getPort())
            .usePlaintext()
            .flowControlWindow(SMALL_WINDOW_BYTES)
            .build();
    capture = CaptureServiceGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void disconnect() {
    channel.shutdownNow();
  }

  @Test
  void shouldHandOnTheTapeInOrderWithMappedTimesWhenPlayerPlaysIt() throws Exception {
    // Given
    CreateDriveResponse created = create();
    String id = created.getDrive().getDriveId();
    HandReader reader = HandReader.eager(channel, id);
    PlayerOptions options =
        PlayerOptions.of(tape(50)).withVoice(VoiceTape.of(new short[48_000])).withSkewPpm(100);

    // When
    TapePlayer player = new TapePlayer(channel, id, created.getDriveToken(), options);
    player.start();
    player.await(Duration.ofSeconds(20));
    close(id);
    Throwable end = reader.end.get(10, TimeUnit.SECONDS);

    // Then
    assertThat(player.state()).isInstanceOf(PlayerState.Ended.class);
    assertThat(end).isNull();
    assertThat(reader.pieces.getLast().getState()).isEqualTo(DriveState.DRIVE_STATE_CLOSED);
    assertThat(reader.pieces.stream().filter(SubscribeDriveResponse::hasHeader).toList())
        .hasSize(1)
        .allMatch(piece -> piece.getHeader().getShapeNamesList().equals(List.of("jawOpen")));
    List<SubscribeDriveResponse> motion = reader.motion();
    assertThat(motion)
        .extracting(piece -> piece.getMotion().getSample().getSequence())
        .isEqualTo(upTo(50));
    for (int i = 1; i < motion.size(); i++) {
      long step =
          motion.get(i).getMotion().getCaptureTimeUs()
              - motion.get(i - 1).getMotion().getCaptureTimeUs();
      assertThat((double) step).isCloseTo(20_000, within(60.0));
      assertThat(motion.get(i).getMotion().getSample().getShapeWeights(0))
          .as("smoothed, so up to 20 ms behind")
          .isBetween((i - 1) / 100f, i / 100f);
    }
    assertThat(reader.voiceUs()).isEqualTo(1_000_000);
    assertThat(reader.missingVoiceUs() + reader.missingMotion()).isZero();
  }

  @Test
  void shouldShedMotionAndAnnounceLostVoiceWhenReaderIsSlow() throws Exception {
    // Given
    CreateDriveResponse created = create();
    String id = created.getDrive().getDriveId();
    HandDevice device = open(created);
    HandReader slow = new HandReader(channel, id, "", 3);
    HandReader eager = HandReader.eager(channel, id);
    await(() -> slow.pieces.size() == 3 && eager.pieces.size() >= 3);

    // When
    long startUs = HandDevice.nowUs() - 30_000_000;
    for (int i = 1; i <= 1_500; i++) {
      device.motion(i, startUs + i * 20_000L, 1, 0.5f);
      device.voice(i, startUs + i * 20_000L);
      if (i % 50 == 0) {
        int sent = i;
        await(() -> eager.motion().size() + eager.missingMotion() >= sent - 40);
      }
    }
    // The limiter looks ahead into sound that has not come yet.
    long heldBack = 30_000_000L - VoiceLevel.LOOK_AHEAD_US;
    await(() -> eager.voiceUs() + eager.missingVoiceUs() == heldBack);
    slow.takeAll();

    // Then
    await(() -> slow.voiceUs() + slow.missingVoiceUs() == heldBack);
    await(() -> slow.motion().size() + slow.missingMotion() == 1_500);
    assertThat(slow.missingVoiceUs()).as("lost voice that was announced").isPositive();
    assertThat(slow.missingMotion()).as("motion shed").isPositive();
    assertThat(slow.motion().getLast().getMotion().getSample().getSequence()).isEqualTo(1_500);
    close(id);
  }

  @Test
  void shouldForgetReaderWhenItLeaves() throws Exception {
    // Given
    CreateDriveResponse created = create();
    String id = created.getDrive().getDriveId();
    HandReader reader = HandReader.eager(channel, id);
    await(() -> !reader.pieces.isEmpty());
    int before = drives.live(id).ring().readers();

    // When
    reader.leave();

    // Then
    assertThat(before).isEqualTo(1);
    await(() -> drives.live(id).ring().readers() == 0);
  }

  @Test
  void shouldGoOnFromCursorWhenReaderComesBack() throws Exception {
    // Given
    CreateDriveResponse created = create();
    String id = created.getDrive().getDriveId();
    HandDevice device = open(created);
    HandReader first = HandReader.eager(channel, id);
    await(() -> first.pieces.size() >= 3);
    long nowUs = HandDevice.nowUs();
    for (int i = 1; i <= 4; i++) {
      device.motion(i, nowUs + i, 1, 0.5f);
    }
    await(() -> first.motion().size() == 4);

    // When
    HandReader second =
        new HandReader(channel, id, first.motion().get(1).getCursor(), Integer.MAX_VALUE);

    // Then
    await(() -> second.motion().size() == 2);
    assertThat(second.motion())
        .extracting(piece -> piece.getMotion().getSample().getSequence())
        .containsExactly(3L, 4L);
    close(id);
  }

  @Test
  void shouldTellTheLastSequenceWhenDeviceComesBack() throws Exception {
    // Given
    CreateDriveResponse created = create();
    HandDevice first = open(created);
    long nowUs = HandDevice.nowUs();
    first.motion(1, nowUs, 1, 0.5f);
    first.motion(2, nowUs + 1, 1, 0.5f);
    first.voice(1, nowUs);
    await(() -> first.heard.stream().anyMatch(it -> it.getAck().getMotionSequence() == 2));
    first.leave();
    String id = created.getDrive().getDriveId();
    await(() -> state(id) == DriveState.DRIVE_STATE_LOST);

    // When
    HandDevice second = open(created);

    // Then
    OpenDriveResponse opened = second.heard.getFirst();
    assertThat(opened.getOpened().getLastMotionSequence()).isEqualTo(2);
    assertThat(opened.getOpened().getLastVoiceSequence()).isEqualTo(1);
    assertThat(state(id)).isEqualTo(DriveState.DRIVE_STATE_OPEN);
    close(id);
    assertThat(reason(second.end.get(10, TimeUnit.SECONDS))).isEqualTo("DRIVE_CLOSED");
  }

  @Test
  void shouldBeLostWhenDeviceFallsSilent() throws Exception {
    // Given
    CreateDriveResponse created = create();
    String id = created.getDrive().getDriveId();
    HandReader reader = HandReader.eager(channel, id);

    // When
    HandDevice device = open(created);

    // Then
    await(
        () ->
            reader.pieces.stream()
                .anyMatch(piece -> piece.getState() == DriveState.DRIVE_STATE_LOST));
    assertThat(device.end).isNotDone();
    close(id);
  }

  @Test
  void shouldNameTheReasonWhenDeviceIsRefused() throws Exception {
    CreateDriveResponse created = create();
    String id = created.getDrive().getDriveId();
    String token = created.getDriveToken();
    String nobody = UUID.randomUUID().toString();
    long nowUs = HandDevice.nowUs();

    assertThat(refused(it -> it.open(id, "x".repeat(43), "jawOpen")))
        .isEqualTo("DRIVE_TOKEN_REFUSED");
    assertThat(refused(it -> it.open(nobody, token, "jawOpen"))).isEqualTo("DRIVE_NOT_FOUND");
    assertThat(refused(it -> it.open(id, token, "jawopen"))).isEqualTo("UNKNOWN_CHANNEL");
    assertThat(refused(it -> it.open("no uuid", token, "jawOpen"))).isEqualTo("INVALID_FIELD");
    assertThat(refused(it -> it.motion(1, 1, 0))).isEqualTo("OUT_OF_ORDER_MESSAGE");
    assertThat(
            refused(
                it -> {
                  it.open(id, token, "jawOpen");
                  it.open(id, token, "jawOpen");
                }))
        .isEqualTo("OUT_OF_ORDER_MESSAGE");
    assertThat(
            refused(
                it -> {
                  it.open(id, token, "jawOpen");
                  it.motion(1, nowUs, 1);
                }))
        .isEqualTo("MALFORMED_SAMPLE");
    assertThat(
            refused(
                it -> {
                  it.open(id, token, "jawOpen");
                  it.motion(1, nowUs, 2, 0.5f);
                }))
        .isEqualTo("MALFORMED_SAMPLE");
    assertThat(
            refused(
                it -> {
                  it.open(id, token, "jawOpen");
                  it.motion(1, nowUs, 1, Float.NaN);
                }))
        .isEqualTo("MALFORMED_SAMPLE");
    assertThat(
            refused(
                it -> {
                  it.open(id, token, "jawOpen");
                  it.motion(1, nowUs, 1, 0.5f);
                  it.motion(2, nowUs - 40_000, 1, 0.5f);
                }))
        .isEqualTo("CLOCK_RAN_BACKWARDS");
  }

  @Test
  void shouldRefuseSecondStreamWhenFirstIsAlive() throws Exception {
    // Given
    CreateDriveResponse created = create();
    HandDevice first = open(created);

    // When
    String reason =
        refused(it -> it.open(created.getDrive().getDriveId(), created.getDriveToken(), "jawOpen"));

    // Then
    assertThat(reason).isEqualTo("DRIVE_ALREADY_OPEN");
    assertThat(first.end).isNotDone();
    close(created.getDrive().getDriveId());
  }

  @Test
  void shouldGiveTheSameSessionAndTokenWhenCreateIsRepeated() {
    // Given
    CreateDriveRequest request = request(UUID.randomUUID().toString());
    CreateDriveResponse first = capture.createDrive(request);

    // When
    CreateDriveResponse again = capture.createDrive(request);

    // Then
    assertThat(again.toBuilder().clearTokenExpireTime().build())
        .isEqualTo(first.toBuilder().clearTokenExpireTime().build());
    assertThat(Timestamps.compare(again.getTokenExpireTime(), first.getTokenExpireTime()))
        .as("the token opens for longer")
        .isPositive();
    assertThat(first.getDriveToken()).hasSize(43);
    assertThat(first.getDrive().getState()).isEqualTo(DriveState.DRIVE_STATE_WAITING);
  }

  @Test
  void shouldPageNewestFirstWhenListed() {
    // Given
    String broadcast = UUID.randomUUID().toString();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.addFirst(capture.createDrive(request(broadcast)).getDrive().getDriveId());
    }
    ListDrivesRequest all =
        ListDrivesRequest.newBuilder().setBroadcastId(broadcast).setPageSize(3).build();

    // When
    ListDrivesResponse first = capture.listDrives(all);
    ListDrivesResponse second =
        capture.listDrives(all.toBuilder().setPageToken(first.getNextPageToken()).build());

    // Then
    assertThat(first.getDrivesList())
        .extracting(it -> it.getDriveId())
        .isEqualTo(ids.subList(0, 3));
    assertThat(second.getDrivesList())
        .extracting(it -> it.getDriveId())
        .isEqualTo(ids.subList(3, 5));
    assertThat(second.getNextPageToken()).isEmpty();
    assertThatThrownBy(() -> capture.listDrives(all.toBuilder().setPageToken("no token").build()))
        .satisfies(e -> assertThat(reason(e)).isEqualTo("INVALID_FIELD"));
  }

  @Test
  void shouldKnowRateAndCoverageWhenTheRealTapePlays() throws Exception {
    // Given
    Path file = SharedFolder.root().resolve("mocap/cap12-camera/cap12.jsonl");
    Assumptions.assumeTrue(Files.isRegularFile(file), "no real tape at " + file + ": skipped");
    CreateDriveResponse created = create();
    String id = created.getDrive().getDriveId();
    HandReader reader = HandReader.eager(channel, id);

    // When
    try (TapePlayer player =
        new TapePlayer(
            channel, id, created.getDriveToken(), PlayerOptions.of(MotionTape.read(file)))) {
      player.start();
      await(() -> reader.motion().size() >= 50);
    }

    // Then
    GetDriveHealthResponse health =
        capture.getDriveHealth(GetDriveHealthRequest.newBuilder().setDriveId(id).build());
    assertThat(health.getMotionLossRatio()).isZero();
    assertThat(health.getShapesPresent()).isEqualTo(51);
    assertThat(health.getMotionRateHz()).isPositive();
    assertThat(health.getVoice().getLookAheadUs()).isEqualTo(VoiceLevel.LOOK_AHEAD_US);
    assertThat(reader.motion().getFirst().getMotion().getSample().hasHead()).isTrue();
    close(id);
  }

  private interface Act {
    void on(HandDevice device);
  }

  private String refused(Act act) throws Exception {
    HandDevice device = new HandDevice(channel);
    act.on(device);
    return reason(device.end.get(10, TimeUnit.SECONDS));
  }

  private HandDevice open(CreateDriveResponse created) throws InterruptedException {
    HandDevice device = new HandDevice(channel);
    device.open(created.getDrive().getDriveId(), created.getDriveToken(), "jawOpen");
    await(() -> !device.heard.isEmpty());
    return device;
  }

  private CreateDriveResponse create() {
    return capture.createDrive(request(UUID.randomUUID().toString()));
  }

  private static CreateDriveRequest request(String broadcast) {
    return CreateDriveRequest.newBuilder()
        .setRequestId(UUID.randomUUID().toString())
        .setBroadcastId(broadcast)
        .setDriverSubjectId(UUID.randomUUID().toString())
        .build();
  }

  private DriveState state(String id) {
    return capture
        .getDrive(GetDriveRequest.newBuilder().setDriveId(id).build())
        .getDrive()
        .getState();
  }

  private void close(String id) {
    capture.closeDrive(
        CloseDriveRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setDriveId(id)
            .build());
  }

  private static String reason(Throwable thrown) {
    assertThat(thrown).isInstanceOf(StatusRuntimeException.class);
    try {
      for (Any detail : StatusProto.fromThrowable(thrown).getDetailsList()) {
        return detail.unpack(ErrorInfo.class).getReason();
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalStateException("no ErrorInfo in " + thrown, thrown);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + 20_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("still waiting").isLessThan(until);
      Thread.sleep(5);
    }
  }

  private static MotionTape tape(int frames) throws Exception {
    List<MotionFrame> list = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      ShapeWeights weights = ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, i / 100f));
      list.add(new MotionFrame(i * 20_000L, weights, Optional.empty(), Map.of()));
    }
    return MotionTape.of(list);
  }

  private static List<Long> upTo(long last) {
    List<Long> all = new ArrayList<>();
    for (long i = 1; i <= last; i++) {
      all.add(i);
    }
    return all;
  }
}

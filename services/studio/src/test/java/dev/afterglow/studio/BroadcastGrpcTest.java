package dev.afterglow.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterglow.api.registry.v1.DenialReason;
import dev.afterglow.api.registry.v1.MotionMode;
import dev.afterglow.api.registry.v1.PlatformAccount;
import dev.afterglow.api.registry.v1.VoiceMode;
import dev.afterglow.api.render.v1.PictureKind;
import dev.afterglow.api.studio.v1.BroadcastServiceGrpc;
import dev.afterglow.api.studio.v1.BroadcastServiceGrpc.BroadcastServiceBlockingStub;
import dev.afterglow.api.studio.v1.BroadcastState;
import dev.afterglow.api.studio.v1.BroadcastUse;
import dev.afterglow.api.studio.v1.CreateBroadcastRequest;
import dev.afterglow.api.studio.v1.CreateBroadcastResponse;
import dev.afterglow.api.studio.v1.EndBroadcastRequest;
import dev.afterglow.api.studio.v1.GetBroadcastRequest;
import dev.afterglow.api.studio.v1.GoLiveRequest;
import dev.afterglow.api.studio.v1.ListBroadcastsRequest;
import dev.afterglow.api.studio.v1.ResumeLiveRequest;
import dev.afterglow.api.studio.v1.ShowSlateRequest;
import dev.afterglow.api.studio.v1.StartRehearsalRequest;
import dev.afterglow.api.studio.v1.WatchBroadcastRequest;
import dev.afterglow.api.studio.v1.WatchBroadcastResponse;
import dev.afterglow.platform.error.RemoteFault;
import dev.afterglow.studio.testing.Samples;
import dev.afterglow.studio.testing.StudioBackends;
import dev.afterglow.studio.testing.StudioCase;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StudioBackends.class)
class BroadcastGrpcTest extends StudioCase {

  @TestHTTPResource URI studio;
  private ManagedChannel channel;
  private BroadcastServiceBlockingStub stub;

  @BeforeEach
  void connect() {
    channel =
        NettyChannelBuilder.forAddress(studio.getHost(), studio.getPort()).usePlaintext().build();
    stub = BroadcastServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  @AfterEach
  void disconnect() {
    channel.shutdownNow();
  }

  private static String newId() {
    return Samples.id().toString();
  }

  private static CreateBroadcastRequest wish() {
    return CreateBroadcastRequest.newBuilder()
        .setRequestId(newId())
        .setTitle("Evening show")
        .setUse(
            BroadcastUse.newBuilder()
                .setLicenceId(newId())
                .setAvatarId(newId())
                .setDriverSubjectId(newId())
                .setVoice(VoiceMode.VOICE_MODE_REAL)
                .setMotion(MotionMode.MOTION_MODE_TAPE)
                .setPlatform(
                    PlatformAccount.newBuilder().setPlatform("standalone").setAccountId("*"))
                .setTerritory("CN")
                .setCategory("*"))
        .build();
  }

  private StartRehearsalRequest rehearsal(String id) {
    return StartRehearsalRequest.newBuilder().setRequestId(newId()).setBroadcastId(id).build();
  }

  private GoLiveRequest goLive(String id) {
    return GoLiveRequest.newBuilder().setRequestId(newId()).setBroadcastId(id).build();
  }

  @Test
  void shouldRunAWholeBroadcastWhenEverythingIsAllowed() {
    // Given
    CreateBroadcastResponse made = stub.createBroadcast(wish());
    String id = made.getBroadcast().getBroadcastId();
    List<BroadcastState> states = new ArrayList<>();

    // When
    states.add(stub.startRehearsal(rehearsal(id)).getBroadcast().getState());
    states.add(stub.goLive(goLive(id)).getBroadcast().getState());
    states.add(
        stub.showSlate(
                ShowSlateRequest.newBuilder().setRequestId(newId()).setBroadcastId(id).build())
            .getBroadcast()
            .getState());
    states.add(
        stub.resumeLive(
                ResumeLiveRequest.newBuilder().setRequestId(newId()).setBroadcastId(id).build())
            .getBroadcast()
            .getState());
    states.add(
        stub.endBroadcast(
                EndBroadcastRequest.newBuilder().setRequestId(newId()).setBroadcastId(id).build())
            .getBroadcast()
            .getState());

    // Then
    assertThat(made.getDriveToken()).isNotEmpty();
    assertThat(states)
        .containsExactly(
            BroadcastState.BROADCAST_STATE_REHEARSING,
            BroadcastState.BROADCAST_STATE_LIVE,
            BroadcastState.BROADCAST_STATE_SLATE,
            BroadcastState.BROADCAST_STATE_LIVE,
            BroadcastState.BROADCAST_STATE_ENDED);
    assertThat(
            stub.getBroadcast(GetBroadcastRequest.newBuilder().setBroadcastId(id).build())
                .getBroadcast()
                .getEndReason())
        .isEqualTo("asked");
    assertThat(stub.listBroadcasts(ListBroadcastsRequest.getDefaultInstance()).getBroadcastsList())
        .anyMatch(it -> it.getBroadcastId().equals(id));
  }

  @Test
  void shouldTellEveryStateAndTheFiguresWhenWatched() {
    // Given
    String id = stub.createBroadcast(wish()).getBroadcast().getBroadcastId();
    Iterator<WatchBroadcastResponse> watch =
        stub.watchBroadcast(WatchBroadcastRequest.newBuilder().setBroadcastId(id).build());
    List<BroadcastState> states = new ArrayList<>();
    boolean figures = false;
    states.add(watch.next().getBroadcast().getState());

    // When
    stub.startRehearsal(rehearsal(id));
    while (!figures) {
      WatchBroadcastResponse told = watch.next();
      states.add(told.getBroadcast().getState());
      figures =
          told.getBroadcast().getRenderStatus().getPicture() == PictureKind.PICTURE_KIND_FIGURE;
    }
    stub.goLive(goLive(id));
    stub.endBroadcast(
        EndBroadcastRequest.newBuilder().setRequestId(newId()).setBroadcastId(id).build());
    while (watch.hasNext()) {
      states.add(watch.next().getBroadcast().getState());
    }

    // Then
    assertThat(states)
        .startsWith(BroadcastState.BROADCAST_STATE_CREATED)
        .contains(BroadcastState.BROADCAST_STATE_REHEARSING)
        .endsWith(BroadcastState.BROADCAST_STATE_ENDED)
        .isSorted();
  }

  @Test
  void shouldCarryReasonAndMetadataWhenRefused() {
    // Given
    String id = stub.createBroadcast(wish()).getBroadcast().getBroadcastId();
    SERVICES.denials = List.of(DenialReason.DENIAL_REASON_LICENCE_REVOKED);

    // When
    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> stub.startRehearsal(rehearsal(id)));

    // Then
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(RemoteFault.from(failure).reason()).isEqualTo("NOT_LICENSED");
    assertThat(RemoteFault.from(failure).metadata()).containsEntry("reasons", "LICENCE_REVOKED");
  }

  @Test
  void shouldRefuseTheWatchWhenThereIsNoSuchBroadcast() {
    // Given
    Iterator<WatchBroadcastResponse> watch =
        stub.watchBroadcast(WatchBroadcastRequest.newBuilder().setBroadcastId(newId()).build());

    // When
    StatusRuntimeException failure =
        catchThrowableOfType(StatusRuntimeException.class, watch::next);

    // Then
    assertThat(RemoteFault.from(failure).reason()).isEqualTo("BROADCAST_NOT_FOUND");
  }

  @Test
  void shouldRefuseWhenARequestBreaksTheContract() {
    // Given
    CreateBroadcastRequest request = wish().toBuilder().setTitle("").build();

    // When
    StatusRuntimeException failure =
        catchThrowableOfType(StatusRuntimeException.class, () -> stub.createBroadcast(request));

    // Then
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(RemoteFault.from(failure).reason()).isEqualTo("INVALID_FIELD");
  }
}

package dev.afterglow.studio.broadcast.api;

import dev.afterglow.api.studio.v1.BroadcastService;
import dev.afterglow.api.studio.v1.CreateBroadcastRequest;
import dev.afterglow.api.studio.v1.CreateBroadcastResponse;
import dev.afterglow.api.studio.v1.DirectRequest;
import dev.afterglow.api.studio.v1.DirectResponse;
import dev.afterglow.api.studio.v1.EndBroadcastRequest;
import dev.afterglow.api.studio.v1.EndBroadcastResponse;
import dev.afterglow.api.studio.v1.GetBroadcastRequest;
import dev.afterglow.api.studio.v1.GetBroadcastResponse;
import dev.afterglow.api.studio.v1.GetStageRequest;
import dev.afterglow.api.studio.v1.GetStageResponse;
import dev.afterglow.api.studio.v1.GoLiveRequest;
import dev.afterglow.api.studio.v1.GoLiveResponse;
import dev.afterglow.api.studio.v1.ListBroadcastsRequest;
import dev.afterglow.api.studio.v1.ListBroadcastsResponse;
import dev.afterglow.api.studio.v1.PreflightRequest;
import dev.afterglow.api.studio.v1.PreflightResponse;
import dev.afterglow.api.studio.v1.PutProductsRequest;
import dev.afterglow.api.studio.v1.PutProductsResponse;
import dev.afterglow.api.studio.v1.PutStageAssetRequest;
import dev.afterglow.api.studio.v1.PutStageAssetResponse;
import dev.afterglow.api.studio.v1.ResumeLiveRequest;
import dev.afterglow.api.studio.v1.ResumeLiveResponse;
import dev.afterglow.api.studio.v1.ShowSlateRequest;
import dev.afterglow.api.studio.v1.ShowSlateResponse;
import dev.afterglow.api.studio.v1.StartRehearsalRequest;
import dev.afterglow.api.studio.v1.StartRehearsalResponse;
import dev.afterglow.api.studio.v1.WatchBroadcastRequest;
import dev.afterglow.api.studio.v1.WatchBroadcastResponse;
import dev.afterglow.studio.broadcast.CreateBroadcast;
import dev.afterglow.studio.stage.wire.StageCalls;
import dev.afterglow.studio.watch.Snapshot;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;

/**
 * Broadcasts over gRPC.
 *
 * <p>On worker threads, not virtual ones: there Quarkus 3.32 hands the events of a call from the
 * connection's thread to the handler's through a queue that no lock guards, and one call in some
 * ten thousand is never answered.
 */
@GrpcService
public class BroadcastGrpcService implements BroadcastService {

  private final BroadcastCommands commands;
  private final StageCalls stages;

  /** Over the commands, and what goes through to the stage. */
  @Inject
  public BroadcastGrpcService(BroadcastCommands commands, StageCalls stages) {
    this.commands = commands;
    this.stages = stages;
  }

  @Override
  @Blocking
  public Uni<CreateBroadcastResponse> createBroadcast(CreateBroadcastRequest request) {
    CreateBroadcast.Answer answer =
        commands.create(
            BroadcastMapper.uuid("request_id", request.getRequestId()),
            BroadcastMapper.wish(request));
    return Uni.createFrom()
        .item(
            CreateBroadcastResponse.newBuilder()
                .setBroadcast(BroadcastMapper.broadcast(answer.broadcast()))
                .setDriveToken(answer.driveToken())
                .build());
  }

  @Override
  @Blocking
  public Uni<StartRehearsalResponse> startRehearsal(StartRehearsalRequest request) {
    Snapshot snapshot =
        commands.rehearse(
            BroadcastMapper.uuid("request_id", request.getRequestId()),
            BroadcastMapper.uuid("broadcast_id", request.getBroadcastId()));
    return Uni.createFrom()
        .item(
            StartRehearsalResponse.newBuilder()
                .setBroadcast(BroadcastMapper.broadcast(snapshot))
                .build());
  }

  @Override
  @Blocking
  public Uni<GoLiveResponse> goLive(GoLiveRequest request) {
    Snapshot snapshot =
        commands.goLive(
            BroadcastMapper.uuid("request_id", request.getRequestId()),
            BroadcastMapper.uuid("broadcast_id", request.getBroadcastId()));
    return Uni.createFrom()
        .item(
            GoLiveResponse.newBuilder().setBroadcast(BroadcastMapper.broadcast(snapshot)).build());
  }

  @Override
  @Blocking
  public Uni<ShowSlateResponse> showSlate(ShowSlateRequest request) {
    Snapshot snapshot =
        commands.showSlate(
            BroadcastMapper.uuid("request_id", request.getRequestId()),
            BroadcastMapper.uuid("broadcast_id", request.getBroadcastId()));
    return Uni.createFrom()
        .item(
            ShowSlateResponse.newBuilder()
                .setBroadcast(BroadcastMapper.broadcast(snapshot))
                .build());
  }

  @Override
  @Blocking
  public Uni<ResumeLiveResponse> resumeLive(ResumeLiveRequest request) {
    Snapshot snapshot =
        commands.resume(
            BroadcastMapper.uuid("request_id", request.getRequestId()),
            BroadcastMapper.uuid("broadcast_id", request.getBroadcastId()));
    return Uni.createFrom()
        .item(
            ResumeLiveResponse.newBuilder()
                .setBroadcast(BroadcastMapper.broadcast(snapshot))
                .build());
  }

  @Override
  @Blocking
  public Uni<EndBroadcastResponse> endBroadcast(EndBroadcastRequest request) {
    Snapshot snapshot =
        commands.end(
            BroadcastMapper.uuid("request_id", request.getRequestId()),
            BroadcastMapper.uuid("broadcast_id", request.getBroadcastId()));
    return Uni.createFrom()
        .item(
            EndBroadcastResponse.newBuilder()
                .setBroadcast(BroadcastMapper.broadcast(snapshot))
                .build());
  }

  @Override
  @Blocking
  public Uni<GetBroadcastResponse> getBroadcast(GetBroadcastRequest request) {
    Snapshot snapshot =
        commands.get(BroadcastMapper.uuid("broadcast_id", request.getBroadcastId()));
    return Uni.createFrom()
        .item(
            GetBroadcastResponse.newBuilder()
                .setBroadcast(BroadcastMapper.broadcast(snapshot))
                .build());
  }

  @Override
  @Blocking
  public Uni<ListBroadcastsResponse> listBroadcasts(ListBroadcastsRequest request) {
    BroadcastCommands.Page page = commands.list(request.getPageSize(), request.getPageToken());
    return Uni.createFrom()
        .item(
            ListBroadcastsResponse.newBuilder()
                .addAllBroadcasts(
                    page.snapshots().stream().map(BroadcastMapper::broadcast).toList())
                .setNextPageToken(page.nextPageToken())
                .build());
  }

  @Override
  @Blocking
  public Uni<DirectResponse> direct(DirectRequest request) {
    return Uni.createFrom().item(stages.direct(request));
  }

  @Override
  @Blocking
  public Uni<PutProductsResponse> putProducts(PutProductsRequest request) {
    return Uni.createFrom().item(stages.put(request));
  }

  @Override
  @Blocking
  public Uni<PutStageAssetResponse> putStageAsset(PutStageAssetRequest request) {
    return Uni.createFrom().item(stages.put(request));
  }

  @Override
  @Blocking
  public Uni<GetStageResponse> getStage(GetStageRequest request) {
    return Uni.createFrom().item(stages.stage(request));
  }

  @Override
  @Blocking
  public Uni<PreflightResponse> preflight(PreflightRequest request) {
    return Uni.createFrom().item(stages.preflight(request));
  }

  @Override
  public Multi<WatchBroadcastResponse> watchBroadcast(WatchBroadcastRequest request) {
    return commands
        .watch(BroadcastMapper.uuid("broadcast_id", request.getBroadcastId()))
        .map(
            snapshot ->
                WatchBroadcastResponse.newBuilder()
                    .setBroadcast(BroadcastMapper.broadcast(snapshot))
                    .setCursor(Long.toString(snapshot.broadcast().revision()))
                    .build());
  }
}

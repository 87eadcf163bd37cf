package dev.afterglow.render.wire;

import dev.afterglow.api.render.v1.ApplyDirectiveRequest;
import dev.afterglow.api.render.v1.ApplyDirectiveResponse;
import dev.afterglow.api.render.v1.GetRenderRequest;
import dev.afterglow.api.render.v1.GetRenderResponse;
import dev.afterglow.api.render.v1.GetStageRequest;
import dev.afterglow.api.render.v1.GetStageResponse;
import dev.afterglow.api.render.v1.GetWorkerRequest;
import dev.afterglow.api.render.v1.GetWorkerResponse;
import dev.afterglow.api.render.v1.GoOnAirRequest;
import dev.afterglow.api.render.v1.GoOnAirResponse;
import dev.afterglow.api.render.v1.ListRendersRequest;
import dev.afterglow.api.render.v1.ListRendersResponse;
import dev.afterglow.api.render.v1.PreflightRequest;
import dev.afterglow.api.render.v1.PreflightResponse;
import dev.afterglow.api.render.v1.PutProductsRequest;
import dev.afterglow.api.render.v1.PutProductsResponse;
import dev.afterglow.api.render.v1.PutStageAssetRequest;
import dev.afterglow.api.render.v1.PutStageAssetResponse;
import dev.afterglow.api.render.v1.RenderServiceGrpc;
import dev.afterglow.api.render.v1.SetSlateRequest;
import dev.afterglow.api.render.v1.SetSlateResponse;
import dev.afterglow.api.render.v1.StartRenderRequest;
import dev.afterglow.api.render.v1.StartRenderResponse;
import dev.afterglow.api.render.v1.StopRenderRequest;
import dev.afterglow.api.render.v1.StopRenderResponse;
import dev.afterglow.api.render.v1.WatchPreviewRequest;
import dev.afterglow.api.render.v1.WatchPreviewResponse;
import dev.afterglow.api.render.v1.WatchRenderRequest;
import dev.afterglow.api.render.v1.WatchRenderResponse;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.health.Drain;
import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.render.job.Render;
import dev.afterglow.render.job.RenderOrder;
import dev.afterglow.render.job.RenderRefused;
import dev.afterglow.render.job.RenderSlots;
import dev.afterglow.render.output.Preview;
import dev.afterglow.render.worker.Drawability;
import dev.afterglow.render.worker.WorkerIdentity;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;

/** RenderService: messages in, messages out; what happens in between is in {@link RenderSlots}. */
@GrpcService
public class RenderGrpc extends RenderServiceGrpc.RenderServiceImplBase {
  private static final Log LOG = Log.of(RenderGrpc.class);
  private static final int USUAL_PAGE = 50;

  private final RenderSlots slots;
  private final RegistryClient registry;
  private final WorkerIdentity worker;
  private final Drawability drawability;
  private final WatchTicks ticks;
  private final Drain drain;
  private final Ids ids;
  private final StageCallsMapper stages;

  /** The contract over these slots. */
  @Inject
  public RenderGrpc(
      RenderSlots slots,
      RegistryClient registry,
      WorkerIdentity worker,
      Drawability drawability,
      WatchTicks ticks,
      Drain drain,
      Ids ids,
      Clock clock) {
    this.slots = slots;
    this.registry = registry;
    this.worker = worker;
    this.drawability = drawability;
    this.ticks = ticks;
    this.drain = drain;
    this.ids = ids;
    this.stages = new StageCallsMapper(clock);
  }

  @Override
  @Blocking
  public void startRender(StartRenderRequest request, StreamObserver<StartRenderResponse> caller) {
    drain.refuseIfDraining();
    RenderOrder order =
        new RenderOrder(
            ids.next(),
            request.getBroadcastId(),
            request.getDriveId(),
            RenderMapper.format(request.getOutput()),
            request.getUse().getPlatform().getPlatform(),
            new RenderOrder.Continuation(
                request.getTerm(), request.getMediaTimeUs(), System.nanoTime()));
    Render render =
        orRefuse(
            () ->
                slots.start(
                    request.getRequestId(),
                    order,
                    registry.terms(request.getUse(), request.getTerm())));
    LOG.info(
        "render started",
        LogKey.BROADCAST_ID.is(request.getBroadcastId()),
        LogKey.SESSION_ID.is(request.getDriveId()),
        LogKey.DEVICE.is(render.renderer()));
    answer(caller, StartRenderResponse.newBuilder().setRender(message(render)).build());
  }

  @Override
  @Blocking
  public void goOnAir(GoOnAirRequest request, StreamObserver<GoOnAirResponse> caller) {
    drain.refuseIfDraining();
    var destinations = RenderMapper.destinations(request.getDestinationsList());
    var aigc = RenderMapper.aigc(request.getAigc());
    Render render = get(request.getRenderId());
    orRefuse(
        () -> {
          long term = render.order().continuation().term();
          render.goOnAir(
              registry.terms(request.getUse(), term),
              destinations,
              aigc,
              RenderMapper.streamTime(request));
          return render;
        });
    LOG.info("render on air", LogKey.BROADCAST_ID.is(render.order().broadcastId()));
    ticks.now();
    answer(caller, GoOnAirResponse.newBuilder().setRender(message(render)).build());
  }

  @Override
  @Blocking
  public void setSlate(SetSlateRequest request, StreamObserver<SetSlateResponse> caller) {
    Render render = get(request.getRenderId());
    orRefuse(
        () -> {
          render.slate(request.getSlate());
          return render;
        });
    ticks.now();
    answer(caller, SetSlateResponse.newBuilder().setRender(message(render)).build());
  }

  @Override
  @Blocking
  public void applyDirective(
      ApplyDirectiveRequest request, StreamObserver<ApplyDirectiveResponse> caller) {
    long at = stages.apply(get(request.getRenderId()), request);
    ticks.now();
    answer(caller, ApplyDirectiveResponse.newBuilder().setMediaTimeUs(at).build());
  }

  @Override
  @Blocking
  public void putProducts(PutProductsRequest request, StreamObserver<PutProductsResponse> caller) {
    int known = stages.put(get(request.getRenderId()), request);
    answer(caller, PutProductsResponse.newBuilder().setKnownCount(known).build());
  }

  @Override
  @Blocking
  public void putStageAsset(
      PutStageAssetRequest request, StreamObserver<PutStageAssetResponse> caller) {
    answer(caller, stages.put(get(request.getRenderId()), request));
  }

  @Override
  @Blocking
  public void getStage(GetStageRequest request, StreamObserver<GetStageResponse> caller) {
    answer(caller, stages.stage(get(request.getRenderId())));
  }

  @Override
  @Blocking
  public void preflight(PreflightRequest request, StreamObserver<PreflightResponse> caller) {
    answer(caller, stages.preflight(get(request.getRenderId()), request));
  }

  @Override
  @Blocking
  public void stopRender(StopRenderRequest request, StreamObserver<StopRenderResponse> caller) {
    Render render = orRefuse(() -> slots.stop(request.getRenderId()));
    LOG.info("render ended", LogKey.BROADCAST_ID.is(render.order().broadcastId()));
    ticks.now();
    answer(caller, StopRenderResponse.newBuilder().setRender(message(render)).build());
  }

  @Override
  @Blocking
  public void getRender(GetRenderRequest request, StreamObserver<GetRenderResponse> caller) {
    Render render = get(request.getRenderId());
    answer(caller, GetRenderResponse.newBuilder().setRender(message(render)).build());
  }

  @Override
  @Blocking
  public void listRenders(ListRendersRequest request, StreamObserver<ListRendersResponse> caller) {
    List<Render> all = slots.all();
    int size = request.getPageSize() == 0 ? USUAL_PAGE : request.getPageSize();
    int from = 0;
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).order().renderId().equals(request.getPageToken())) {
        from = i + 1;
      }
    }
    List<Render> page = all.subList(from, Math.min(all.size(), from + size));
    var out = ListRendersResponse.newBuilder();
    page.forEach(render -> out.addRenders(message(render)));
    if (from + size < all.size()) {
      out.setNextPageToken(page.getLast().order().renderId());
    }
    answer(caller, out.build());
  }

  @Override
  public void watchRender(WatchRenderRequest request, StreamObserver<WatchRenderResponse> caller) {
    Render render = get(request.getRenderId());
    ticks.watch(
        (ServerCallStreamObserver<WatchRenderResponse>) caller,
        CallContextWiring.ofThisCall(),
        () -> message(render));
  }

  @Override
  public void watchPreview(
      WatchPreviewRequest request, StreamObserver<WatchPreviewResponse> caller) {
    Render render = get(request.getRenderId());
    Executor onCall = CallContextWiring.ofThisCall();
    try {
      PreviewStreamGrpc.open(
          (ServerCallStreamObserver<WatchPreviewResponse>) caller, onCall, render.preview());
    } catch (Preview.NotJoined e) {
      throw RenderMapper.exception(e, request.getRenderId());
    }
  }

  @Override
  @Blocking
  public void getWorker(GetWorkerRequest request, StreamObserver<GetWorkerResponse> caller) {
    answer(
        caller,
        GetWorkerResponse.newBuilder()
            .setWorkerId(worker.id())
            .setSlots(slots.capacity().slots())
            .setFreeSlots(slots.free())
            .setDraining(drain.draining())
            .setGlRenderer(drawability.renderer())
            .setLimitedBy(slots.capacity().limit().name())
            .setDrawMs(slots.capacity().cost().drawMs())
            .setEncodeMs(slots.capacity().cost().encodeMs())
            .setProcessorMs(slots.capacity().cost().processorMs())
            .setVideoEncoder(slots.encoders().chosen().orElse(""))
            .addAllEncoders(RenderMapper.encoders(slots.encoders()))
            .build());
  }

  private dev.afterglow.api.render.v1.Render message(Render render) {
    return RenderMapper.render(render, worker.id(), System.nanoTime());
  }

  private Render get(String renderId) {
    return orRefuse(() -> slots.get(renderId));
  }

  private static Render orRefuse(Asking asking) {
    try {
      return asking.ask();
    } catch (RenderRefused e) {
      throw asException(e);
    }
  }

  private static AfterglowException asException(RenderRefused refused) {
    return RenderMapper.exception(refused);
  }

  private static <T> void answer(StreamObserver<T> caller, T message) {
    caller.onNext(message);
    caller.onCompleted();
  }

  /** A use case that may refuse. */
  private interface Asking {
    Render ask() throws RenderRefused;
  }
}

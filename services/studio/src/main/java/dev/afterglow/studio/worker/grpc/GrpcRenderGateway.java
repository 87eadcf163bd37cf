package dev.afterglow.studio.worker.grpc;

import dev.afterglow.api.render.v1.GoOnAirRequest;
import dev.afterglow.api.render.v1.RenderServiceGrpc;
import dev.afterglow.api.render.v1.RenderServiceGrpc.RenderServiceBlockingStub;
import dev.afterglow.api.render.v1.SetSlateRequest;
import dev.afterglow.api.render.v1.StartRenderRequest;
import dev.afterglow.api.render.v1.StopRenderRequest;
import dev.afterglow.api.render.v1.WatchRenderRequest;
import dev.afterglow.platform.error.RemoteFault;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.studio.broadcast.BroadcastDetails;
import dev.afterglow.studio.broadcast.Continuation;
import dev.afterglow.studio.broadcast.Purpose;
import dev.afterglow.studio.broadcast.Refusals;
import dev.afterglow.studio.broadcast.RenderGateway;
import dev.afterglow.studio.broadcast.RenderPlace;
import dev.afterglow.studio.broadcast.RenderReport;
import dev.afterglow.studio.slot.SlotLease;
import dev.afterglow.studio.upstream.UpstreamConfig;
import dev.afterglow.studio.upstream.Uses;
import io.grpc.StatusRuntimeException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Renders on whichever worker holds them. */
@ApplicationScoped
public class GrpcRenderGateway implements RenderGateway {

  static final String SERVICE = "render-worker";

  private static final Log LOG = Log.of(GrpcRenderGateway.class);

  private static final Set<String> FULL = Set.of("NO_FREE_SLOT", "DRAINING");
  private static final Set<String> REFUSED =
      Set.of(
          "INVALID_FIELD",
          "RENDER_NOT_FOUND",
          "AVATAR_SEAL_BROKEN",
          "AVATAR_UNUSABLE",
          "RENDERER_UNAVAILABLE",
          "RENDER_ENDED",
          "DISK_FULL",
          "UNKNOWN_PART",
          "TOO_MANY_DIRECTIVES",
          "ASSET_UNUSABLE",
          "STAGE_FULL",
          "LAYOUT_NOT_ALLOWED");

  /** A worker that lives answers within a round trip; all tries together stay under a second. */
  private static final int LISTEN_MS = 250;

  private static final int LISTEN_TRIES = 3;
  private static final int LISTEN_PAUSE_MS = 40;

  private static final String UNKNOWN_RENDER = "RENDER_NOT_FOUND";

  private final WorkerChannels channels;
  private final UpstreamConfig config;
  private final AigcConfig aigc;

  /** Over channels that are made as addresses come up. */
  @Inject
  public GrpcRenderGateway(WorkerChannels channels, UpstreamConfig config, AigcConfig aigc) {
    this.channels = channels;
    this.config = config;
    this.aigc = aigc;
  }

  @Override
  public Optional<RenderReport> start(
      SlotLease slot, UUID requestId, BroadcastDetails details, Continuation continuation) {
    StartRenderRequest request =
        StartRenderRequest.newBuilder()
            .setRequestId(requestId.toString())
            .setBroadcastId(details.broadcastId().toString())
            .setDriveId(details.driveId().toString())
            .setUse(Uses.intended(details.use(), details.roomId(), Purpose.REHEARSAL))
            .setOutput(RenderMapper.format(details.output()))
            .setMediaTimeUs(continuation.mediaTimeUs())
            .setTerm(continuation.term())
            .build();
    try {
      return Optional.of(
          RenderMapper.report(stub(slot.address()).startRender(request).getRender()));
    } catch (StatusRuntimeException e) {
      RemoteFault fault = RemoteFault.from(e);
      if (FULL.contains(fault.reason())) {
        return Optional.empty();
      }
      throw refusal(fault, e);
    }
  }

  @Override
  public RenderReport goOnAir(
      RenderPlace place, UUID requestId, BroadcastDetails details, Continuation continuation) {
    GoOnAirRequest.Builder request =
        GoOnAirRequest.newBuilder()
            .setRequestId(requestId.toString())
            .setRenderId(place.renderId().toString())
            .setUse(Uses.intended(details.use(), details.roomId(), Purpose.LIVE))
            .addAllDestinations(
                RenderMapper.destinations(details.destinations(), continuation.acknowledged()))
            .setAigc(RenderMapper.aigc(details, aigc.contentProducer()));
    continuation.streamZeroUs().ifPresent(request::setStreamZeroUs);
    return asking(() -> RenderMapper.report(stub(place).goOnAir(request.build()).getRender()));
  }

  @Override
  public RenderReport setSlate(RenderPlace place, UUID requestId, boolean slate) {
    SetSlateRequest request =
        SetSlateRequest.newBuilder()
            .setRequestId(requestId.toString())
            .setRenderId(place.renderId().toString())
            .setSlate(slate)
            .build();
    return asking(() -> RenderMapper.report(stub(place).setSlate(request).getRender()));
  }

  @Override
  public Optional<RenderReport> stop(RenderPlace place, UUID requestId) {
    StopRenderRequest request =
        StopRenderRequest.newBuilder()
            .setRequestId(requestId.toString())
            .setRenderId(place.renderId().toString())
            .build();
    return asking(
        () -> {
          try {
            return Optional.of(RenderMapper.report(stub(place).stopRender(request).getRender()));
          } catch (StatusRuntimeException e) {
            if (RemoteFault.from(e).reason().equals(UNKNOWN_RENDER)) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  @Override
  public Watch watch(RenderPlace place, Consumer<RenderReport> reports, Consumer<WatchEnd> end) {
    RenderWatchCall call = new RenderWatchCall(reports, end);
    WatchRenderRequest request =
        WatchRenderRequest.newBuilder().setRenderId(place.renderId().toString()).build();
    RenderServiceGrpc.newStub(channels.channel(place.slot().address())).watchRender(request, call);
    return call::close;
  }

  /**
   * A refusal is final. A connection is not: a process that is being killed closes what it has one
   * by one, so it is asked again.
   */
  @Override
  public boolean listens(RenderPlace place) {
    try {
      boolean listens = false;
      for (int i = 0; i < LISTEN_TRIES; i++) {
        listens = connects(place.slot().address());
        TimeUnit.MILLISECONDS.sleep(LISTEN_PAUSE_MS);
      }
      return listens;
    } catch (ConnectException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static boolean connects(String address) throws ConnectException {
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
    int port = Integer.parseInt(address.substring(colon + 1));
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), LISTEN_MS);
      return true;
    } catch (ConnectException e) {
      throw e;
    } catch (IOException e) {
      return false;
    }
  }

  static boolean isUnknownRender(Throwable failure) {
    return failure instanceof StatusRuntimeException e
        && RemoteFault.from(e).reason().equals(UNKNOWN_RENDER);
  }

  private RenderServiceBlockingStub stub(RenderPlace place) {
    return stub(place.slot().address());
  }

  private RenderServiceBlockingStub stub(String address) {
    return RenderServiceGrpc.newBlockingStub(channels.channel(address))
        .withDeadlineAfter(config.renderDeadline().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What a worker answers, or its refusal in the studio's words. */
  public static <T> T asking(Supplier<T> call) {
    try {
      return call.get();
    } catch (StatusRuntimeException e) {
      throw refusal(RemoteFault.from(e), e);
    }
  }

  private static RuntimeException refusal(RemoteFault fault, StatusRuntimeException cause) {
    if (fault.reason().equals("LEASE_DENIED")) {
      String reasons = fault.metadata().getOrDefault("reasons", "");
      return Refusals.notLicensed(
          reasons.isEmpty() ? List.of("UNSPECIFIED") : List.of(reasons.split(",")));
    }
    if (REFUSED.contains(fault.reason())) {
      return Refusals.renderRefused(fault.reason(), detail(fault), cause);
    }
    LOG.warn("service did not answer", LogKey.KIND.is(SERVICE), LogKey.CODE.is(cause.getStatus()));
    return Refusals.serviceUnavailable(SERVICE, cause);
  }

  private static String detail(RemoteFault fault) {
    return fault.metadata().entrySet().stream()
        .map(it -> it.getKey() + "=" + it.getValue())
        .sorted()
        .reduce((left, right) -> left + " " + right)
        .orElse("");
  }
}

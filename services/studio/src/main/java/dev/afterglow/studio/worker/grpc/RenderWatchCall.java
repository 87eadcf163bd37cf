package dev.afterglow.studio.worker.grpc;

import dev.afterglow.api.render.v1.WatchRenderRequest;
import dev.afterglow.api.render.v1.WatchRenderResponse;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.studio.broadcast.RenderGateway.WatchEnd;
import dev.afterglow.studio.broadcast.RenderReport;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One running WatchRender. Reports are handed on one at a time, the next after the last is done.
 */
final class RenderWatchCall
    implements ClientResponseObserver<WatchRenderRequest, WatchRenderResponse> {

  private static final Log LOG = Log.of(RenderWatchCall.class);

  private final Consumer<RenderReport> reports;
  private final Consumer<WatchEnd> end;
  private final AtomicReference<@Nullable ClientCallStreamObserver<WatchRenderRequest>> call =
      new AtomicReference<>();
  private volatile boolean closed;

  RenderWatchCall(Consumer<RenderReport> reports, Consumer<WatchEnd> end) {
    this.reports = reports;
    this.end = end;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<WatchRenderRequest> stream) {
    call.set(stream);
  }

  @Override
  public void onNext(WatchRenderResponse response) {
    if (closed) {
      return;
    }
    try {
      reports.accept(RenderMapper.report(response.getRender()));
    } catch (RuntimeException e) {
      // The next report, a second later, says the same again: one that could not be stored or read
      // is not lost.
      LOG.warn("render report not taken", LogKey.EXCEPTION.is(e.getClass().getSimpleName()));
    }
  }

  @Override
  public void onError(Throwable failure) {
    finish(GrpcRenderGateway.isUnknownRender(failure) ? WatchEnd.UNKNOWN_RENDER : WatchEnd.BROKEN);
  }

  @Override
  public void onCompleted() {
    finish(WatchEnd.COMPLETED);
  }

  void close() {
    closed = true;
    ClientCallStreamObserver<WatchRenderRequest> stream = call.get();
    if (stream != null) {
      stream.cancel("no longer watched", null);
    }
  }

  private void finish(WatchEnd how) {
    if (!closed) {
      closed = true;
      end.accept(how);
    }
  }
}

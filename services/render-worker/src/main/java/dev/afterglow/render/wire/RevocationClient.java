package dev.afterglow.render.wire;

import dev.afterglow.api.registry.v1.LeaseServiceGrpc;
import dev.afterglow.api.registry.v1.WatchLeasesRequest;
import dev.afterglow.api.registry.v1.WatchLeasesResponse;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.render.job.RenderSlots;
import dev.afterglow.render.worker.WorkerIdentity;
import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Listens for revocations: the fast path to the slate. The safe path is that leases run out, so a
 * lost stream here is taken up again and nothing more.
 */
@ApplicationScoped
public class RevocationClient {
  private static final Log LOG = Log.of(RevocationClient.class);
  private static final long RETRY_MS = 500;

  /**
   * The registry speaks at least every 2 s; silence for three times that means a dead connection.
   */
  private static final long SILENCE_MS = 6_000;

  private final Channel channel;
  private final WorkerIdentity worker;
  private final RenderSlots slots;
  private final Thread thread = Thread.ofVirtual().name("revocations").unstarted(this::run);
  private volatile boolean running = true;
  private volatile String cursor = "";
  private volatile long heardNanos;

  RevocationClient(
      @GrpcClient("registry") Channel channel, WorkerIdentity worker, RenderSlots slots) {
    this.channel = channel;
    this.worker = worker;
    this.slots = slots;
  }

  void atStart(@Observes StartupEvent event) {
    thread.start();
  }

  void atEnd(@Observes ShutdownEvent event) {
    running = false;
    thread.interrupt();
  }

  private void run() {
    try {
      while (running) {
        watchOnce();
        TimeUnit.MILLISECONDS.sleep(RETRY_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watchOnce() throws InterruptedException {
    Stream stream = new Stream();
    heardNanos = System.nanoTime();
    LeaseServiceGrpc.newStub(channel)
        .watchLeases(
            WatchLeasesRequest.newBuilder().setHolder(worker.id()).setCursor(cursor).build(),
            stream);
    try {
      while (!stream.over.await(1, TimeUnit.SECONDS)) {
        if (System.nanoTime() - heardNanos > SILENCE_MS * 1_000_000) {
          stream.cancel();
          return;
        }
      }
    } catch (InterruptedException e) {
      stream.cancel();
      throw e;
    }
  }

  /** One connection. */
  private final class Stream
      implements ClientResponseObserver<WatchLeasesRequest, WatchLeasesResponse> {
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable ClientCallStreamObserver<WatchLeasesRequest> call;

    @Override
    public void beforeStart(ClientCallStreamObserver<WatchLeasesRequest> started) {
      call = started;
    }

    @Override
    public void onNext(WatchLeasesResponse response) {
      heardNanos = System.nanoTime();
      cursor = response.getCursor();
      if (response.hasRevoked()) {
        String leaseId = response.getRevoked().getLeaseId();
        LOG.info("lease revoked", LogKey.LEASE_ID.is(leaseId));
        slots.revoked(leaseId, response.getRevoked().getReason().name());
      }
    }

    @Override
    public void onError(Throwable broken) {
      over.countDown();
    }

    @Override
    public void onCompleted() {
      over.countDown();
    }

    private void cancel() {
      ClientCallStreamObserver<WatchLeasesRequest> now = call;
      if (now != null) {
        now.cancel("silent for too long", null);
      }
    }
  }
}

package dev.afterglow.standalone.bench.registry;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.protobuf.ByteString;
import dev.afterglow.api.registry.v1.AppendEvidenceRequest;
import dev.afterglow.api.registry.v1.AppendEvidenceResponse;
import dev.afterglow.api.registry.v1.GetCheckpointRequest;
import dev.afterglow.api.registry.v1.LogServiceGrpc;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** From sending a window of evidence to a signed checkpoint that covers it. */
final class LogLag {
  private static final int WINDOW_BYTES = 400;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Channel registry;
  private final byte[] window = new byte[WINDOW_BYTES];
  private final Map<Long, Long> sentNs = new ConcurrentHashMap<>();
  private final Map<Long, Long> lagNs = new ConcurrentHashMap<>();

  LogLag(Channel registry) {
    this.registry = registry;
    new Random(1).nextBytes(window);
  }

  AppendEvidenceRequest request() {
    return AppendEvidenceRequest.newBuilder()
        .setRequestId(UUID.randomUUID().toString())
        .setBroadcastId(new UUID(7, 7).toString())
        .setWindow(ByteString.copyFrom(window))
        .build();
  }

  /** The times to the answer, and those to the checkpoint. */
  record Measured(Times acknowledged, Times published) {}

  Measured measure(int perSecond, Duration span) throws InterruptedException {
    LogServiceGrpc.LogServiceFutureStub appends = LogServiceGrpc.newFutureStub(registry);
    AtomicBoolean over = new AtomicBoolean();
    Thread watch = new Thread(() -> watch(over), "checkpoints");
    watch.start();
    long begun = System.nanoTime();
    Load<Long> load =
        new Load<>(
            number -> {
              long due = begun + number * 1_000_000_000L / perSecond;
              return Futures.transform(
                  appends.appendEvidence(request()),
                  (AppendEvidenceResponse answer) -> {
                    sentNs.put(answer.getIndex(), due);
                    return answer.getIndex();
                  },
                  MoreExecutors.directExecutor());
            },
            index -> {});
    Times acknowledged = load.open(perSecond, span);
    long until = System.nanoTime() + LONGEST.toNanos();
    while (!sentNs.isEmpty() && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    over.set(true);
    watch.join();
    long[] lags = lagNs.values().stream().mapToLong(Long::longValue).toArray();
    return new Measured(acknowledged, Times.of(lags, sentNs.size(), acknowledged.took()));
  }

  private void watch(AtomicBoolean over) {
    LogServiceGrpc.LogServiceBlockingStub log = LogServiceGrpc.newBlockingStub(registry);
    while (!over.get()) {
      try {
        long size = log.getCheckpoint(GetCheckpointRequest.getDefaultInstance()).getTreeSize();
        long now = System.nanoTime();
        sentNs.forEach(
            (index, sent) -> {
              if (index < size) {
                lagNs.put(index, now - sent);
                sentNs.remove(index);
              }
            });
      } catch (StatusRuntimeException e) {
        // Asked again, after the same pause: what is measured shares these cores.
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}

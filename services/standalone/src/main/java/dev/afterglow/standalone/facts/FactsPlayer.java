package dev.afterglow.standalone.facts;

import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.api.commerce.v1.FactServiceGrpc;
import dev.afterglow.api.commerce.v1.RecordFactsRequest;
import dev.afterglow.api.commerce.v1.RecordFactsResponse;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends the facts that fall due, a call every half second, each acknowledged before the next. A
 * batch whose answer was lost is sent again: the same source and id count once, so what is counted
 * as acknowledged here must be what the room counts.
 */
public final class FactsPlayer implements AutoCloseable {
  private static final Duration PACE = Duration.ofMillis(500);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  private final FactSource source;
  private final Channel commerce;
  private final Clock clock;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong failedCalls = new AtomicLong();
  private final Thread thread;
  private volatile boolean stopped;

  private FactsPlayer(FactSource source, Channel commerce, Clock clock) {
    this.source = source;
    this.commerce = commerce;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("facts-player").unstarted(this::play);
  }

  /** Starts to play. */
  public static FactsPlayer start(FactSource source, Channel commerce, Clock clock) {
    FactsPlayer player = new FactsPlayer(source, commerce, clock);
    player.thread.start();
    return player;
  }

  private void play() {
    List<Fact> batch = List.of();
    while (!stopped || !batch.isEmpty()) {
      if (batch.isEmpty()) {
        batch = source.due(clock.instant());
      }
      if (!batch.isEmpty() && send(batch)) {
        batch = List.of();
      } else if (stopped && !batch.isEmpty() && Thread.currentThread().isInterrupted()) {
        return;
      }
      try {
        Thread.sleep(PACE);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private boolean send(List<Fact> batch) {
    CompletableFuture<RecordFactsResponse> answer = new CompletableFuture<>();
    StreamObserver<RecordFactsRequest> call =
        FactServiceGrpc.newStub(commerce)
            .withDeadlineAfter(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
            .recordFacts(new Answer(answer));
    try {
      call.onNext(RecordFactsRequest.newBuilder().addAllFacts(new ArrayList<>(batch)).build());
      call.onCompleted();
      RecordFactsResponse response =
          answer.get(ANSWER_LIMIT.toMillis() + 1_000, TimeUnit.MILLISECONDS);
      acknowledged.addAndGet(response.getAcceptedCount());
      refused.addAndGet(response.getRefusedCount());
      return true;
    } catch (ExecutionException | TimeoutException | IllegalStateException lost) {
      failedCalls.incrementAndGet();
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Facts that Kafka holds by the service's word, each counted once. */
  public long acknowledged() {
    return acknowledged.get();
  }

  /** Facts that the service refused for a fault of theirs. */
  public long refused() {
    return refused.get();
  }

  /** Calls that were answered by nothing and made again. */
  public long failedCalls() {
    return failedCalls.get();
  }

  /** What is played. */
  public String label() {
    return source.label();
  }

  /** Stops after the batch that is under way is acknowledged, or after ten seconds. */
  @Override
  public void close() {
    stopped = true;
    try {
      thread.join(ANSWER_LIMIT);
      thread.interrupt();
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private record Answer(CompletableFuture<RecordFactsResponse> future)
      implements StreamObserver<RecordFactsResponse> {
    @Override
    public void onNext(RecordFactsResponse response) {
      future.complete(response);
    }

    @Override
    public void onError(Throwable failure) {
      future.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      future.completeExceptionally(new IllegalStateException("no answer"));
    }
  }
}

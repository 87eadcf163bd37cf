package dev.afterglow.e2e;

import com.google.protobuf.ByteString;
import dev.afterglow.api.registry.v1.AppendEvidenceRequest;
import dev.afterglow.api.registry.v1.LogServiceGrpc;
import dev.afterglow.api.registry.v1.LogServiceGrpc.LogServiceBlockingStub;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Hands windows in one after the other, each again until it is acknowledged, as a caller that must
 * not lose one does.
 */
final class LogAppender {
  private static final int WINDOW_BYTES = 200;

  private final LogServiceBlockingStub log;
  private final Random random;
  private final List<Kept> kept = new ArrayList<>();
  private final Thread thread;
  private volatile boolean over;
  private volatile RuntimeException failure;

  private LogAppender(Channel channel, long seed) {
    this.log = LogServiceGrpc.newBlockingStub(channel);
    this.random = new Random(seed);
    this.thread = new Thread(this::run, "appender");
  }

  /** A window with the place that its acknowledgement told. */
  record Kept(AppendEvidenceRequest request, long index) {
    ByteString window() {
      return request.getWindow();
    }
  }

  static LogAppender start(Channel channel, long seed) {
    LogAppender appender = new LogAppender(channel, seed);
    appender.thread.start();
    return appender;
  }

  private void run() {
    try {
      while (!over) {
        AppendEvidenceRequest request = request();
        kept.add(new Kept(request, append(request)));
      }
    } catch (RuntimeException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private AppendEvidenceRequest request() {
    byte[] window = new byte[WINDOW_BYTES];
    random.nextBytes(window);
    return AppendEvidenceRequest.newBuilder()
        .setRequestId(new UUID(random.nextLong(), random.nextLong()).toString())
        .setBroadcastId(new UUID(7, random.nextInt(5)).toString())
        .setWindow(ByteString.copyFrom(window))
        .build();
  }

  private long append(AppendEvidenceRequest request) throws InterruptedException {
    while (true) {
      try {
        return log.withDeadlineAfter(20, TimeUnit.SECONDS).appendEvidence(request).getIndex();
      } catch (StatusRuntimeException e) {
        if (!isTrouble(e)) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  /** Whether the service was away, or went away with the answer, whatever gRPC calls that here. */
  static boolean isTrouble(StatusRuntimeException refused) {
    Status.Code code = refused.getStatus().getCode();
    return code == Status.Code.UNAVAILABLE
        || code == Status.Code.DEADLINE_EXCEEDED
        || refused.getCause() instanceof IOException;
  }

  /** Ends with the window at hand acknowledged. */
  List<Kept> finish() throws InterruptedException {
    over = true;
    thread.join();
    if (failure != null) {
      throw new AssertionError("a window was refused", failure);
    }
    return List.copyOf(kept);
  }
}

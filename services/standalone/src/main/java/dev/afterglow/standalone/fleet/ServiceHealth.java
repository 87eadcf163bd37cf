package dev.afterglow.standalone.fleet;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.util.concurrent.TimeUnit;

/** Asks a service by {@code grpc.health.v1} whether it serves. */
final class ServiceHealth {
  private static final long ANSWER_LIMIT_MS = 2_000;

  private ServiceHealth() {}

  static boolean isServing(ManagedChannel channel) {
    try {
      ServingStatus status =
          HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(ANSWER_LIMIT_MS, TimeUnit.MILLISECONDS)
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus();
      return status == ServingStatus.SERVING;
    } catch (StatusRuntimeException notYet) {
      // A channel that failed to connect waits longer and longer; the service may be there now.
      channel.resetConnectBackoff();
      return false;
    }
  }
}

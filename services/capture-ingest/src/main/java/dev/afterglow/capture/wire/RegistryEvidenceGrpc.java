package dev.afterglow.capture.wire;

import com.google.protobuf.ByteString;
import dev.afterglow.api.registry.v1.AppendEvidenceRequest;
import dev.afterglow.api.registry.v1.LogService;
import dev.afterglow.capture.evidence.EvidenceConfig;
import dev.afterglow.capture.evidence.EvidenceItem;
import dev.afterglow.capture.evidence.EvidenceLog;
import dev.afterglow.platform.error.RemoteFault;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The log of the avatar-registry. */
@Singleton
public final class RegistryEvidenceGrpc implements EvidenceLog {
  private final LogService registry;
  private final Duration deadline;

  /** Over the client {@code registry}. */
  @Inject
  public RegistryEvidenceGrpc(@GrpcClient("registry") LogService registry, EvidenceConfig config) {
    this.registry = registry;
    this.deadline = config.deadline();
  }

  private record Settled(EvidenceItem item, Outcome outcome) {}

  @Override
  public Map<EvidenceItem, Outcome> append(List<EvidenceItem> items) {
    Map<EvidenceItem, Outcome> outcomes = new HashMap<>();
    Multi.createFrom()
        .iterable(items)
        .onItem()
        .transformToUni(this::append)
        .merge(Math.max(1, items.size()))
        .collect()
        .asList()
        .await()
        // Each call has its own limit.
        .atMost(deadline.multipliedBy(2))
        .forEach(it -> outcomes.put(it.item(), it.outcome()));
    return outcomes;
  }

  private Uni<Settled> append(EvidenceItem item) {
    AppendEvidenceRequest request =
        AppendEvidenceRequest.newBuilder()
            .setRequestId(item.requestId())
            .setBroadcastId(item.broadcastId())
            .setDriverSubjectId(item.driverSubjectId())
            .setWindow(ByteString.copyFrom(item.window()))
            .build();
    return registry
        .appendEvidence(request)
        .map(_ -> new Settled(item, Outcome.KEPT))
        .ifNoItem()
        .after(deadline)
        .fail()
        .onFailure()
        .recoverWithItem(failure -> new Settled(item, outcome(failure)));
  }

  /** What the registry says of the window itself is for good; all else is tried again. */
  private static Outcome outcome(Throwable failure) {
    if (!(failure instanceof StatusRuntimeException refused)) {
      return Outcome.LATER;
    }
    return switch (RemoteFault.from(refused).reason()) {
      // The driver is erased.
      case "ILLEGAL_TRANSITION", "REQUEST_ID_REUSED" -> Outcome.REFUSED;
      default ->
          refused.getStatus().getCode() == Status.Code.INVALID_ARGUMENT
              ? Outcome.REFUSED
              : Outcome.LATER;
    };
  }
}

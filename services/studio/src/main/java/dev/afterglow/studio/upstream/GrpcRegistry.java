package dev.afterglow.studio.upstream;

import dev.afterglow.api.registry.v1.DecideRequest;
import dev.afterglow.api.registry.v1.DecideResponse;
import dev.afterglow.api.registry.v1.LicenceService;
import dev.afterglow.studio.broadcast.BroadcastUse;
import dev.afterglow.studio.broadcast.Purpose;
import dev.afterglow.studio.broadcast.Registry;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Licence decisions of avatar-registry. */
@ApplicationScoped
public class GrpcRegistry implements Registry {

  private static final String PREFIX = "DENIAL_REASON_";

  private final LicenceService licences;
  private final Upstream upstream;

  /** Over the client {@code registry}. */
  @Inject
  public GrpcRegistry(@GrpcClient("registry") LicenceService licences, UpstreamConfig config) {
    this.licences = licences;
    this.upstream = new Upstream("avatar-registry", config.deadline());
  }

  @Override
  public List<String> denials(BroadcastUse use, UUID roomId, Purpose purpose) {
    DecideRequest request =
        DecideRequest.newBuilder().setUse(Uses.intended(use, roomId, purpose)).build();
    DecideResponse decision = upstream.answer(licences.decide(request), fault -> Optional.empty());
    List<String> reasons =
        decision.getDenialsList().stream()
            .map(it -> it.getReason().name())
            .map(it -> it.startsWith(PREFIX) ? it.substring(PREFIX.length()) : it)
            .distinct()
            .toList();
    // Deny by default: a no without a reason, or one of a newer registry, is a no.
    boolean silentNo = !decision.getAllowed() && reasons.isEmpty();
    return silentNo ? List.of("UNSPECIFIED") : reasons;
  }
}

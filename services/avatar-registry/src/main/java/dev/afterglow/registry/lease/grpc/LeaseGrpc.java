package dev.afterglow.registry.lease.grpc;

import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.AcquireLeaseResponse;
import dev.afterglow.api.registry.v1.DenialReason;
import dev.afterglow.api.registry.v1.LeaseRevoked;
import dev.afterglow.api.registry.v1.LeaseService;
import dev.afterglow.api.registry.v1.ReleaseLeaseRequest;
import dev.afterglow.api.registry.v1.ReleaseLeaseResponse;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.api.registry.v1.RenewLeaseResponse;
import dev.afterglow.api.registry.v1.WatchLeasesRequest;
import dev.afterglow.api.registry.v1.WatchLeasesResponse;
import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.lease.LeaseEvent;
import dev.afterglow.registry.lease.Push;
import dev.afterglow.registry.lease.StreamLease;
import dev.afterglow.registry.lease.storage.LeaseDesk;
import dev.afterglow.registry.lease.storage.LeaseFeed;
import dev.afterglow.registry.licence.storage.LicenceDesk;
import dev.afterglow.registry.vault.Vault;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;

/** Leases over gRPC: mapper in, mapper out. */
@GrpcService
public class LeaseGrpc implements LeaseService {
  private final LeaseDesk desk;
  private final LeaseFeed feed;
  private final LicenceDesk licences;
  private final Vault vault;

  @Inject
  LeaseGrpc(LeaseDesk desk, LeaseFeed feed, LicenceDesk licences, Vault vault) {
    this.licences = licences;
    this.desk = desk;
    this.feed = feed;
    this.vault = vault;
  }

  @Override
  public Uni<AcquireLeaseResponse> acquireLease(AcquireLeaseRequest request) {
    return desk.acquire(
            new LeaseDesk.Wish(
                CallersTenant.name(),
                Words.id(request.getRequestId()),
                vault.fingerprint(request.toByteArray()),
                Words.use(request.getUse()),
                request.getHolder(),
                request.getTerm()))
        .chain(
            lease ->
                licences
                    .likeness(lease.right().use().licenceId())
                    .map(
                        parts ->
                            AcquireLeaseResponse.newBuilder()
                                .setLease(lease(lease).setPartsSha256(Words.bytes(parts)))
                                .build()));
  }

  @Override
  public Uni<RenewLeaseResponse> renewLease(RenewLeaseRequest request) {
    return desk.renew(Words.id(request.getLeaseId()))
        .map(lease -> RenewLeaseResponse.newBuilder().setLease(lease(lease)).build());
  }

  @Override
  public Uni<ReleaseLeaseResponse> releaseLease(ReleaseLeaseRequest request) {
    return desk.release(Words.id(request.getLeaseId()))
        .replaceWith(ReleaseLeaseResponse.getDefaultInstance());
  }

  @Override
  public Multi<WatchLeasesResponse> watchLeases(WatchLeasesRequest request) {
    return feed.watch(request.getHolder(), request.getCursor()).map(LeaseGrpc::push);
  }

  private static dev.afterglow.api.registry.v1.StreamLease.Builder lease(StreamLease.Live lease) {
    StreamLease.Right right = lease.right();
    return dev.afterglow.api.registry.v1.StreamLease.newBuilder()
        .setLeaseId(right.leaseId())
        .setUse(Words.use(right.use()))
        .setAvatarSha256(Words.bytes(right.avatarSha256Hex()))
        .setEpoch(right.epoch())
        .setTtl(Words.duration(right.ttl()))
        .setExpireTime(Words.timestamp(lease.expireTime()))
        .setIdleMotionAllowed(lease.fill().idleMotion())
        .setMouthFromVoiceAllowed(lease.fill().mouthFromVoice());
  }

  private static WatchLeasesResponse push(Push push) {
    var message = WatchLeasesResponse.newBuilder().setCursor(Long.toString(push.cursor()));
    return switch (push) {
      case Push.Alive alive -> message.setHeartbeatTime(Words.timestamp(alive.time())).build();
      case Push.Revoked revoked -> message.setRevoked(event(revoked.event())).build();
    };
  }

  private static LeaseRevoked event(LeaseEvent event) {
    return LeaseRevoked.newBuilder()
        .setLeaseId(event.leaseId())
        .setReason(Words.contract(event.reason(), "DENIAL_REASON_", DenialReason.class))
        .setEpoch(event.epoch())
        .build();
  }
}

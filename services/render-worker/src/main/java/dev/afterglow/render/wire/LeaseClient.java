package dev.afterglow.render.wire;

import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.IntendedUse;
import dev.afterglow.api.registry.v1.LeaseServiceGrpc;
import dev.afterglow.api.registry.v1.LeaseServiceGrpc.LeaseServiceBlockingStub;
import dev.afterglow.api.registry.v1.MotionMode;
import dev.afterglow.api.registry.v1.ReleaseLeaseRequest;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.api.registry.v1.StreamLease;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.RemoteFault;
import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.render.job.LeaseTerms;
import dev.afterglow.render.lease.FillRight;
import dev.afterglow.render.lease.MotionRight;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** Leases for one use, from the registry. */
final class LeaseClient implements LeaseTerms {
  private static final Log LOG = Log.of(LeaseClient.class);
  private static final long ACQUIRE_MS = 5_000;

  /** Under half of the shortest time to live, so that two renewals fit into one lease. */
  private static final long RENEW_MS = 2_000;

  private final Channel channel;
  private final IntendedUse use;
  private final String holder;
  private final long term;
  private final Ids ids;

  /**
   * @param term which worker of the room's this is, counted up
   */
  LeaseClient(Channel channel, IntendedUse use, String holder, long term, Ids ids) {
    this.channel = channel;
    this.use = use;
    this.holder = holder;
    this.term = term;
    this.ids = ids;
  }

  @Override
  public String avatarId() {
    return use.getAvatarId();
  }

  @Override
  public Grant acquire() throws Denied, Unreachable {
    try {
      StreamLease lease =
          stub(ACQUIRE_MS)
              .acquireLease(
                  AcquireLeaseRequest.newBuilder()
                      .setRequestId(ids.next())
                      .setUse(use)
                      .setHolder(holder)
                      .setTerm(term)
                      .build())
              .getLease();
      LOG.info("lease granted", LogKey.LEASE_ID.is(lease.getLeaseId()));
      return grant(lease);
    } catch (StatusRuntimeException e) {
      throw refusal(e);
    }
  }

  @Override
  public Grant renew(String leaseId) throws Denied, Unreachable {
    try {
      return grant(
          stub(RENEW_MS)
              .renewLease(RenewLeaseRequest.newBuilder().setLeaseId(leaseId).build())
              .getLease());
    } catch (StatusRuntimeException e) {
      throw refusal(e);
    }
  }

  @Override
  public void release(String leaseId) {
    try {
      stub(RENEW_MS).releaseLease(ReleaseLeaseRequest.newBuilder().setLeaseId(leaseId).build());
    } catch (StatusRuntimeException e) {
      LOG.debug("lease not released, it will run out", LogKey.LEASE_ID.is(leaseId));
    }
  }

  private LeaseServiceBlockingStub stub(long deadlineMs) {
    return LeaseServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(deadlineMs, TimeUnit.MILLISECONDS);
  }

  /** A refusal as such, or Unreachable, which is thrown from here. */
  private static Denied refusal(StatusRuntimeException e) throws Unreachable {
    RemoteFault fault = RemoteFault.from(e);
    boolean decided =
        fault.kind() == Fault.DENIED
            || fault.kind() == Fault.FAILED_PRECONDITION
            || fault.kind() == Fault.INVALID
            || fault.kind() == Fault.NOT_FOUND;
    if (!decided) {
      throw new Unreachable(e);
    }
    String reasons = fault.metadata().getOrDefault("reasons", fault.reason());
    return new Denied(reasons, "LEASE_NOT_FOUND".equals(fault.reason()));
  }

  private static Grant grant(StreamLease lease) {
    return new Grant(
        lease.getLeaseId(),
        HexFormat.of().formatHex(lease.getAvatarSha256().toByteArray()),
        HexFormat.of().formatHex(lease.getPartsSha256().toByteArray()),
        Duration.ofSeconds(lease.getTtl().getSeconds(), lease.getTtl().getNanos()),
        motion(lease.getUse().getMotion()),
        new FillRight(lease.getIdleMotionAllowed(), lease.getMouthFromVoiceAllowed()));
  }

  /** By what the registry granted, not by what was asked for. */
  private static MotionRight motion(MotionMode granted) {
    return switch (granted) {
      case MOTION_MODE_MOCAP -> MotionRight.MOCAP;
      case MOTION_MODE_AUDIO_DRIVEN -> MotionRight.AUDIO_DRIVEN;
      case MOTION_MODE_CLIP -> MotionRight.CLIP;
      case MOTION_MODE_TAPE -> MotionRight.TAPE;
      case MOTION_MODE_UNSPECIFIED, UNRECOGNIZED -> MotionRight.NONE;
    };
  }
}

package dev.afterglow.registry.lease.storage;

import dev.afterglow.registry.lease.StreamLease;
import dev.afterglow.registry.storage.StoredJson;
import dev.afterglow.registry.storage.TenantRow;
import dev.afterglow.registry.use.IntendedUse;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A lease's row. */
@Entity
@Table(name = "lease")
public class LeaseEntity extends TenantRow {
  /** Which. */
  @Id
  @Column(name = "lease_id")
  public String leaseId = "";

  /** Who holds it. */
  public String holder = "";

  /** Under which licence. */
  @Column(name = "licence_id")
  public String licenceId = "";

  /** For which room. */
  @Column(name = "room_id")
  public String roomId = "";

  /** Who drives. */
  @Column(name = "driver_subject_id")
  public String driverSubjectId = "";

  /** Who is portrayed. */
  @Column(name = "licensor_subject_id")
  public String licensorSubjectId = "";

  /** {@link IntendedUse} as JSON. */
  @Column(name = "intended_use")
  public String intendedUse = "";

  /** The file. */
  @Column(name = "avatar_sha256")
  public String avatarSha256 = "";

  /** Which worker of the room's, counted up. */
  public long term;

  /** The licence's epoch when granted. */
  public long epoch;

  /** The licence's epoch since the revocation. */
  @Column(name = "new_epoch")
  public long newEpoch;

  /** Time to live. */
  @Column(name = "ttl_ms")
  public long ttlMs;

  /** When it ends. */
  @Column(name = "expire_time")
  public Instant expireTime = Instant.EPOCH;

  /** When it was granted. */
  @Column(name = "start_time")
  public Instant startTime = Instant.EPOCH;

  /** Since when the driver drives the room without a break; null on leases of before that. */
  @Column(name = "drive_time")
  public @Nullable Instant driveTime;

  /** When it was released or revoked. */
  @Column(name = "end_time")
  public @Nullable Instant endTime;

  /** LIVE, RELEASED or REVOKED. */
  public String state = "";

  /** The request that made it. */
  @Column(name = "request_id")
  public String requestId = "";

  /** What equal requests share. */
  @Column(name = "request_fingerprint")
  public byte[] requestFingerprint = {};

  /** The row of a lease just granted. */
  public static LeaseEntity of(
      String tenant,
      StreamLease.Live lease,
      long term,
      Instant driveTime,
      String requestId,
      byte[] fingerprint) {
    StreamLease.Right right = lease.right();
    LeaseEntity row = new LeaseEntity();
    row.tenant = tenant;
    row.leaseId = right.leaseId();
    row.holder = right.holder();
    row.licenceId = right.use().licenceId();
    row.roomId = right.use().roomId();
    row.driverSubjectId = right.use().driverSubjectId();
    row.licensorSubjectId = right.licensorSubjectId();
    row.intendedUse = StoredJson.text(right.use());
    row.avatarSha256 = right.avatarSha256Hex();
    row.term = term;
    row.epoch = right.epoch();
    row.ttlMs = right.ttl().toMillis();
    row.startTime = lease.expireTime().minus(right.ttl());
    row.driveTime = driveTime;
    row.expireTime = lease.expireTime();
    row.state = "LIVE";
    row.requestId = requestId;
    row.requestFingerprint = fingerprint;
    return row;
  }

  /** Writes its end into the row. */
  public void end(StreamLease lease, Instant now) {
    become(lease);
    endTime = now.isBefore(expireTime) ? now : expireTime;
  }

  /** Writes a later state into the row. */
  public void become(StreamLease lease) {
    switch (lease) {
      case StreamLease.Live live -> expireTime = live.expireTime();
      case StreamLease.Released _ -> state = "RELEASED";
      case StreamLease.Revoked revoked -> {
        state = "REVOKED";
        newEpoch = revoked.newEpoch();
      }
    }
  }

  /** The lease of this row. */
  public StreamLease lease() {
    StreamLease.Right right =
        new StreamLease.Right(
            leaseId,
            holder,
            StoredJson.record(intendedUse, IntendedUse.class),
            licensorSubjectId,
            avatarSha256,
            epoch,
            Duration.ofMillis(ttlMs));
    return switch (state) {
      case "LIVE" -> new StreamLease.Live(right, expireTime);
      case "RELEASED" -> new StreamLease.Released(right);
      case "REVOKED" -> new StreamLease.Revoked(right, newEpoch, expireTime);
      default -> throw new IllegalStateException("a lease's row has no known state");
    };
  }
}

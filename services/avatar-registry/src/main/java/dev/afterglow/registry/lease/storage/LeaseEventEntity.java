package dev.afterglow.registry.lease.storage;

import dev.afterglow.registry.decision.DenialReason;
import dev.afterglow.registry.storage.TenantRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A revocation on its way. */
@Entity
@Table(name = "lease_event")
public class LeaseEventEntity extends TenantRow {
  /** Its place. */
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public @Nullable Long sequence;

  /** Whom it concerns. */
  public String holder = "";

  /** The void lease. */
  @Column(name = "lease_id")
  public String leaseId = "";

  /** Why: a {@link DenialReason}. */
  public String reason = "";

  /** The licence's epoch since. */
  public long epoch;

  /** When. */
  @Column(name = "create_time")
  public Instant createTime = Instant.EPOCH;
}

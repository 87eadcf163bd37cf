package dev.afterglow.registry.once.storage;

import dev.afterglow.registry.storage.TenantRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A first answer. */
@Entity
@Table(name = "request")
public class RequestEntity extends TenantRow {
  /** The caller's id. */
  @Id
  @Column(name = "request_id")
  public String requestId = "";

  /** Which method it was for. */
  public String method = "";

  /** What equal requests share, keyed. */
  public byte[] fingerprint = {};

  /** The answer as sent. */
  public byte[] response = {};

  /** When. */
  @Column(name = "create_time")
  public Instant createTime = Instant.EPOCH;
}

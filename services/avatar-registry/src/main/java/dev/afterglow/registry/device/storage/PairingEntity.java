package dev.afterglow.registry.device.storage;

import dev.afterglow.registry.storage.TenantRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A person's open pairing code. */
@Entity
@Table(name = "pairing")
public class PairingEntity extends TenantRow {
  /** Whose device it may enrol. */
  @Id
  @Column(name = "subject_id")
  public String subjectId = "";

  /** The keyed hash of the code. */
  @Column(name = "code_hash")
  public byte[] codeHash = new byte[0];

  /** When it stops working. */
  @Column(name = "expire_time")
  public Instant expireTime = Instant.EPOCH;
}

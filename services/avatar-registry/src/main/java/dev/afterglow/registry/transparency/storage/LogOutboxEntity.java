package dev.afterglow.registry.transparency.storage;

import dev.afterglow.registry.storage.TenantRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An entry that has no place yet; the database numbers the rows as they come. */
@Entity
@Table(name = "log_outbox")
public class LogOutboxEntity extends TenantRow {
  /** Which entry. */
  @Id
  @Column(name = "entry_id")
  public String entryId = "";

  /** Its bytes in the log. */
  public byte[] leaf = {};
}

package dev.afterglow.registry.transparency.storage;

import dev.afterglow.registry.storage.TenantRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What an entry commits to, in full. */
@Entity
@Table(name = "log_opening")
public class LogOpeningEntity extends TenantRow {
  /** Which entry. */
  @Id
  @Column(name = "entry_id")
  public String entryId = "";

  /** What it is about. */
  public String thing = "";

  /** What happened. */
  @Column(name = "record")
  public byte[] openedRecord = {};
}

package dev.afterglow.registry.vault.storage;

import dev.afterglow.registry.storage.TenantRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A subject's key under the master key. Deleting the row erases the document everywhere. */
@Entity
@Table(name = "vault_key")
public class VaultKeyEntity extends TenantRow {
  /** Whose. */
  @Id
  @Column(name = "subject_id")
  public String subjectId = "";

  /** The key, wrapped. */
  @Column(name = "wrapped_key")
  public byte[] wrappedKey = {};

  /** Which version of which master key wraps it. Example: {@code transit:v3}. */
  @Column(name = "wrapped_by")
  public String wrappedBy = "";
}

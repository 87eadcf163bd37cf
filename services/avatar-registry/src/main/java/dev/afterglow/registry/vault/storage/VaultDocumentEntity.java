package dev.afterglow.registry.vault.storage;

import dev.afterglow.registry.storage.TenantRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A sealed document. */
@Entity
@Table(name = "vault_document")
public class VaultDocumentEntity extends TenantRow {
  /** Whose. */
  @Id
  @Column(name = "subject_id")
  public String subjectId = "";

  /** The document under the subject's key. */
  public byte[] ciphertext = {};

  /** What equal documents share. */
  @Column(name = "blind_index")
  public byte[] blindIndex = {};
}

package dev.afterglow.registry.identity.storage;

import dev.afterglow.registry.storage.TenantRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** That one reviewer asked to stop somebody for good. */
@Entity
@Table(name = "person_revocation")
public class RevocationEntity extends TenantRow {
  /** Whom. */
  @Id
  @Column(name = "subject_id")
  public String subjectId = "";

  /** Who asked. */
  @Column(name = "first_reviewer_subject_id")
  public String firstReviewer = "";

  /** When. */
  @Column(name = "first_time")
  public Instant firstTime = Instant.EPOCH;
}

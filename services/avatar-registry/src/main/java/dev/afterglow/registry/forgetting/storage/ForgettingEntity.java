package dev.afterglow.registry.forgetting.storage;

import dev.afterglow.registry.storage.TenantRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A person who is still to be forgotten elsewhere. */
@Entity
@Table(name = "forgetting")
public class ForgettingEntity extends TenantRow {
  /** Who. */
  @Id
  @Column(name = "subject_id")
  public String subjectId = "";

  /** How often it was tried. */
  @Column(name = "attempts")
  public int attempts;

  /** When to try next. */
  @Column(name = "due_time")
  public Instant dueTime = Instant.EPOCH;
}

package dev.afterglow.registry.organisation.storage;

import dev.afterglow.registry.organisation.Organisation;
import dev.afterglow.registry.storage.TenantRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An organisation's row. */
@Entity
@Table(name = "organisation")
public class OrganisationEntity extends TenantRow {
  /** Which. */
  @Id
  @Column(name = "organisation_id")
  public String organisationId = "";

  /** Its name. */
  @Column(name = "display_name")
  public String displayName = "";

  /** When it was recorded. */
  @Column(name = "create_time")
  public Instant createTime = Instant.EPOCH;

  static OrganisationEntity of(Organisation organisation) {
    OrganisationEntity row = new OrganisationEntity();
    row.organisationId = organisation.organisationId();
    row.displayName = organisation.displayName();
    row.createTime = organisation.createTime();
    return row;
  }

  Organisation organisation() {
    return new Organisation(organisationId, displayName, createTime);
  }
}

package dev.afterglow.registry.revenue.storage;

import dev.afterglow.registry.licence.Consent;
import dev.afterglow.registry.revenue.RevenueTerms;
import dev.afterglow.registry.revenue.TermsVersion;
import dev.afterglow.registry.storage.StoredJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** The row of a version of revenue terms. */
@Entity
@Table(name = "revenue_amendment")
@IdClass(AmendmentEntity.Key.class)
public class AmendmentEntity {
  /** Whose. */
  @Id
  @Column(name = "tenant_id")
  public String tenantId = Tenants.DEFAULT;

  /** Of which licence. */
  @Id
  @Column(name = "licence_id")
  public String licenceId = "";

  /** Which version. */
  @Id public int version;

  /** {@link RevenueTerms} as JSON. */
  public String terms = "";

  /** {@link Consent} as JSON. */
  public String consent = "";

  /** From when. */
  @Column(name = "effective_time")
  public Instant effectiveTime = Instant.EPOCH;

  /** When it was agreed. */
  @Column(name = "create_time")
  public Instant createTime = Instant.EPOCH;

  /** What names a row. */
  public record Key(String tenantId, String licenceId, int version) implements Serializable {}

  /** The row of a version just agreed. */
  static AmendmentEntity of(String licenceId, TermsStore.Agreed agreed, Instant now) {
    AmendmentEntity row = new AmendmentEntity();
    row.licenceId = licenceId;
    row.version = agreed.version().version();
    row.terms = StoredJson.text(agreed.version().terms());
    row.consent = StoredJson.text(agreed.consent());
    row.effectiveTime = agreed.version().effectiveTime();
    row.createTime = now;
    return row;
  }

  /** The version of this row. */
  TermsStore.Agreed agreed() {
    return new TermsStore.Agreed(
        new TermsVersion(version, StoredJson.record(terms, RevenueTerms.class), effectiveTime),
        StoredJson.record(consent, Consent.class));
  }
}

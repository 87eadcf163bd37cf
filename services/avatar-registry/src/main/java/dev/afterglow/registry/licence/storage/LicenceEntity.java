package dev.afterglow.registry.licence.storage;

import dev.afterglow.registry.licence.Consent;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.licence.LicenceTerms;
import dev.afterglow.registry.storage.StoredJson;
import dev.afterglow.registry.storage.TenantRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A licence's row. */
@Entity
@Table(name = "licence")
public class LicenceEntity extends TenantRow {
  /** Which. */
  @Id
  @Column(name = "licence_id")
  public String licenceId = "";

  /** Who is portrayed. */
  @Column(name = "licensor_subject_id")
  public String licensorSubjectId = "";

  /** The avatar. */
  @Column(name = "avatar_id")
  public String avatarId = "";

  /** {@link LicenceTerms} as JSON. */
  public String terms = "";

  /** {@link Consent} as JSON. */
  public String consent = "";

  /** The file at the time of granting. */
  @Column(name = "avatar_sha256")
  public String avatarSha256 = "";

  /** ACTIVE or REVOKED. */
  public String state = "";

  /** Counts up with every revocation. */
  public long epoch;

  /** Why it was revoked. */
  public String grounds = "";

  /** When it was granted. */
  @Column(name = "create_time")
  public Instant createTime = Instant.EPOCH;

  /** When it was revoked. */
  @Column(name = "revoke_time")
  public @Nullable Instant revokeTime;

  /** The row of a licence just granted. */
  public static LicenceEntity of(Licence.Active licence) {
    Licence.Grant grant = licence.grant();
    LicenceEntity row = new LicenceEntity();
    row.licenceId = grant.licenceId();
    row.licensorSubjectId = grant.licensorSubjectId();
    row.avatarId = grant.terms().avatarId();
    row.terms = StoredJson.text(grant.terms());
    row.consent = StoredJson.text(grant.consent());
    row.avatarSha256 = grant.avatarSha256Hex();
    row.state = "ACTIVE";
    row.epoch = licence.epoch();
    row.createTime = grant.createTime();
    return row;
  }

  /** Writes the revocation into the row. */
  public void become(Licence.Revoked revoked, String revokeGrounds) {
    state = "REVOKED";
    epoch = revoked.epoch();
    revokeTime = revoked.revokeTime();
    grounds = revokeGrounds;
  }

  /** The licence of this row. */
  public Licence licence() {
    Licence.Grant grant =
        new Licence.Grant(
            licenceId,
            licensorSubjectId,
            StoredJson.record(terms, LicenceTerms.class),
            StoredJson.record(consent, Consent.class),
            avatarSha256,
            createTime);
    return switch (state) {
      case "ACTIVE" -> new Licence.Active(grant, epoch);
      case "REVOKED" -> new Licence.Revoked(grant, epoch, Objects.requireNonNull(revokeTime));
      default -> throw new IllegalStateException("a licence's row has no known state");
    };
  }
}

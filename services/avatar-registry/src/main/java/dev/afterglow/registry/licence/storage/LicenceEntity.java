package dev.afterglow.registry.licence.storage;

import dev.afterglow.registry.licence.Consent;
import dev.afterglow.registry.licence.Descent;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.licence.LicenceTerms;
import dev.afterglow.registry.storage.StoredJson;
import dev.afterglow.registry.storage.TenantRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
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

  /** The part that it is over; empty = the likeness of the whole avatar. */
  @Column(name = "part_id")
  public String partId = "";

  /** The organisation whose members drive; empty where none does. */
  @Column(name = "driving_org_id")
  public String drivingOrgId = "";

  /** The licence that it is a sublicence of; empty where the licensor granted. */
  @Column(name = "parent_licence_id")
  public String parentLicenceId = "";

  /** The licences above it, parent first, by commas. */
  public String ancestors = "";

  /** Who granted a sublicence. */
  @Column(name = "grantor_subject_id")
  public String grantorSubjectId = "";

  /** The registry's JWS of what was granted; empty where none was made. */
  public String signature = "";

  /** ACTIVE, ENDING or REVOKED. */
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

  /** When notice was given. */
  @Column(name = "notice_time")
  public @Nullable Instant noticeTime;

  /** When the notice is over. */
  @Column(name = "notice_end_time")
  public @Nullable Instant noticeEndTime;

  /** The row of a licence just granted. */
  static LicenceEntity of(Licence.Active licence, String signature) {
    Licence.Grant grant = licence.grant();
    LicenceEntity row = new LicenceEntity();
    row.licenceId = grant.licenceId();
    row.licensorSubjectId = grant.licensorSubjectId();
    row.avatarId = grant.terms().avatarId();
    row.terms = StoredJson.text(grant.terms());
    row.consent = StoredJson.text(grant.consent());
    row.avatarSha256 = grant.avatarSha256Hex();
    row.partId = grant.terms().works().partId();
    row.drivingOrgId = grant.terms().drivingOrgId();
    row.parentLicenceId = grant.descent().parentLicenceId();
    row.ancestors = String.join(",", grant.descent().ancestors());
    row.grantorSubjectId = grant.descent().grantorSubjectId();
    row.signature = signature;
    row.state = "ACTIVE";
    row.epoch = licence.epoch();
    row.createTime = grant.createTime();
    return row;
  }

  /** Writes a notice into the row. */
  void become(Licence.Ending ending, String noticeGrounds) {
    state = "ENDING";
    noticeTime = ending.noticeTime();
    noticeEndTime = ending.noticeEndTime();
    grounds = noticeGrounds;
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
            createTime,
            new Descent(
                ancestors.isEmpty() ? List.of() : List.of(ancestors.split(",", -1)),
                grantorSubjectId));
    return switch (state) {
      case "ACTIVE", "ENDING" -> standing(grant, epoch);
      case "REVOKED" ->
          new Licence.Revoked(
              grant, epoch, Objects.requireNonNull(revokeTime), standing(grant, epoch - 1));
      default -> throw new IllegalStateException("a licence's row has no known state");
    };
  }

  private Licence.Standing standing(Licence.Grant grant, long standingEpoch) {
    Instant given = noticeTime;
    Instant over = noticeEndTime;
    return given == null || over == null
        ? new Licence.Active(grant, standingEpoch)
        : new Licence.Ending(grant, standingEpoch, given, over);
  }
}

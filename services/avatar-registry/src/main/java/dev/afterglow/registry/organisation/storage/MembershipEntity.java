package dev.afterglow.registry.organisation.storage;

import dev.afterglow.registry.organisation.Membership;
import dev.afterglow.registry.storage.TenantRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A membership's row. */
@Entity
@Table(name = "organisation_member")
public class MembershipEntity extends TenantRow {
  /** Which. */
  @Id
  @Column(name = "membership_id")
  public String membershipId = "";

  /** Of which organisation. */
  @Column(name = "organisation_id")
  public String organisationId = "";

  /** Who. */
  @Column(name = "subject_id")
  public String subjectId = "";

  /** From when. */
  @Column(name = "from_time")
  public Instant fromTime = Instant.EPOCH;

  /** Until when. */
  @Column(name = "until_time")
  public @Nullable Instant untilTime;

  static MembershipEntity of(Membership membership) {
    MembershipEntity row = new MembershipEntity();
    row.membershipId = membership.membershipId();
    row.organisationId = membership.organisationId();
    row.subjectId = membership.subjectId();
    row.fromTime = membership.fromTime();
    row.untilTime = membership.untilTime();
    return row;
  }

  Membership membership() {
    return new Membership(membershipId, organisationId, subjectId, fromTime, untilTime);
  }
}

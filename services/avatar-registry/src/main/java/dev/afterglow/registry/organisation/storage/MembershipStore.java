package dev.afterglow.registry.organisation.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.organisation.Membership;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;

/** Memberships, in a session. */
@ApplicationScoped
public class MembershipStore implements PanacheRepositoryBase<MembershipEntity, String> {
  /** Of whom a membership is, or ORGANISATION_NOT_FOUND; the row itself is read once locked. */
  Uni<String> memberOf(String membershipId) {
    return find("membershipId = ?1 and tenant = ?2", membershipId, CallersTenant.name())
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(() -> Faults.organisationNotFound(membershipId))
        .map(row -> row.subjectId);
  }

  /** The row, locked to the end of the transaction, or ORGANISATION_NOT_FOUND. */
  Uni<MembershipEntity> locked(String membershipId) {
    return find("membershipId = ?1 and tenant = ?2", membershipId, CallersTenant.name())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(() -> Faults.organisationNotFound(membershipId));
  }

  /** Whether somebody belongs to an organisation at a time. */
  public Uni<Boolean> member(String organisationId, String subjectId, Instant now) {
    return count(
            "tenant = ?1 and organisationId = ?2 and subjectId = ?3 and fromTime <= ?4"
                + " and (untilTime is null or untilTime > ?4)",
            CallersTenant.name(),
            organisationId,
            subjectId,
            now)
        .map(count -> count > 0);
  }

  /** Memberships of an organisation with ids below one, newest first. */
  Uni<List<Membership>> before(String membershipId, String organisationId, int size) {
    return find(
            "tenant = ?1 and organisationId = ?2 and membershipId < ?3"
                + " order by membershipId desc",
            CallersTenant.name(),
            organisationId,
            membershipId)
        .page(0, size)
        .list()
        .map(rows -> rows.stream().map(MembershipEntity::membership).toList());
  }
}

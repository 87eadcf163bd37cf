package dev.afterglow.registry.lease.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.decision.DenialReason;
import dev.afterglow.registry.lease.StreamLease;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.transparency.storage.Ledger;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;

/** The revocations of leases that go with those of licences and people, in one session. */
@ApplicationScoped
public class LeaseStore implements PanacheRepositoryBase<LeaseEntity, String> {
  private static final String ON =
      "select x.lease_id from registry.lease_ground g join registry.lease x"
          + " on x.lease_id = g.lease_id and x.tenant = g.tenant"
          + " where g.tenant = :tenant and g.licence_id = :licence and x.state = 'LIVE'"
          + " and x.expire_time > :now";

  private static final String DRIVEN_FOR =
      "select x.lease_id from registry.lease x where x.tenant = :tenant"
          + " and x.driver_subject_id = :subject and x.state = 'LIVE' and x.expire_time > :now"
          + " and exists (select 1 from registry.licence l where l.tenant = :tenant"
          + " and l.driving_org_id = :organisation and (l.licence_id = x.licence_id or exists"
          + " (select 1 from registry.lease_ground g where g.tenant = :tenant"
          + " and g.lease_id = x.lease_id and g.licence_id = l.licence_id)))";

  private static final String WORK_OF =
      "select distinct x.lease_id from registry.part p join registry.licence l"
          + " on l.tenant = p.tenant and l.part_id = p.part_id"
          + " join registry.lease_ground g on g.tenant = l.tenant and g.licence_id = l.licence_id"
          + " join registry.lease x on x.tenant = g.tenant and x.lease_id = g.lease_id"
          + " where p.tenant = :tenant and x.state = 'LIVE' and x.expire_time > :now"
          + " and coalesce(nullif(p.title_subject_id, ''), p.author_subject_id) = :subject";

  private final Ledger ledger;

  @Inject
  LeaseStore(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Makes every live lease under a licence void. */
  public Uni<Integer> revokeUnder(String licenceId, DenialReason reason, long epoch, Instant now) {
    return live("licenceId", licenceId, now).chain(rows -> revoke(rows, reason, epoch, now));
  }

  /** Makes every live lease void that stands on a licence beside the one that it names. */
  public Uni<Integer> revokeOn(String licenceId, DenialReason reason, Instant now) {
    return named(ON, "licence", licenceId, "", now).chain(rows -> revoke(rows, reason, -1, now));
  }

  /** Makes every live lease void that somebody drives as a member of an organisation. */
  public Uni<Integer> revokeDrivenFor(String organisationId, String subjectId, Instant now) {
    return named(DRIVEN_FOR, "subject", subjectId, organisationId, now)
        .chain(rows -> revoke(rows, DenialReason.DRIVER_NOT_LICENSED, -1, now));
  }

  /**
   * Makes every live lease that somebody drives, is portrayed by, or has a licensed work in, void.
   */
  public Uni<Integer> revokeOf(String subjectId, Instant now) {
    return live("driverSubjectId", subjectId, now)
        .chain(rows -> revoke(rows, DenialReason.DRIVER_NOT_VERIFIED, -1, now))
        .chain(
            driven ->
                live("licensorSubjectId", subjectId, now)
                    .chain(rows -> revoke(rows, DenialReason.LICENSOR_NOT_VERIFIED, -1, now))
                    .map(portrayed -> driven + portrayed))
        .chain(
            before ->
                named(WORK_OF, "subject", subjectId, "", now)
                    .chain(rows -> revoke(rows, DenialReason.LICENSOR_NOT_VERIFIED, -1, now))
                    .map(works -> before + works));
  }

  /** Living leases that a statement names, locked in the order of their ids. */
  private Uni<List<LeaseEntity>> named(
      String statement, String key, String id, String organisationId, Instant now) {
    return Panache.getSession()
        .chain(
            session -> {
              var query =
                  session
                      .createNativeQuery(statement, String.class)
                      .setParameter("tenant", CallersTenant.name())
                      .setParameter("now", StoredTime.column(now))
                      .setParameter(key, id);
              if (!organisationId.isEmpty()) {
                query.setParameter("organisation", organisationId);
              }
              return query.getResultList();
            })
        .chain(
            ids ->
                ids.isEmpty()
                    ? Uni.createFrom().item(List.of())
                    : find(
                            "leaseId in ?1 and state = 'LIVE' and expireTime > ?2 and tenant = ?3"
                                + " order by leaseId",
                            ids,
                            now,
                            CallersTenant.name())
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .list());
  }

  private Uni<List<LeaseEntity>> live(String column, String id, Instant now) {
    return find(
            column
                + " = ?1 and state = 'LIVE' and expireTime > ?2 and tenant = ?3 order by leaseId",
            id,
            now,
            CallersTenant.name())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  private Uni<Integer> revoke(
      List<LeaseEntity> rows, DenialReason reason, long epoch, Instant now) {
    if (rows.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    List<LeaseEventEntity> events =
        rows.stream().map(row -> revoked(row, reason, epoch < 0 ? row.epoch : epoch, now)).toList();
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select cast(pg_advisory_xact_lock(:lock) as text)", String.class)
                    .setParameter("lock", LeaseRows.EVENT_LOCK)
                    .getResultList()
                    .chain(() -> session.persistAll(events.toArray()))
                    .chain(session::flush))
        .chain(
            () ->
                ledger.noteAll(
                    rows.stream().map(row -> LeaseChanges.revoked(row, reason)).toList()))
        .replaceWith(rows.size());
  }

  private static LeaseEventEntity revoked(
      LeaseEntity row, DenialReason reason, long epoch, Instant now) {
    if (row.lease() instanceof StreamLease.Live live) {
      row.end(live.revoked(epoch), now);
    }
    LeaseEventEntity event = new LeaseEventEntity();
    event.tenant = row.tenant;
    event.holder = row.holder;
    event.leaseId = row.leaseId;
    event.reason = reason.name();
    event.epoch = epoch;
    event.createTime = now;
    return event;
  }
}

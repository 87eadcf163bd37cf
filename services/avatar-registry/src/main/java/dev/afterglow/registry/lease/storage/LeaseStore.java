package dev.afterglow.registry.lease.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.decision.DenialReason;
import dev.afterglow.registry.lease.StreamLease;
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
  private final Ledger ledger;

  @Inject
  LeaseStore(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Makes every live lease under a licence void. */
  public Uni<Integer> revokeUnder(String licenceId, DenialReason reason, long epoch, Instant now) {
    return live("licenceId", licenceId, now).chain(rows -> revoke(rows, reason, epoch, now));
  }

  /** Makes every live lease that somebody drives, or is portrayed by, void. */
  public Uni<Integer> revokeOf(String subjectId, Instant now) {
    return live("driverSubjectId", subjectId, now)
        .chain(rows -> revoke(rows, DenialReason.DRIVER_NOT_VERIFIED, -1, now))
        .chain(
            driven ->
                live("licensorSubjectId", subjectId, now)
                    .chain(rows -> revoke(rows, DenialReason.LICENSOR_NOT_VERIFIED, -1, now))
                    .map(portrayed -> driven + portrayed));
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

package dev.afterglow.registry.lease.storage;

import dev.afterglow.registry.decision.DenialReason;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.lease.StreamLease;
import dev.afterglow.registry.storage.StoredJson;
import dev.afterglow.registry.use.IntendedUse;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;

/** Leases, and the revocations of them. */
@ApplicationScoped
public class LeaseStore implements PanacheRepositoryBase<LeaseEntity, String> {
  private static final long EVENT_LOCK = 0x61667465_72676c6fL;

  /** Leases of a request, newest first. */
  public Uni<List<LeaseEntity>> ofRequest(String requestId) {
    return list("requestId = ?1 order by leaseId desc", requestId);
  }

  /**
   * What a lease is for, which never changes; fails for an unknown one. Loads and locks nothing.
   */
  public Uni<IntendedUse> useOf(String leaseId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createSelectionQuery(
                        "select l.intendedUse from LeaseEntity l where l.leaseId = :lease",
                        String.class)
                    .setParameter("lease", leaseId)
                    .getSingleResultOrNull())
        .onItem()
        .ifNull()
        .failWith(() -> Faults.leaseNotFound(leaseId))
        .map(use -> StoredJson.record(use, IntendedUse.class));
  }

  /** In how many rooms other than one a licence is in use. */
  public Uni<Integer> otherLiveRooms(String licenceId, String roomId, Instant now) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createSelectionQuery(
                        "select count(distinct l.roomId) from LeaseEntity l where l.licenceId ="
                            + " :licence and l.state = 'LIVE' and l.expireTime > :now and l.roomId"
                            + " <> :room",
                        Long.class)
                    .setParameter("licence", licenceId)
                    .setParameter("now", now)
                    .setParameter("room", roomId)
                    .getSingleResult())
        .map(Math::toIntExact);
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
    return find(column + " = ?1 and state = 'LIVE' and expireTime > ?2 order by leaseId", id, now)
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
                    .setParameter("lock", EVENT_LOCK)
                    .getResultList()
                    .chain(() -> session.persistAll(events.toArray()))
                    .chain(session::flush))
        .replaceWith(rows.size());
  }

  private static LeaseEventEntity revoked(
      LeaseEntity row, DenialReason reason, long epoch, Instant now) {
    if (row.lease() instanceof StreamLease.Live live) {
      row.become(live.revoked(epoch));
    }
    LeaseEventEntity event = new LeaseEventEntity();
    event.holder = row.holder;
    event.leaseId = row.leaseId;
    event.reason = reason.name();
    event.epoch = epoch;
    event.createTime = now;
    return event;
  }
}

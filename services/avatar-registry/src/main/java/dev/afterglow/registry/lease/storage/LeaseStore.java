package dev.afterglow.registry.lease.storage;

import dev.afterglow.registry.decision.DenialReason;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.lease.StreamLease;
import dev.afterglow.registry.storage.StoredJson;
import dev.afterglow.registry.transparency.Change;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.storage.Changes;
import dev.afterglow.registry.transparency.storage.Ledger;
import dev.afterglow.registry.use.IntendedUse;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Leases, and the revocations of them. */
@ApplicationScoped
public class LeaseStore implements PanacheRepositoryBase<LeaseEntity, String> {
  private static final long EVENT_LOCK = 0x61667465_72676c6fL;

  private static final Duration DAY = Duration.ofHours(24);
  private static final String ON_AIR =
      "select cast(coalesce(sum(1000 * extract(epoch from"
          + " least(coalesce(end_time, expire_time), :now) - greatest(start_time, :since))), 0)"
          + " as bigint) from registry.lease where licence_id = :licence"
          + " and expire_time > :since and coalesce(end_time, expire_time) > :since"
          + " and start_time < :now";

  private final Ledger ledger;

  @Inject
  LeaseStore(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Keeps a lease just granted. */
  public Uni<Void> keep(LeaseEntity row) {
    return persistAndFlush(row)
        .chain(
            () ->
                ledger.note(
                    change(
                        Kind.LEASE_GRANTED,
                        row,
                        Map.of(
                            "holder",
                            row.holder,
                            "use",
                            StoredJson.record(row.intendedUse, IntendedUse.class),
                            "licensor",
                            row.licensorSubjectId,
                            "avatar_sha256",
                            row.avatarSha256,
                            "epoch",
                            row.epoch,
                            "ttl_ms",
                            row.ttlMs))));
  }

  /** Gives a lease back. */
  Uni<Void> release(LeaseEntity row, StreamLease.Live live, Instant now) {
    row.end(live.released(), now);
    return ledger.note(change(Kind.LEASE_RELEASED, row, Map.of()));
  }

  private static Change change(Kind kind, LeaseEntity row, Map<String, ?> details) {
    return Changes.of(
        kind,
        "lease:" + row.leaseId,
        new HashSet<>(List.of(row.driverSubjectId, row.licensorSubjectId)),
        details);
  }

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

  /** How long a licence was on air in the last 24 hours, all rooms together. */
  public Uni<Duration> onAir(String licenceId, Instant now) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(ON_AIR, Long.class)
                    .setParameter("licence", licenceId)
                    .setParameter("now", now)
                    .setParameter("since", now.minus(DAY))
                    .getSingleResult())
        .map(Duration::ofMillis);
  }

  /** The newest term under which a room was leased; 0 where there is none. */
  public Uni<Long> newestTerm(String roomId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createSelectionQuery(
                        "select coalesce(max(l.term), 0) from LeaseEntity l where l.roomId = :room",
                        Long.class)
                    .setParameter("room", roomId)
                    .getSingleResult());
  }

  /** Makes every live lease of a room under an older term void. */
  public Uni<Integer> supersede(String roomId, long term, Instant now) {
    return find(
            "roomId = ?1 and term < ?2 and state = 'LIVE' and expireTime > ?3 order by leaseId",
            roomId,
            term,
            now)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list()
        .chain(rows -> revoke(rows, DenialReason.SUPERSEDED, -1, now));
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
        .chain(
            () ->
                ledger.noteAll(
                    rows.stream()
                        .map(
                            row -> change(Kind.LEASE_REVOKED, row, Map.of("reason", reason.name())))
                        .toList()))
        .replaceWith(rows.size());
  }

  private static LeaseEventEntity revoked(
      LeaseEntity row, DenialReason reason, long epoch, Instant now) {
    if (row.lease() instanceof StreamLease.Live live) {
      row.end(live.revoked(epoch), now);
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

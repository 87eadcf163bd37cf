package dev.afterglow.registry.lease.storage;

import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.decision.Decision;
import dev.afterglow.registry.decision.DenialReason;
import dev.afterglow.registry.decision.Known;
import dev.afterglow.registry.decision.storage.KnownReader;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.lease.StreamLease;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.telemetry.RegistryMeters;
import dev.afterglow.registry.use.IntendedUse;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Grants, renews and takes back leases. Each grant and each renewal is a fresh decision in the same
 * transaction, under a lock on the licence: a revocation comes wholly before or wholly after.
 *
 * <p>Locks are taken in one order, licence then lease, by everyone.
 */
@ApplicationScoped
public class LeaseDesk {
  private static final Log LOG = Log.of(LeaseDesk.class);

  private final LeaseStore leases;
  private final KnownReader reader;
  private final RegistryMeters meters;
  private final Clock clock;
  private final Ids ids;

  @Inject
  LeaseDesk(LeaseStore leases, KnownReader reader, RegistryMeters meters, Clock clock, Ids ids) {
    this.leases = leases;
    this.reader = reader;
    this.meters = meters;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Decides and grants. The same request while its lease lives gives the same lease. A lease under
   * a newer term of its room makes those under older ones void in the same transaction.
   *
   * @param term which worker of the room's, counted up
   * @param requestFingerprint what equal requests share
   */
  public Uni<StreamLease.Live> acquire(
      String requestId, byte[] requestFingerprint, IntendedUse use, String holder, long term) {
    return Panache.withTransaction(
            () ->
                reader
                    .read(use, LockModeType.PESSIMISTIC_WRITE)
                    .chain(
                        known ->
                            earlier(requestId, requestFingerprint)
                                .chain(
                                    found ->
                                        found
                                            .map(live -> Uni.createFrom().item(live))
                                            .orElseGet(
                                                () ->
                                                    grant(
                                                        requestId,
                                                        requestFingerprint,
                                                        use,
                                                        holder,
                                                        term,
                                                        known)))))
        .invoke(
            lease ->
                LOG.info(
                    "lease granted",
                    LogKey.LEASE_ID.is(lease.right().leaseId()),
                    LogKey.LICENCE_ID.is(use.licenceId()),
                    LogKey.ROOM_ID.is(use.roomId())));
  }

  private Uni<Optional<StreamLease.Live>> earlier(String requestId, byte[] fingerprint) {
    return leases
        .ofRequest(requestId)
        .map(
            rows -> {
              for (LeaseEntity row : rows) {
                if (!Arrays.equals(row.requestFingerprint, fingerprint)) {
                  throw Faults.requestIdReused(requestId);
                }
                if (row.lease() instanceof StreamLease.Live live && live.lastsAt(clock.instant())) {
                  return Optional.of(live);
                }
              }
              return Optional.empty();
            });
  }

  private Uni<StreamLease.Live> grant(
      String requestId,
      byte[] fingerprint,
      IntendedUse use,
      String holder,
      long term,
      Known known) {
    requireAllowed(Decision.on(use, known));
    Licence licence = known.licence().orElseThrow();
    StreamLease.Right right =
        new StreamLease.Right(
            ids.next(),
            holder,
            use,
            licence.grant().licensorSubjectId(),
            licence.grant().avatarSha256Hex(),
            licence.epoch(),
            known.policy().orElseThrow().leaseTtl());
    StreamLease.Live lease = StreamLease.granted(right, known.now());
    return leases
        .newestTerm(use.roomId())
        .invoke(newest -> requireNewest(term, newest))
        .chain(() -> leases.supersede(use.roomId(), term, known.now()))
        .chain(() -> leases.keep(LeaseEntity.of(lease, term, requestId, fingerprint)))
        .invoke(meters::granted)
        .replaceWith(lease);
  }

  private static void requireNewest(long term, long newest) {
    if (newest > term) {
      throw Faults.denied(DenialReason.SUPERSEDED.name());
    }
  }

  private void requireAllowed(Decision decision) {
    meters.decided(decision);
    if (!decision.allowed()) {
      throw Faults.denied(
          decision.denials().stream()
              .map(denial -> denial.reason().name())
              .distinct()
              .collect(Collectors.joining(",")));
    }
  }

  /** Decides afresh and lengthens the lease by its time to live from now. */
  public Uni<StreamLease.Live> renew(String leaseId) {
    return Panache.withTransaction(
            () ->
                leases
                    .useOf(leaseId)
                    .chain(use -> reader.read(use, LockModeType.PESSIMISTIC_READ))
                    .chain(
                        known ->
                            locked(leaseId)
                                .call(
                                    row ->
                                        leases
                                            .newestTerm(row.roomId)
                                            .invoke(newest -> requireNewest(row.term, newest)))
                                .map(row -> renew(row, known))))
        .invoke(meters::renewed);
  }

  /**
   * The row, read for the first time only now that the licence is locked. Reading it before and
   * refreshing it here would do as well, but Hibernate Reactive warns at every refresh
   * (HHH90000034), whether or not the entity is detached.
   */
  private Uni<LeaseEntity> locked(String leaseId) {
    return leases
        .findById(leaseId, LockModeType.PESSIMISTIC_WRITE)
        .onItem()
        .ifNull()
        .failWith(() -> Faults.leaseNotFound(leaseId));
  }

  private StreamLease.Live renew(LeaseEntity row, Known known) {
    String leaseId = row.leaseId;
    return switch (row.lease()) {
      case StreamLease.Revoked revoked -> throw Faults.leaseRevoked(leaseId, revoked.newEpoch());
      case StreamLease.Released _ -> throw Faults.leaseNotFound(leaseId);
      case StreamLease.Live live -> {
        if (!live.lastsAt(known.now())) {
          throw Faults.leaseNotFound(leaseId);
        }
        Decision decision = Decision.on(live.right().use(), known);
        if (decision.epoch() != live.right().epoch() || revoked(decision)) {
          throw Faults.leaseRevoked(leaseId, decision.epoch());
        }
        requireAllowed(decision);
        StreamLease.Live renewed = live.renewed(known.now());
        row.become(renewed);
        yield renewed;
      }
    };
  }

  private static boolean revoked(Decision decision) {
    return decision.denials().stream()
        .anyMatch(denial -> denial.reason() == DenialReason.LICENCE_REVOKED);
  }

  /** Takes a lease back; an unknown or ended one is fine. */
  public Uni<Void> release(String leaseId) {
    return Panache.withTransaction(
        () ->
            leases
                .findById(leaseId, LockModeType.PESSIMISTIC_WRITE)
                .chain(
                    row ->
                        row != null && row.lease() instanceof StreamLease.Live live
                            ? leases.release(row, live, StoredTime.now(clock))
                            : Uni.createFrom().voidItem()));
  }
}

package dev.afterglow.registry.lease.storage;

import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.decision.Decision;
import dev.afterglow.registry.decision.DenialReason;
import dev.afterglow.registry.decision.FillRight;
import dev.afterglow.registry.decision.Known;
import dev.afterglow.registry.decision.storage.KnownReader;
import dev.afterglow.registry.decision.storage.KnownReader.Asked;
import dev.afterglow.registry.decision.storage.KnownReader.Seen;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.lease.StreamLease;
import dev.afterglow.registry.lease.storage.LeaseRows.Named;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.policy.LeaseMode;
import dev.afterglow.registry.settings.RegistryConfig;
import dev.afterglow.registry.storage.Answer;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.telemetry.RegistryMeters;
import dev.afterglow.registry.transparency.storage.Ledger;
import dev.afterglow.registry.use.IntendedUse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Grants, renews and takes back leases. Each grant and each renewal is a fresh decision in the same
 * transaction, under locks on what a revocation changes: it comes wholly before or wholly after.
 */
@ApplicationScoped
public class LeaseDesk {
  private static final Log LOG = Log.of(LeaseDesk.class);

  private final Pool pool;
  private final KnownReader reader;
  private final Renewals renewals;
  private final Ledger ledger;
  private final RegistryConfig config;
  private final RegistryMeters meters;
  private final Clock clock;
  private final Ids ids;

  @Inject
  LeaseDesk(
      Pool pool,
      KnownReader reader,
      Renewals renewals,
      Ledger ledger,
      RegistryConfig config,
      RegistryMeters meters,
      Clock clock,
      Ids ids) {
    this.pool = pool;
    this.reader = reader;
    this.renewals = renewals;
    this.ledger = ledger;
    this.config = config;
    this.meters = meters;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Who asks for what.
   *
   * @param tenant whose lease it will be
   * @param requestId the caller's
   * @param fingerprint what equal requests share
   * @param holder who will hold the lease
   * @param term which worker of the room's, counted up
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Wish(
      String tenant,
      String requestId,
      byte[] fingerprint,
      IntendedUse use,
      String holder,
      long term) {}

  /**
   * Decides and grants. The same request while its lease lives gives the same lease. A lease under
   * a newer term of its room makes those under older ones void in the same transaction.
   */
  public Uni<StreamLease.Live> acquire(Wish wish) {
    return pool.withTransaction(connection -> acquire(connection, wish))
        .invoke(
            lease ->
                LOG.info(
                    "lease granted",
                    LogKey.LEASE_ID.is(lease.right().leaseId()),
                    LogKey.LICENCE_ID.is(wish.use().licenceId()),
                    LogKey.ROOM_ID.is(wish.use().roomId())));
  }

  /** Statements that need nothing of each other's answers are sent together, in this order. */
  private Uni<StreamLease.Live> acquire(SqlConnection connection, Wish wish) {
    return LeaseRows.holdParties(connection, wish.tenant(), wish.use())
        .chain(() -> read(connection, wish))
        .chain(
            found ->
                earlier(wish, found)
                    .map(lease -> Uni.createFrom().item(lease))
                    .orElseGet(() -> grant(connection, wish, found)));
  }

  /**
   * What a grant stands on.
   *
   * @param seen what the decision stands on
   * @param ofRequest leases of the same request
   * @param older living leases of the room under older terms, and of other holders under this one,
   *     locked
   */
  private record Found(Seen seen, List<LeaseEntity> ofRequest, List<LeaseEntity> older) {}

  private Uni<Found> read(SqlConnection connection, Wish wish) {
    Instant now = StoredTime.now(clock);
    return Uni.combine()
        .all()
        .unis(
            reader.read(connection, List.of(new Asked(wish.tenant(), wish.use())), now),
            LeaseRows.ofRequest(connection, wish.tenant(), wish.requestId()),
            LeaseRows.older(
                connection, wish.tenant(), wish.use().roomId(), wish.term(), wish.holder(), now))
        .with((seen, ofRequest, older) -> new Found(seen.getFirst(), ofRequest, older));
  }

  private Optional<StreamLease.Live> earlier(Wish wish, Found found) {
    for (LeaseEntity row : found.ofRequest()) {
      if (!Arrays.equals(row.requestFingerprint, wish.fingerprint())) {
        throw Faults.requestIdReused(wish.requestId());
      }
      if (row.lease() instanceof StreamLease.Live live && live.lastsAt(clock.instant())) {
        return Optional.of(live.filling(fill(wish, found.seen().known())));
      }
    }
    return Optional.empty();
  }

  /** Nothing where it cannot be told. */
  private static FillRight fill(Wish wish, Answer<Known> known) {
    return known instanceof Answer.Given<Known>(Known given)
        ? FillRight.on(wish.use(), given)
        : FillRight.NONE;
  }

  private Uni<StreamLease.Live> grant(SqlConnection connection, Wish wish, Found found) {
    Known known = found.seen().known().get();
    Decision decision = Decision.on(wish.use(), known);
    meters.decided(decision);
    Requirements.requireAllowed(decision);
    Requirements.requireNewest(wish.term(), found.seen().newestTerm());
    StreamLease.Live lease =
        StreamLease.granted(right(wish, known), known.now())
            .filling(FillRight.on(wish.use(), known));
    LeaseEntity row =
        LeaseEntity.of(
            wish.tenant(),
            lease,
            wish.term(),
            found.seen().driveTime(),
            wish.requestId(),
            wish.fingerprint());
    return supersede(connection, found.older(), known.now())
        .chain(() -> LeaseRows.keep(connection, row))
        .chain(() -> LeaseRows.stand(connection, Map.of(Named.of(row), decision.grounds())))
        .chain(() -> ledger.noteAll(connection, List.of(LeaseChanges.granted(row))))
        .invoke(meters::granted)
        .replaceWith(lease);
  }

  private StreamLease.Right right(Wish wish, Known known) {
    Licence licence = known.licence().orElseThrow();
    return new StreamLease.Right(
        ids.next(),
        wish.holder(),
        wish.use(),
        licence.grant().licensorSubjectId(),
        licence.grant().avatarSha256Hex(),
        licence.epoch(),
        known.policy().orElseThrow().leaseTtl(mode(wish.tenant())));
  }

  private LeaseMode mode(String tenant) {
    return config.leaseModes().getOrDefault(tenant, LeaseMode.STRICT);
  }

  private Uni<Void> supersede(SqlConnection connection, List<LeaseEntity> rows, Instant now) {
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    for (LeaseEntity row : rows) {
      if (row.lease() instanceof StreamLease.Live live) {
        row.end(live.revoked(row.epoch), now);
      }
    }
    return LeaseRows.end(connection, rows)
        .chain(() -> LeaseRows.tell(connection, rows, DenialReason.SUPERSEDED, now))
        .chain(
            () ->
                ledger.noteAll(
                    connection,
                    rows.stream()
                        .map(row -> LeaseChanges.revoked(row, DenialReason.SUPERSEDED))
                        .toList()));
  }

  /** Decides afresh and lengthens the lease by its time to live from now. */
  public Uni<StreamLease.Live> renew(String leaseId) {
    return renewals.renew(new LeaseRows.Named(CallersTenant.name(), leaseId));
  }

  /** Takes a lease back; an unknown or ended one is fine. */
  public Uni<Void> release(String leaseId) {
    LeaseRows.Named lease = new LeaseRows.Named(CallersTenant.name(), leaseId);
    return pool.withTransaction(
        connection -> LeaseRows.hold(connection, lease).chain(rows -> release(connection, rows)));
  }

  private Uni<Void> release(SqlConnection connection, List<LeaseEntity> rows) {
    Instant now = StoredTime.now(clock);
    List<LeaseEntity> ended = rows.stream().filter(row -> released(row, now)).toList();
    return LeaseRows.end(connection, ended)
        .chain(
            () -> ledger.noteAll(connection, ended.stream().map(LeaseChanges::released).toList()));
  }

  private static boolean released(LeaseEntity row, Instant now) {
    if (row.lease() instanceof StreamLease.Live live) {
      row.end(live.released(), now);
      return true;
    }
    return false;
  }
}

package dev.afterglow.registry.lease.storage;

import dev.afterglow.registry.decision.Decision;
import dev.afterglow.registry.decision.Denial;
import dev.afterglow.registry.decision.DenialReason;
import dev.afterglow.registry.decision.FillRight;
import dev.afterglow.registry.decision.Known;
import dev.afterglow.registry.decision.storage.KnownReader;
import dev.afterglow.registry.decision.storage.KnownReader.Asked;
import dev.afterglow.registry.decision.storage.KnownReader.Seen;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.lease.StreamLease;
import dev.afterglow.registry.lease.storage.LeaseRows.Named;
import dev.afterglow.registry.storage.Answer;
import dev.afterglow.registry.storage.Gathering;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.telemetry.RegistryMeters;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Renews leases, all that ask at about the same time in one transaction:
 *
 * <ol>
 *   <li>licences, shared, and leases are locked, as far as they are free;
 *   <li>the clock is read, and what each decision stands on, in one statement that begins after the
 *       locks are held;
 *   <li>each is decided by itself, and one's refusal is nobody else's;
 *   <li>one statement writes when those that are allowed end now, and the transaction commits;
 *   <li>then everybody is answered.
 * </ol>
 *
 * <p>A revocation changes the licence's row or the lease's. It comes wholly before, and is seen, or
 * waits for the locks, and then finds the lengthened lease. A lease that somebody holds, or that is
 * unknown, is left out of the round and waited for alone.
 */
@ApplicationScoped
public class Renewals {
  /** One that Postgres works on, and one that is decided. */
  private static final int MOST_ROUNDS = 2;

  private final Pool pool;
  private final KnownReader reader;
  private final RegistryMeters meters;
  private final Clock clock;
  private final Gathering<Named, StreamLease.Live> gathering =
      new Gathering<>(this::together, this::alone, Faults::busy, MOST_ROUNDS);

  @Inject
  Renewals(Pool pool, KnownReader reader, RegistryMeters meters, Clock clock) {
    this.pool = pool;
    this.reader = reader;
    this.meters = meters;
    this.clock = clock;
  }

  /** Decides afresh and lengthens the lease by its time to live from now. */
  Uni<StreamLease.Live> renew(Named lease) {
    return gathering.ask(lease).invoke(meters::renewed);
  }

  private Uni<Map<Named, Answer<StreamLease.Live>>> together(Set<Named> leases) {
    return pool.withTransaction(
        connection ->
            LeaseRows.holdFree(connection, leases).chain(rows -> renew(connection, rows)));
  }

  private Uni<StreamLease.Live> alone(Named lease) {
    return pool.withTransaction(
            connection -> LeaseRows.hold(connection, lease).chain(rows -> renew(connection, rows)))
        .map(
            answers -> {
              Answer<StreamLease.Live> answer = answers.get(lease);
              if (answer == null) {
                throw Faults.leaseNotFound(lease.leaseId());
              }
              return answer.get();
            });
  }

  private record Held(LeaseEntity row, StreamLease lease) {
    Asked asked() {
      return new Asked(row.tenant, lease.right().use());
    }
  }

  /** The rows are locked. */
  private Uni<Map<Named, Answer<StreamLease.Live>>> renew(
      SqlConnection connection, List<LeaseEntity> rows) {
    Map<Named, Answer<StreamLease.Live>> answers = new LinkedHashMap<>();
    List<Held> held = new ArrayList<>(rows.size());
    for (LeaseEntity row : rows) {
      switch (Answer.of(row::lease)) {
        case Answer.Given<StreamLease>(StreamLease lease) -> held.add(new Held(row, lease));
        case Answer.Refused<StreamLease>(RuntimeException why) ->
            answers.put(Named.of(row), new Answer.Refused<>(why));
      }
    }
    if (held.isEmpty()) {
      return Uni.createFrom().item(answers);
    }
    Instant now = StoredTime.now(clock);
    Map<Named, Set<String>> grounds = new LinkedHashMap<>();
    return reader
        .read(connection, held.stream().map(Held::asked).toList(), now)
        .chain(
            seen -> {
              for (int i = 0; i < held.size(); i++) {
                Named named = Named.of(held.get(i).row());
                answers.put(
                    named,
                    judge(held.get(i), seen.get(i), stood -> grounds.put(named, stood.grounds())));
              }
              return LeaseRows.lengthen(connection, renewed(answers));
            })
        .chain(() -> LeaseRows.stand(connection, grounds))
        .replaceWith(answers);
  }

  private static Map<Named, StreamLease.Live> renewed(
      Map<Named, Answer<StreamLease.Live>> answers) {
    Map<Named, StreamLease.Live> renewed = new LinkedHashMap<>();
    answers.forEach(
        (named, answer) -> {
          if (answer instanceof Answer.Given<StreamLease.Live>(StreamLease.Live lease)) {
            renewed.put(named, lease);
          }
        });
    return renewed;
  }

  private Answer<StreamLease.Live> judge(Held held, Seen seen, Consumer<Decision> allowed) {
    return Answer.of(
        () -> {
          Requirements.requireNewest(held.row().term, seen.newestTerm());
          return renewed(held.lease(), seen.known().get(), allowed);
        });
  }

  private StreamLease.Live renewed(StreamLease lease, Known known, Consumer<Decision> allowed) {
    String leaseId = lease.right().leaseId();
    return switch (lease) {
      case StreamLease.Revoked revoked -> throw Faults.leaseRevoked(leaseId, revoked.newEpoch());
      case StreamLease.Released _ -> throw Faults.leaseNotFound(leaseId);
      case StreamLease.Live live -> {
        if (!live.lastsAt(known.now())) {
          throw Faults.leaseNotFound(leaseId);
        }
        Decision decision = Decision.on(live.right().use(), known);
        if (decision.epoch() != live.right().epoch() || revoked(decision, live)) {
          throw Faults.leaseRevoked(leaseId, decision.epoch());
        }
        meters.decided(decision);
        Requirements.requireAllowed(decision);
        allowed.accept(decision);
        yield live.renewed(known.now()).filling(FillRight.on(live.right().use(), known));
      }
    };
  }

  private static boolean revoked(Decision decision, StreamLease.Live lease) {
    Denial revoked =
        new Denial(DenialReason.LICENCE_REVOKED, "licence:" + lease.right().use().licenceId());
    return decision.denials().contains(revoked);
  }
}

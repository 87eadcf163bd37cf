package dev.afterglow.registry.lease.storage;

import dev.afterglow.registry.decision.DenialReason;
import dev.afterglow.registry.lease.LeaseEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads revocations in order, and clears away what is old; without a session, from any thread. */
@ApplicationScoped
public class LeaseEvents {
  private final Pool pool;

  @Inject
  LeaseEvents(Pool pool) {
    this.pool = pool;
  }

  /** The place of the newest revocation; 0 before the first. */
  public Uni<Long> newest() {
    return pool.query("select coalesce(max(sequence), 0) from registry.lease_event")
        .execute()
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** The revocations after a place, at most {@code limit}. */
  public Uni<List<LeaseEvent>> after(long sequence, int limit) {
    return pool.preparedQuery(
            "select sequence, holder, lease_id, reason, epoch from registry.lease_event"
                + " where sequence > $1 order by sequence limit $2")
        .execute(Tuple.of(sequence, limit))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(LeaseEvents::event).toList());
  }

  private static LeaseEvent event(Row row) {
    return new LeaseEvent(
        row.getLong("sequence"),
        row.getString("holder"),
        row.getString("lease_id"),
        DenialReason.valueOf(row.getString("reason")),
        row.getLong("epoch"));
  }

  /**
   * Deletes answers and revocations from before one time and leases that ended before another. The
   * newest revocation stays, so that cursors keep their meaning; that a lease was stays, too.
   */
  public Uni<Void> clear(Instant answersBefore, Instant leasesBefore) {
    Tuple answers = Tuple.of(answersBefore.atOffset(ZoneOffset.UTC));
    return pool.preparedQuery("delete from registry.request where create_time < $1")
        .execute(answers)
        .chain(
            () ->
                pool.preparedQuery(
                        "delete from registry.lease_event where create_time < $1 and sequence <"
                            + " (select max(sequence) from registry.lease_event)")
                    .execute(answers))
        .chain(
            () ->
                pool.preparedQuery(PastLeases.MOVE)
                    .execute(Tuple.of(leasesBefore.atOffset(ZoneOffset.UTC))))
        .replaceWithVoid();
  }
}

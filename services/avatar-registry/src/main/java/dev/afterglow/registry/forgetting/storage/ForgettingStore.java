package dev.afterglow.registry.forgetting.storage;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Who is still to be forgotten elsewhere: written in the transaction of the erasure, taken up by
 * whichever replica comes first, gone when it is done.
 */
@ApplicationScoped
public class ForgettingStore implements PanacheRepositoryBase<ForgettingEntity, String> {
  // Ten minutes at most between two attempts, however often it failed.
  private static final String CLAIM =
      "update registry.forgetting set attempts = attempts + 1,"
          + " due_time = $1::timestamptz + make_interval(secs => least(600, power(2, least(attempts, 10))))"
          + " where subject_id = (select subject_id from registry.forgetting"
          + " where due_time <= $1::timestamptz order by due_time limit 1 for update skip locked)"
          + " returning tenant, subject_id, attempts";

  private final Pool pool;

  @Inject
  ForgettingStore(Pool pool) {
    this.pool = pool;
  }

  /**
   * Somebody to be forgotten.
   *
   * @param tenant whose person it was
   * @param attempt counts from 1
   */
  public record Due(String tenant, String subjectId, int attempt) {}

  /** Notes that a person is to be forgotten, in the caller's transaction. */
  public Uni<Void> owe(String subjectId, Instant now) {
    ForgettingEntity row = new ForgettingEntity();
    row.subjectId = subjectId;
    row.dueTime = now;
    return persistAndFlush(row).replaceWithVoid();
  }

  /**
   * Takes up whoever waits longest, of all tenants; nobody else does before the next attempt is
   * due.
   */
  public Uni<Optional<Due>> claim(Instant now) {
    return pool.preparedQuery(CLAIM)
        .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
        .map(ForgettingStore::due);
  }

  /** It is done. */
  public Uni<Void> done(Due due) {
    return pool.preparedQuery(
            "delete from registry.forgetting where subject_id = $1 and tenant = $2")
        .execute(Tuple.of(due.subjectId(), due.tenant()))
        .replaceWithVoid();
  }

  private static Optional<Due> due(RowSet<Row> rows) {
    return rows.rowCount() == 0
        ? Optional.empty()
        : Optional.of(rows.iterator().next())
            .map(
                row ->
                    new Due(
                        row.getString("tenant"),
                        row.getString("subject_id"),
                        row.getInteger("attempts")));
  }
}

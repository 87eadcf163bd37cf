package dev.afterglow.registry.identity.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.storage.StoredTime;
import io.quarkus.hibernate.reactive.panache.Panache;
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
 * What providers were asked about people: a row for each attempt, written with it. An erasure makes
 * all of a person's due, and each goes when its provider has dropped what it kept.
 */
@ApplicationScoped
public class AttemptStore {
  private static final String KEEP =
      "insert into registry.provider_attempt"
          + " (tenant, subject_id, provider, provider_transaction, tries)"
          + " values (:tenant, :subject, :provider, :transaction, 0)"
          + " on conflict do nothing returning subject_id";

  private static final String OWE =
      "update registry.provider_attempt set due_time = cast(:now as timestamptz)"
          + " where tenant = :tenant and subject_id = :subject returning subject_id";

  // An hour at most between two tries, however often it failed.
  private static final String CLAIM =
      "update registry.provider_attempt a set tries = tries + 1,"
          + " due_time = $1::timestamptz + make_interval(secs => least(3600, power(2, least(tries, 12))))"
          + " from (select tenant, subject_id, provider, provider_transaction"
          + " from registry.provider_attempt where due_time <= $1::timestamptz"
          + " order by due_time limit 1 for update skip locked) next"
          + " where a.tenant = next.tenant and a.subject_id = next.subject_id"
          + " and a.provider = next.provider"
          + " and a.provider_transaction = next.provider_transaction"
          + " returning a.tenant, a.subject_id, a.provider, a.provider_transaction, a.tries";

  private static final String DONE =
      "delete from registry.provider_attempt where tenant = $1 and subject_id = $2"
          + " and provider = $3 and provider_transaction = $4";

  private final Pool pool;

  @Inject
  AttemptStore(Pool pool) {
    this.pool = pool;
  }

  /**
   * An attempt that its provider has to forget.
   *
   * @param tenant whose person it was
   * @param tries counts from 1
   */
  public record Due(String tenant, String subjectId, Attempt attempt, int tries) {}

  /** Notes an attempt, in the caller's transaction. */
  Uni<Void> keep(String subjectId, Attempt attempt) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(KEEP, String.class)
                    .setParameter("tenant", CallersTenant.name())
                    .setParameter("subject", subjectId)
                    .setParameter("provider", attempt.provider())
                    .setParameter("transaction", attempt.transaction())
                    .getResultList())
        .replaceWithVoid();
  }

  /** Makes all attempts of somebody erased due, in the caller's transaction. */
  Uni<Void> owe(String subjectId, Instant now) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(OWE, String.class)
                    .setParameter("tenant", CallersTenant.name())
                    .setParameter("subject", subjectId)
                    .setParameter("now", StoredTime.column(now))
                    .getResultList())
        .replaceWithVoid();
  }

  /** Takes up what waits longest, of all tenants; nobody else does before its next try is due. */
  Uni<Optional<Due>> claim(Instant now) {
    return pool.preparedQuery(CLAIM)
        .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
        .map(AttemptStore::due);
  }

  /** Its provider has forgotten it. */
  Uni<Void> done(Due due) {
    return pool.preparedQuery(DONE)
        .execute(
            Tuple.of(
                due.tenant(),
                due.subjectId(),
                due.attempt().provider(),
                due.attempt().transaction()))
        .replaceWithVoid();
  }

  private static Optional<Due> due(RowSet<Row> rows) {
    return rows.rowCount() == 0
        ? Optional.empty()
        : Optional.of(rows.iterator().next()).map(AttemptStore::due);
  }

  private static Due due(Row row) {
    return new Due(
        row.getString("tenant"),
        row.getString("subject_id"),
        new Attempt(row.getString("provider"), row.getString("provider_transaction")),
        row.getInteger("tries"));
  }
}

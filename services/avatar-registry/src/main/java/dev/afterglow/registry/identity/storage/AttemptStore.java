package dev.afterglow.registry.identity.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.Purpose;
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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What providers were asked about people: a row for each attempt, written with it. An erasure makes
 * all of a person's due, and each goes when its provider has dropped what it kept.
 */
@ApplicationScoped
public class AttemptStore {
  private static final String KEEP =
      "insert into registry.provider_attempt"
          + " (tenant, subject_id, provider, provider_transaction, purpose, tries)"
          + " values (:tenant, :subject, :provider, :transaction, :purpose, 0)"
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

  private static final String KEPT =
      "with gone as (delete from registry.provider_attempt where tenant = $1 and subject_id = $2"
          + " and provider = $3 and provider_transaction = $4"
          + " returning tenant, subject_id, provider, purpose)"
          + " insert into registry.provider_remainder"
          + " (remainder_id, tenant, subject_id, provider, purpose, kept_until)"
          + " select $6, tenant, subject_id, provider, purpose, $5::timestamptz from gone";

  private static final String REMAINDERS =
      "select provider, purpose, cast(null as timestamptz) as kept_until, false as kept"
          + " from registry.provider_attempt where tenant = $1 and subject_id = $2"
          + " and due_time is not null"
          + " union all select provider, purpose, kept_until, true"
          + " from registry.provider_remainder where tenant = $1 and subject_id = $2"
          + " and coalesce(kept_until > $3, true)"
          + " order by 1, 2, 3";

  private static final String WHOSE =
      "select tenant, subject_id, purpose from registry.provider_attempt"
          + " where provider = $1 and provider_transaction = $2 and due_time is null";

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

  /**
   * Whose an attempt is.
   *
   * @param tenant whose person it is about
   * @param purpose what was asked
   */
  public record Whose(String tenant, String subjectId, Purpose purpose) {}

  /**
   * What a provider has of somebody erased.
   *
   * @param purpose what it was asked
   * @param kept whether it has no call to drop it; false = it was not reached yet
   * @param until when it drops it by itself; empty where that is not known
   */
  public record Remainder(
      String provider, Purpose purpose, boolean kept, Optional<Instant> until) {}

  /** Whose attempts of that name are, of all tenants; from any thread. */
  public Uni<List<Whose>> whose(Attempt attempt) {
    return pool.preparedQuery(WHOSE)
        .execute(Tuple.of(attempt.provider(), attempt.transaction()))
        .map(
            rows -> {
              List<Whose> found = new ArrayList<>();
              rows.forEach(
                  row ->
                      found.add(
                          new Whose(
                              row.getString("tenant"),
                              row.getString("subject_id"),
                              Purpose.valueOf(row.getString("purpose")))));
              return found;
            });
  }

  /** Whose the caller's tenant's attempt of that name is. */
  public Uni<Optional<Whose>> own(Attempt attempt) {
    String tenant = CallersTenant.name();
    return whose(attempt)
        .map(found -> found.stream().filter(it -> it.tenant().equals(tenant)).findFirst());
  }

  /** What providers still have of somebody erased, of the caller's tenant. */
  public Uni<List<Remainder>> remainders(String subjectId, Instant now) {
    return pool.preparedQuery(REMAINDERS)
        .execute(Tuple.of(CallersTenant.name(), subjectId, StoredTime.column(now)))
        .map(
            rows -> {
              List<Remainder> found = new ArrayList<>();
              rows.forEach(
                  row ->
                      found.add(
                          new Remainder(
                              row.getString("provider"),
                              Purpose.valueOf(row.getString("purpose")),
                              row.getBoolean("kept"),
                              Optional.ofNullable(row.getOffsetDateTime("kept_until"))
                                  .map(OffsetDateTime::toInstant))));
              return found;
            });
  }

  /** Notes an attempt, in the caller's transaction. */
  public Uni<Void> keep(String subjectId, Attempt attempt, Purpose purpose) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(KEEP, String.class)
                    .setParameter("tenant", CallersTenant.name())
                    .setParameter("subject", subjectId)
                    .setParameter("provider", attempt.provider())
                    .setParameter("transaction", attempt.transaction())
                    .setParameter("purpose", purpose.name())
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

  /**
   * Its provider keeps it: of the attempt only that is left, without the provider's name for it.
   */
  Uni<Void> kept(Due due, Optional<Instant> until, String remainderId) {
    return pool.preparedQuery(KEPT)
        .execute(
            Tuple.of(
                due.tenant(),
                due.subjectId(),
                due.attempt().provider(),
                due.attempt().transaction(),
                column(until),
                remainderId))
        .replaceWithVoid();
  }

  private static @Nullable OffsetDateTime column(Optional<Instant> time) {
    return time.isPresent() ? StoredTime.column(time.get()) : null;
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

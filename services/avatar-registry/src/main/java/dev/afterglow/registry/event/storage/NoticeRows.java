package dev.afterglow.registry.event.storage;

import dev.afterglow.registry.event.Notice;
import dev.afterglow.registry.event.NoticeGap;
import dev.afterglow.registry.storage.StoredJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The rows of notices that wait, of all tenants, without a session, from any thread. */
@ApplicationScoped
public class NoticeRows {
  /** Whoever sends holds this; replicas take turns. */
  private static final long LOCK = 0x61667465_72657673L;

  // Sequences have gaps, so no more rows than the bound are left, and sometimes fewer.
  private static final String SHED =
      "with gone as (delete from registry.event_outbox where sequence <="
          + " (select max(sequence) - $1 from registry.event_outbox) returning tenant, sequence)"
          + " insert into registry.event_gap as g (tenant, first_sequence, last_sequence, lost)"
          + " select tenant, min(sequence), max(sequence), count(*) from gone group by tenant"
          + " on conflict (tenant) do update set"
          + " first_sequence = least(g.first_sequence, excluded.first_sequence),"
          + " last_sequence = greatest(g.last_sequence, excluded.last_sequence),"
          + " lost = g.lost + excluded.lost";

  private final Pool pool;

  @Inject
  NoticeRows(Pool pool) {
    this.pool = pool;
  }

  /**
   * What waits.
   *
   * @param oldest when the oldest change was made that Kafka does not have; empty where none waits
   * @param most how many wait at most
   * @param gaps whether readers are still to be told of a gap
   */
  public record Waiting(Optional<Instant> oldest, long most, boolean gaps) {
    boolean isNothing() {
      return oldest.isEmpty() && !gaps;
    }
  }

  /** How much waits. */
  public Uni<Waiting> waiting() {
    return pool.query(
            "select (select event_time from registry.event_outbox order by sequence limit 1),"
                + " (select coalesce(max(sequence) - min(sequence) + 1, 0)"
                + " from registry.event_outbox),"
                + " exists (select 1 from registry.event_gap)")
        .execute()
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                new Waiting(
                    Optional.ofNullable(row.getOffsetDateTime(0)).map(it -> it.toInstant()),
                    row.getLong(1),
                    row.getBoolean(2)));
  }

  /** Throws the oldest away that are more than may wait, and notes that they are missing. */
  public Uni<Void> shed(long maxWaiting) {
    return pool.preparedQuery(SHED).execute(Tuple.of(maxWaiting)).replaceWithVoid();
  }

  /** Does something while no other replica sends; empty while one does. */
  public <T> Uni<Optional<T>> locked(Function<SqlConnection, Uni<T>> work) {
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery("select pg_try_advisory_xact_lock($1)")
                .execute(Tuple.of(LOCK))
                .map(rows -> rows.iterator().next().getBoolean(0))
                .chain(
                    mine ->
                        mine
                            ? work.apply(connection).map(Optional::of)
                            : Uni.createFrom().item(Optional.empty())));
  }

  /**
   * The oldest notices, one of each key: what comes after it waits until it is kept, and so never
   * comes before it.
   */
  Uni<List<Notice>> oldest(SqlConnection connection, int most) {
    return connection
        .preparedQuery(
            "select sequence, tenant, event_id, kind, thing, told, event_time"
                + " from registry.event_outbox order by sequence limit $1")
        .execute(Tuple.of(most))
        .map(
            rows -> {
              Map<String, Notice> first = new LinkedHashMap<>();
              rows.forEach(
                  row -> {
                    Notice notice = notice(row);
                    first.putIfAbsent(notice.key(), notice);
                  });
              return List.copyOf(first.values());
            });
  }

  private static Notice notice(Row row) {
    return new Notice(
        row.getLong("sequence"),
        row.getString("tenant"),
        row.getString("event_id"),
        row.getString("kind"),
        row.getString("thing"),
        StoredJson.words(row.getString("told")),
        row.getOffsetDateTime("event_time").toInstant());
  }

  /** Gaps that readers are still to be told of. */
  Uni<List<NoticeGap>> gaps(SqlConnection connection) {
    return connection
        .query("select tenant, first_sequence, last_sequence, lost from registry.event_gap")
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(
                        row ->
                            new NoticeGap(
                                row.getString(0), row.getLong(1), row.getLong(2), row.getLong(3)))
                    .toList());
  }

  /** The broker has them. */
  Uni<Integer> sent(SqlConnection connection, Collection<Long> sequences) {
    return connection
        .preparedQuery("delete from registry.event_outbox where sequence = any($1)")
        .execute(Tuple.of(sequences.toArray(Long[]::new)))
        .map(rows -> rows.rowCount());
  }

  /** Every reader was told; a gap that has grown meanwhile is told again. */
  Uni<Void> told(SqlConnection connection, NoticeGap gap) {
    return connection
        .preparedQuery("delete from registry.event_gap where tenant = $1 and last_sequence = $2")
        .execute(Tuple.of(gap.tenant(), gap.last()))
        .replaceWithVoid();
  }
}

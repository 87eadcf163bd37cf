package dev.afterglow.registry.transparency.storage;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The log's rows, without a session, from any thread. */
@ApplicationScoped
public class LogRows {
  /** Whoever orders or publishes holds this; replicas take turns. */
  private static final long LOCK = 0x61667465_726c6f67L;

  /**
   * A read that takes longer has lost its connection; the round fails, and the next has another.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String SEQUENCE =
      "with taken as (delete from registry.log_outbox where outbox_id in"
          + " (select outbox_id from registry.log_outbox order by outbox_id limit $2)"
          + " returning outbox_id, tenant, entry_id, leaf)"
          + " insert into registry.log_entry (log_index, tenant, entry_id, leaf)"
          + " select $1 + row_number() over (order by outbox_id) - 1, tenant, entry_id, leaf"
          + " from taken";

  private final Pool pool;

  @Inject
  LogRows(Pool pool) {
    this.pool = pool;
  }

  /** An entry as whoever made it names it. */
  record Entry(String tenant, String entryId) {}

  /**
   * How far the log is.
   *
   * @param size entries in order
   * @param waiting whether more were noted
   */
  record Standing(long size, boolean waiting) {}

  /**
   * What is kept of an entry beside the log.
   *
   * @param record what happened in full
   * @param salt the thing's
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Opening(String entryId, byte[] record, byte[] salt) {}

  Uni<Standing> standing() {
    return pool.query(
            "select (select coalesce(max(log_index) + 1, 0) from registry.log_entry),"
                + " exists (select 1 from registry.log_outbox)")
        .execute()
        .map(rows -> rows.iterator().next())
        .map(row -> new Standing(row.getLong(0), row.getBoolean(1)))
        .ifNoItem()
        .after(PATIENCE)
        .fail();
  }

  /** Puts the next entries in order; how many, or -1 while another replica does. */
  Uni<Integer> sequence(int most) {
    return locked(
        connection ->
            connection
                .query("select coalesce(max(log_index) + 1, 0) from registry.log_entry")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))
                .chain(
                    size -> connection.preparedQuery(SEQUENCE).execute(Tuple.of(size, (long) most)))
                .map(rows -> rows.rowCount()));
  }

  /** Does something while no other replica orders or publishes; -1 while one does. */
  Uni<Integer> locked(Function<SqlConnection, Uni<Integer>> work) {
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery("select pg_try_advisory_xact_lock($1)")
                .execute(Tuple.of(LOCK))
                .map(rows -> rows.iterator().next().getBoolean(0))
                .chain(mine -> mine ? work.apply(connection) : Uni.createFrom().item(-1)));
  }

  /** Entries from a place on. */
  Uni<List<byte[]>> from(long index, int most) {
    return pool.preparedQuery(
            "select leaf from registry.log_entry where log_index >= $1 order by log_index limit $2")
        .execute(Tuple.of(index, most))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getBuffer(0).getBytes())
                    .toList())
        .ifNoItem()
        .after(PATIENCE)
        .fail();
  }

  /** The places of those entries that have one. */
  Uni<Map<Entry, Long>> places(Set<Entry> entries) {
    return pool.preparedQuery(
            "select tenant, entry_id, log_index from registry.log_entry"
                + " where entry_id = any($1) and tenant = any($2)")
        .execute(
            Tuple.of(
                entries.stream().map(Entry::entryId).toArray(String[]::new),
                entries.stream().map(Entry::tenant).distinct().toArray(String[]::new)))
        .map(
            rows -> {
              Map<Entry, Long> places = new HashMap<>();
              rows.forEach(
                  row -> places.put(new Entry(row.getString(0), row.getString(1)), row.getLong(2)));
              return places;
            })
        .ifNoItem()
        .after(PATIENCE)
        .fail();
  }

  /** What is kept of a tenant's entry; empty once whom it concerns was erased. */
  Uni<Optional<Opening>> opening(String tenant, long index) {
    return pool.preparedQuery(
            "select o.entry_id, o.record, t.salt from registry.log_entry e"
                + " join registry.log_opening o on o.entry_id = e.entry_id and o.tenant = e.tenant"
                + " join registry.log_object t on t.thing = o.thing and t.tenant = o.tenant"
                + " where e.log_index = $1 and e.tenant = $2")
        .execute(Tuple.of(index, tenant))
        .map(
            rows ->
                rows.rowCount() == 0
                    ? Optional.empty()
                    : Optional.of(opened(rows.iterator().next())));
  }

  private static Opening opened(Row row) {
    return new Opening(row.getString(0), row.getBuffer(1).getBytes(), row.getBuffer(2).getBytes());
  }

  /** Whether an entry of that id was noted, and what with; the record is empty once erased. */
  Uni<Optional<byte[]>> noted(Entry entry) {
    return pool.preparedQuery(
            "select coalesce(o.record, ''::bytea) from"
                + " (select tenant, entry_id from registry.log_outbox"
                + " where entry_id = $1 and tenant = $2"
                + " union all select tenant, entry_id from registry.log_entry"
                + " where entry_id = $1 and tenant = $2) n"
                + " left join registry.log_opening o"
                + " on o.entry_id = n.entry_id and o.tenant = n.tenant")
        .execute(Tuple.of(entry.entryId(), entry.tenant()))
        .map(
            rows ->
                rows.rowCount() == 0
                    ? Optional.empty()
                    : Optional.of(rows.iterator().next().getBuffer(0).getBytes()));
  }
}

package dev.afterglow.registry.transparency.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.storage.StoredJson;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.transparency.Change;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/** Writes the log's rows, and notices of them, in the transaction of whoever makes the change. */
sealed interface LogPen {

  /**
   * A thing's salt.
   *
   * @param fresh whether the thing had none before
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Salt(byte[] bytes, boolean fresh) {}

  /** The salt of a change's thing; where there is none, the one offered becomes it. */
  Uni<Salt> salt(Change change, byte[] offered);

  /** An entry for the log, and what it commits to. */
  Uni<Void> put(String entryId, Change change, byte[] leaf);

  /** A notice of a change for whoever else wants to know. */
  Uni<Void> tell(String entryId, Change change, Instant time);

  /** The first and the second whom a change concerns; empty where there is none. */
  private static List<String> subjects(Change change) {
    Iterator<String> subjects = change.subjects().iterator();
    return List.of(
        subjects.hasNext() ? subjects.next() : "", subjects.hasNext() ? subjects.next() : "");
  }

  /** In the session's transaction. */
  record InSession() implements LogPen {
    private static final String SALT =
        "insert into registry.log_object"
            + " (tenant, thing, first_subject_id, second_subject_id, salt)"
            + " values (:tenant, :thing, :first, :second, :salt)"
            + " on conflict (tenant, thing) do update set thing = excluded.thing"
            + " returning salt, (xmax = 0)";
    private static final String TELL =
        "insert into registry.event_outbox (tenant, event_id, kind, thing, told, event_time)"
            + " values (:tenant, :event, :kind, :thing, :told, :time)";

    @Override
    public Uni<Salt> salt(Change change, byte[] offered) {
      List<String> subjects = subjects(change);
      return Panache.getSession()
          .chain(
              session ->
                  session
                      .createNativeQuery(SALT, Object[].class)
                      .setParameter("tenant", CallersTenant.name())
                      .setParameter("thing", change.thing())
                      .setParameter("first", subjects.get(0))
                      .setParameter("second", subjects.get(1))
                      .setParameter("salt", offered)
                      .getSingleResult())
          .map(row -> new Salt((byte[]) row[0], (Boolean) row[1]));
    }

    @Override
    public Uni<Void> put(String entryId, Change change, byte[] leaf) {
      LogOpeningEntity opening = new LogOpeningEntity();
      opening.entryId = entryId;
      opening.thing = change.thing();
      opening.openedRecord = change.record();
      LogOutboxEntity entry = new LogOutboxEntity();
      entry.entryId = entryId;
      entry.leaf = leaf;
      return Panache.getSession()
          .chain(session -> session.persistAll(opening, entry).chain(session::flush));
    }

    @Override
    public Uni<Void> tell(String entryId, Change change, Instant time) {
      return Panache.getSession()
          .chain(
              session ->
                  session
                      .createNativeQuery(TELL)
                      .setParameter("tenant", CallersTenant.name())
                      .setParameter("event", entryId)
                      .setParameter("kind", change.kind().word())
                      .setParameter("thing", change.thing())
                      .setParameter("told", StoredJson.text(change.told()))
                      .setParameter("time", StoredTime.column(time))
                      .executeUpdate())
          .replaceWithVoid();
    }
  }

  /** In the transaction of a connection. */
  record OnConnection(SqlConnection connection, String tenant) implements LogPen {
    private static final String SALT =
        "insert into registry.log_object"
            + " (thing, first_subject_id, second_subject_id, salt, tenant)"
            + " values ($1, $2, $3, $4, $5)"
            + " on conflict (tenant, thing) do update set thing = excluded.thing"
            + " returning salt, (xmax = 0)";
    private static final String PUT =
        "with opening as"
            + " (insert into registry.log_opening (entry_id, thing, record, tenant)"
            + " values ($1, $2, $3, $5))"
            + " insert into registry.log_outbox (entry_id, leaf, tenant) values ($1, $4, $5)";
    private static final String TELL =
        "insert into registry.event_outbox (tenant, event_id, kind, thing, told, event_time)"
            + " values ($1, $2, $3, $4, $5, $6)";

    @Override
    public Uni<Salt> salt(Change change, byte[] offered) {
      List<String> subjects = subjects(change);
      return connection
          .preparedQuery(SALT)
          .execute(
              Tuple.of(
                  change.thing(), subjects.get(0), subjects.get(1), Buffer.buffer(offered), tenant))
          .map(rows -> salt(rows.iterator().next()));
    }

    private static Salt salt(Row row) {
      return new Salt(row.getBuffer(0).getBytes(), row.getBoolean(1));
    }

    @Override
    public Uni<Void> put(String entryId, Change change, byte[] leaf) {
      return connection
          .preparedQuery(PUT)
          .execute(
              Tuple.of(
                  entryId,
                  change.thing(),
                  Buffer.buffer(change.record()),
                  Buffer.buffer(leaf),
                  tenant))
          .replaceWithVoid();
    }

    @Override
    public Uni<Void> tell(String entryId, Change change, Instant time) {
      return connection
          .preparedQuery(TELL)
          .execute(
              Tuple.of(
                  tenant,
                  entryId,
                  change.kind().word(),
                  change.thing(),
                  StoredJson.text(change.told()),
                  StoredTime.column(time)))
          .replaceWithVoid();
    }
  }
}

package dev.afterglow.registry.revenue.storage;

import dev.afterglow.registry.revenue.Accounts.Counted;
import dev.afterglow.registry.revenue.Statement;
import dev.afterglow.registry.storage.StoredJson;
import dev.afterglow.registry.storage.StoredTime;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** Closed months. */
@ApplicationScoped
public class StatementStore {
  private static final String CLOSED =
      "select sha256, body from registry.statement"
          + " where tenant_id = $1 and licence_id = $2 and month = $3";

  private static final String CARRIED =
      "select carried_minor from registry.statement"
          + " where tenant_id = $1 and licence_id = $2 and month = $3";

  private static final String COUNTED =
      "select room_id, month, net_minor, units from registry.statement_room"
          + " where tenant_id = $1 and licence_id = $2 and month >= $3 and month < $4"
          + " order by room_id";

  private static final String CLOSE =
      "insert into registry.statement"
          + " (tenant_id, licence_id, month, sha256, body, carried_minor, close_time) values"
          + " (:tenant, :licence, :month, :sha256, :body, :carried, :now) returning month";

  private static final String COUNT =
      "insert into registry.statement_room as x"
          + " (tenant_id, licence_id, room_id, month, net_minor, units) values"
          + " (:tenant, :licence, :room, :month, :net, :units)"
          + " on conflict (tenant_id, licence_id, room_id) do update set"
          + " net_minor = x.net_minor + excluded.net_minor, units = x.units + excluded.units"
          + " returning room_id";

  private final Pool pool;

  @Inject
  StatementStore(Pool pool) {
    this.pool = pool;
  }

  /** A month as it was closed. */
  Uni<Optional<Statement>> closed(String licenceId, YearMonth month) {
    return pool.preparedQuery(CLOSED)
        .execute(Tuple.of(Tenants.DEFAULT, licenceId, month.toString()))
        .map(
            rows ->
                rows.rowCount() == 0
                    ? Optional.empty()
                    : Optional.of(statement(rows.iterator().next())));
  }

  /** What was stored has to be what was closed: its digest says so. */
  private static Statement statement(Row row) {
    Statement statement = StoredJson.record(row.getString("body"), Statement.class);
    if (!statement.sha256Hex().equals(row.getString("sha256"))) {
      throw new IllegalStateException("a stored statement is not the one that was closed");
    }
    return statement;
  }

  /** What a closed month carries; empty where it is not closed. */
  Uni<OptionalLong> carried(String licenceId, YearMonth month) {
    return pool.preparedQuery(CARRIED)
        .execute(Tuple.of(Tenants.DEFAULT, licenceId, month.toString()))
        .map(
            rows ->
                rows.rowCount() == 0
                    ? OptionalLong.empty()
                    : OptionalLong.of(rows.iterator().next().getLong(0)));
  }

  /** Rooms that closed months counted first, from one month on and before another. */
  Uni<List<Counted>> counted(String licenceId, YearMonth from, YearMonth before) {
    return pool.preparedQuery(COUNTED)
        .execute(Tuple.of(Tenants.DEFAULT, licenceId, from.toString(), before.toString()))
        .map(
            rows -> {
              List<Counted> counted = new ArrayList<>(rows.rowCount());
              rows.forEach(
                  row ->
                      counted.add(
                          new Counted(
                              row.getString("room_id"),
                              YearMonth.parse(row.getString("month")),
                              row.getLong("net_minor"),
                              row.getLong("units"))));
              return counted;
            });
  }

  /** The digest under which the month was closed, in the session's transaction. */
  Uni<Optional<String>> closedAs(Statement statement) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select sha256 from registry.statement where tenant_id = :tenant"
                            + " and licence_id = :licence and month = :month",
                        String.class)
                    .setParameter("tenant", Tenants.DEFAULT)
                    .setParameter("licence", statement.licenceId())
                    .setParameter("month", statement.month())
                    .getResultList())
        .map(found -> found.stream().findFirst());
  }

  /** Closes a month, in the session's transaction; Postgres refuses a second time. */
  Uni<Void> close(Statement statement, Instant now) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(CLOSE, String.class)
                    .setParameter("tenant", Tenants.DEFAULT)
                    .setParameter("licence", statement.licenceId())
                    .setParameter("month", statement.month())
                    .setParameter("sha256", statement.sha256Hex())
                    .setParameter("body", StoredJson.text(statement))
                    .setParameter("carried", statement.carriedOutMinor())
                    .setParameter("now", StoredTime.column(now))
                    .getSingleResult())
        .chain(
            () ->
                Multi.createFrom()
                    .iterable(statement.rooms())
                    .onItem()
                    .transformToUniAndConcatenate(room -> count(statement, room))
                    .collect()
                    .last())
        .replaceWithVoid();
  }

  private static Uni<String> count(Statement statement, Statement.RoomFigure room) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(COUNT, String.class)
                    .setParameter("tenant", Tenants.DEFAULT)
                    .setParameter("licence", statement.licenceId())
                    .setParameter("room", room.roomId())
                    .setParameter("month", statement.month())
                    .setParameter("net", room.netMinor())
                    .setParameter("units", Objects.requireNonNullElse(room.units(), 0L))
                    .getSingleResult());
  }
}

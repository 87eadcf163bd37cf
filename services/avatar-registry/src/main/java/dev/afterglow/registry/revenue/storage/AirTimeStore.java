package dev.afterglow.registry.revenue.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.lease.storage.PastLeases;
import dev.afterglow.registry.revenue.OnAir;
import dev.afterglow.registry.storage.StoredTime;
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

/** Times of live selling: leases, and what is kept of those that were cleared away. */
@ApplicationScoped
public class AirTimeStore {
  private static final int MOST_TIMES = 100_000;

  /**
   * Every time in each room in which the licence was on air in a span, or that months counted. A
   * use that cannot be read is not among them; that there is one makes a gap, see {@link
   * PastLeases}.
   */
  private static final String TIMES =
      """
      with own as materialized (
        select room_id, intended_use from registry.lease
          where tenant = $1 and licence_id = $2 and start_time < $4
            and coalesce(end_time, expire_time) > $3),
      rooms as (
        select room_id from own where registry.lease_use(intended_use) = 'LIVE'
        union
        select room_id from registry.past_lease
          where tenant = $1 and licence_id = $2 and start_time < $4 and end_time > $3
            and use_kind = 'LIVE'
        union
        select room_id from registry.statement_room
          where tenant = $1 and licence_id = $2 and month >= $5),
      held as materialized (
        select licence_id, room_id, start_time,
          least(coalesce(end_time, expire_time), $6) as end_time, intended_use
        from registry.lease
        where tenant = $1 and room_id in (select room_id from rooms) and start_time < $6)
      select licence_id, room_id, start_time, end_time from held
        where registry.lease_use(intended_use) = 'LIVE'
      union all
      select licence_id, room_id, start_time, end_time from registry.past_lease
        where tenant = $1 and room_id in (select room_id from rooms) and use_kind = 'LIVE'
      limit $7
      """;

  private final Pool pool;

  @Inject
  AirTimeStore(Pool pool) {
    this.pool = pool;
  }

  /**
   * Times in the rooms of a licence, under whichever licence.
   *
   * @param from rooms on air from then on
   * @param until and before then
   * @param countedSince and rooms that months from then on counted
   */
  Uni<List<OnAir>> times(
      String licenceId, Instant from, Instant until, YearMonth countedSince, Instant now) {
    return pool.preparedQuery(TIMES)
        .execute(
            Tuple.from(
                List.of(
                    CallersTenant.name(),
                    licenceId,
                    StoredTime.column(from),
                    StoredTime.column(until),
                    countedSince.toString(),
                    StoredTime.column(now),
                    MOST_TIMES + 1)))
        .map(
            rows -> {
              if (rows.rowCount() > MOST_TIMES) {
                throw Faults.statementTooLarge(MOST_TIMES);
              }
              List<OnAir> times = new ArrayList<>(rows.rowCount());
              rows.forEach(row -> times.add(time(row)));
              return times;
            });
  }

  private static OnAir time(Row row) {
    return new OnAir(
        row.getString("licence_id"),
        row.getString("room_id"),
        row.getOffsetDateTime("start_time").toInstant(),
        row.getOffsetDateTime("end_time").toInstant());
  }
}

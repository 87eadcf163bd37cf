package dev.afterglow.registry.lease.storage;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** What is kept of leases that were cleared away: under which licence, where, when and for what. */
@ApplicationScoped
public class PastLeases {
  /** Whose rows they are, in an installation without tenants. */
  private static final String TENANT = "default";

  /** Deletes leases that ended before a time, and keeps that they were. */
  static final String MOVE =
      """
      with gone as (
        delete from registry.lease where start_time < $1 and expire_time < $1
        returning lease_id, licence_id, room_id, intended_use, start_time,
          coalesce(end_time, expire_time) as end_time)
      insert into registry.past_lease
        (lease_id, licence_id, room_id, use_kind, start_time, end_time)
      select lease_id, licence_id, room_id, cast(intended_use as json) ->> 'use', start_time, end_time
      from gone
      on conflict do nothing
      """;

  private final Pool pool;

  @Inject
  PastLeases(Pool pool) {
    this.pool = pool;
  }

  /** Since when they are kept; what was before is not known. */
  public Uni<Instant> keptSince() {
    return pool.preparedQuery(
            "select since_time from registry.past_lease_kept where tenant_id = $1")
        .execute(Tuple.of(TENANT))
        .map(
            rows ->
                rows.rowCount() == 0
                    ? Instant.MAX
                    : rows.iterator().next().getOffsetDateTime(0).toInstant());
  }
}

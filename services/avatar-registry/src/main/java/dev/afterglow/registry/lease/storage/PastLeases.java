package dev.afterglow.registry.lease.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.platform.tenant.Tenant;
import dev.afterglow.registry.storage.StoredTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Objects;

/** What is kept of leases that were cleared away: under which licence, where, when and for what. */
@ApplicationScoped
public class PastLeases {
  /**
   * Deletes leases that ended before a time, and keeps that they were. Of one whose stored use
   * cannot be read, that is kept as well: UNREADABLE.
   */
  static final String MOVE =
      """
      with gone as (
        delete from registry.lease where start_time < $1 and expire_time < $1
        returning tenant, lease_id, licence_id, room_id, intended_use, start_time,
          coalesce(end_time, expire_time) as end_time, driver_subject_id,
          coalesce(drive_time, start_time) as drive_time,
          case when state = 'REVOKED' then expire_time end as void_until)
      insert into registry.past_lease
        (tenant, lease_id, licence_id, room_id, use_kind, start_time, end_time,
          driver_subject_id, drive_time, void_until)
      select tenant, lease_id, licence_id, room_id, registry.lease_use(intended_use),
        start_time, end_time, driver_subject_id, drive_time, void_until
      from gone
      on conflict do nothing
      """;

  private static final String KEPT_SINCE =
      """
      with rooms as (
        select room_id from registry.past_lease where tenant = $1 and licence_id = $3
        union
        select room_id from registry.lease where tenant = $1 and licence_id = $3)
      select case
        when exists (select 1 from registry.past_lease
            where tenant = $1 and room_id in (select room_id from rooms)
              and start_time < $5 and end_time > $4 and use_kind = 'UNREADABLE')
          or exists (select 1 from registry.lease
            where tenant = $1 and room_id in (select room_id from rooms)
              and start_time < $5 and coalesce(end_time, expire_time) > $4
              and registry.lease_use(intended_use) = 'UNREADABLE')
          then null
        when $1 = $2
          then (select since_time from registry.past_lease_kept where tenant = $1)
        else to_timestamp(0) end
      """;

  private final Pool pool;

  @Inject
  PastLeases(Pool pool) {
    this.pool = pool;
  }

  /**
   * Since when those in a licence's rooms are kept; what was before is not known. Of tenants that
   * came later than the first, all are. Where the use of one of them in that span cannot be read,
   * nothing is known: never.
   */
  public Uni<Instant> keptSince(String licenceId, Instant from, Instant until) {
    return pool.preparedQuery(KEPT_SINCE)
        .execute(
            Tuple.of(
                CallersTenant.name(),
                Tenant.DEFAULT.name(),
                licenceId,
                StoredTime.column(from),
                StoredTime.column(until)))
        .map(
            rows ->
                Objects.requireNonNullElse(
                    StoredTime.instant(rows.iterator().next().getOffsetDateTime(0)), Instant.MAX));
  }
}

package dev.afterglow.registry.lease.storage;

import dev.afterglow.registry.decision.DenialReason;
import dev.afterglow.registry.lease.StreamLease;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.use.IntendedUse;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Leases' rows, in the transaction of a connection. Locks are taken in one order by everyone:
 * people, then licences, then leases, each kind in the order of its ids.
 */
final class LeaseRows {
  /** Held to the end by whoever adds to the revocations, so that they are seen in their order. */
  static final long EVENT_LOCK = 0x61667465_72676c6fL;

  /** Whoever drives, whoever is portrayed, and whoever may have a licensed work in the avatar. */
  private static final String HOLD_PEOPLE =
      "select 1 from registry.person where tenant = $3 and (subject_id in ($1,"
          + " (select licensor_subject_id from registry.licence"
          + " where licence_id = $2 and tenant = $3)) or subject_id = any(array("
          + "select coalesce(nullif(p.title_subject_id, ''), p.author_subject_id)"
          + " from registry.licence l join registry.part p"
          + " on p.tenant = l.tenant and p.part_id = l.part_id"
          + " where l.avatar_id = $4 and l.tenant = $3 and l.part_id <> ''"
          + " and l.state <> 'REVOKED'))) order by subject_id for share";

  /** The licence named, those above it, and those over works in the avatar with all above them. */
  private static final String HOLD_LICENCE =
      "select 1 from registry.licence where tenant = $2 and (licence_id = $1 or licence_id = any("
          + " array(select unnest(string_to_array(ancestors, ',')) from registry.licence"
          + " where licence_id = $1 and tenant = $2))"
          + " or (avatar_id = $3 and part_id <> '' and state <> 'REVOKED' and tenant = $2))"
          + " order by licence_id for no key update";

  private static final String STAND =
      "insert into registry.lease_ground (tenant, lease_id, licence_id)"
          + " select tenant, lease_id, licence_id from unnest($1::text[], $2::text[], $3::text[])"
          + " as u (tenant, lease_id, licence_id) on conflict do nothing";

  private static final String HOLD_LICENCES =
      "select licence_id from registry.licence where licence_id in"
          + " (select licence_id from registry.lease"
          + " where lease_id = any($1) and tenant = any($2))"
          + " order by licence_id for share";

  private static final String HOLD_LEASES =
      "select * from registry.lease where lease_id = any($1) and tenant = any($2)"
          + " order by lease_id for update";

  /** Whoever waits for nobody is in no deadlock, however many locks it takes. */
  private static final String IF_FREE = " skip locked";

  private static final String LENGTHEN =
      "update registry.lease x set expire_time = u.expire_time"
          + " from unnest($1::text[], $2::timestamptz[], $3::text[])"
          + " as u (lease_id, expire_time, tenant)"
          + " where x.lease_id = u.lease_id and x.tenant = u.tenant";

  private static final String OF_REQUEST =
      "select * from registry.lease where request_id = $1 and tenant = $2"
          + " order by lease_id desc";

  private static final String OLDER =
      "select * from registry.lease where room_id = $1"
          + " and (term < $2 or (term = $2 and holder <> $5)) and state = 'LIVE'"
          + " and expire_time > $3 and tenant = $4 order by lease_id for update";

  private static final String KEEP =
      "insert into registry.lease (lease_id, holder, licence_id, room_id, driver_subject_id,"
          + " licensor_subject_id, intended_use, avatar_sha256, term, epoch, ttl_ms, expire_time,"
          + " start_time, state, request_id, request_fingerprint, tenant, drive_time) values"
          + " ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";

  private static final String END =
      "update registry.lease set state = $2, new_epoch = $3, end_time = $4"
          + " where lease_id = $1 and tenant = $5";

  private static final String TELL =
      "insert into registry.lease_event (tenant, holder, lease_id, reason, epoch, create_time)"
          + " select tenant, holder, lease_id, $2, epoch, $3 from registry.lease"
          + " where lease_id = any($1) and tenant = any($4)"
          + " order by lease_id";

  private LeaseRows() {}

  /** A lease as its holder names it: nobody finds another tenant's. */
  record Named(String tenant, String leaseId) {
    static Named of(LeaseEntity row) {
      return new Named(row.tenant, row.leaseId);
    }
  }

  /**
   * Keeps whoever drives, whoever is portrayed, the licences and how many rooms they are used in as
   * they are until the end: a suspension, an erasure or a revocation comes wholly before, and is
   * seen, or wholly after, and finds the lease.
   */
  static Uni<Void> holdParties(SqlConnection connection, String tenant, IntendedUse use) {
    return Uni.combine()
        .all()
        .unis(
            connection
                .preparedQuery(HOLD_PEOPLE)
                .execute(Tuple.of(use.driverSubjectId(), use.licenceId(), tenant, use.avatarId())),
            connection
                .preparedQuery(HOLD_LICENCE)
                .execute(Tuple.of(use.licenceId(), tenant, use.avatarId())))
        .discardItems();
  }

  /** Leases that nobody else holds, locked, under licences that nobody else holds, shared. */
  static Uni<List<LeaseEntity>> holdFree(SqlConnection connection, Collection<Named> ids) {
    return hold(connection, HOLD_LICENCES + IF_FREE, HOLD_LEASES + IF_FREE, ids);
  }

  /** A lease, locked after its licence, once both are free; none where there is none. */
  static Uni<List<LeaseEntity>> hold(SqlConnection connection, Named lease) {
    return hold(connection, HOLD_LICENCES, HOLD_LEASES, List.of(lease));
  }

  /** Both statements are sent at once; Postgres does them one after the other. */
  private static Uni<List<LeaseEntity>> hold(
      SqlConnection connection, String licences, String leases, Collection<Named> ids) {
    Set<Named> named = Set.copyOf(ids);
    Tuple values =
        Tuple.of(
            ids.stream().map(Named::leaseId).toArray(String[]::new),
            ids.stream().map(Named::tenant).distinct().toArray(String[]::new));
    return Uni.combine()
        .all()
        .unis(
            connection.preparedQuery(licences).execute(values).map(LeaseRows::firstColumn),
            connection.preparedQuery(leases).execute(values).map(LeaseRows::entities))
        .with(
            (held, rows) ->
                rows.stream()
                    // Rounds serve several tenants: a row is for whoever named both.
                    .filter(row -> named.contains(Named.of(row)) && held.contains(row.licenceId))
                    .toList());
  }

  private static Set<String> firstColumn(RowSet<Row> rows) {
    Set<String> values = new HashSet<>();
    rows.forEach(row -> values.add(row.getString(0)));
    return values;
  }

  /** Notes on which licences leases stand beside the one that each names. */
  static Uni<Void> stand(SqlConnection connection, Map<Named, Set<String>> grounds) {
    List<String[]> rows = new ArrayList<>();
    grounds.forEach(
        (lease, licences) ->
            licences.forEach(it -> rows.add(new String[] {lease.tenant(), lease.leaseId(), it})));
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return connection
        .preparedQuery(STAND)
        .execute(Tuple.of(column(rows, 0), column(rows, 1), column(rows, 2)))
        .replaceWithVoid();
  }

  private static String[] column(List<String[]> rows, int at) {
    return rows.stream().map(row -> row[at]).toArray(String[]::new);
  }

  /** Writes when leases end now. */
  static Uni<Void> lengthen(SqlConnection connection, Map<Named, StreamLease.Live> leases) {
    if (leases.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return connection
        .preparedQuery(LENGTHEN)
        .execute(
            Tuple.of(
                leases.keySet().stream().map(Named::leaseId).toArray(String[]::new),
                leases.values().stream()
                    .map(it -> StoredTime.column(it.expireTime()))
                    .toArray(OffsetDateTime[]::new),
                leases.keySet().stream().map(Named::tenant).toArray(String[]::new)))
        .invoke(rows -> require(rows.rowCount() == leases.size(), "a locked lease is gone"))
        .replaceWithVoid();
  }

  private static void require(boolean fine, String otherwise) {
    if (!fine) {
      throw new IllegalStateException(otherwise);
    }
  }

  /** Leases of a request, newest first. */
  static Uni<List<LeaseEntity>> ofRequest(
      SqlConnection connection, String tenant, String requestId) {
    return connection
        .preparedQuery(OF_REQUEST)
        .execute(Tuple.of(requestId, tenant))
        .map(LeaseRows::entities);
  }

  /** Live leases of a room under older terms, and of other holders under this one, locked. */
  static Uni<List<LeaseEntity>> older(
      SqlConnection connection,
      String tenant,
      String roomId,
      long term,
      String holder,
      Instant now) {
    return connection
        .preparedQuery(OLDER)
        .execute(Tuple.of(roomId, term, StoredTime.column(now), tenant, holder))
        .map(LeaseRows::entities);
  }

  /** Keeps a lease just granted. */
  static Uni<Void> keep(SqlConnection connection, LeaseEntity row) {
    Tuple values =
        Tuple.from(
            List.of(
                row.leaseId,
                row.holder,
                row.licenceId,
                row.roomId,
                row.driverSubjectId,
                row.licensorSubjectId,
                row.intendedUse,
                row.avatarSha256,
                row.term,
                row.epoch,
                row.ttlMs,
                StoredTime.column(row.expireTime),
                StoredTime.column(row.startTime),
                row.state,
                row.requestId,
                Buffer.buffer(row.requestFingerprint),
                row.tenant,
                StoredTime.column(Objects.requireNonNullElse(row.driveTime, row.startTime))));
    return connection.preparedQuery(KEEP).execute(values).replaceWithVoid();
  }

  /** Writes ends, which the rows have already, into the table. */
  static Uni<Void> end(SqlConnection connection, List<LeaseEntity> rows) {
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return connection
        .preparedQuery(END)
        .executeBatch(rows.stream().map(LeaseRows::ended).toList())
        .replaceWithVoid();
  }

  private static Tuple ended(LeaseEntity row) {
    Instant end = row.endTime;
    if (end == null) {
      throw new IllegalStateException("the lease has not ended");
    }
    return Tuple.of(row.leaseId, row.state, row.newEpoch, StoredTime.column(end), row.tenant);
  }

  /** Has the holders of leases told that they are void. */
  static Uni<Void> tell(
      SqlConnection connection, List<LeaseEntity> rows, DenialReason reason, Instant now) {
    return connection
        .preparedQuery("select cast(pg_advisory_xact_lock($1) as text)")
        .execute(Tuple.of(EVENT_LOCK))
        .chain(
            () ->
                connection
                    .preparedQuery(TELL)
                    .execute(
                        Tuple.of(
                            rows.stream().map(row -> row.leaseId).toArray(String[]::new),
                            reason.name(),
                            StoredTime.column(now),
                            rows.stream()
                                .map(row -> row.tenant)
                                .distinct()
                                .toArray(String[]::new))))
        .replaceWithVoid();
  }

  private static List<LeaseEntity> entities(RowSet<Row> rows) {
    List<LeaseEntity> entities = new ArrayList<>(rows.rowCount());
    rows.forEach(row -> entities.add(entity(row)));
    return entities;
  }

  private static LeaseEntity entity(Row row) {
    LeaseEntity entity = new LeaseEntity();
    entity.tenant = row.getString("tenant");
    entity.leaseId = row.getString("lease_id");
    entity.holder = row.getString("holder");
    entity.licenceId = row.getString("licence_id");
    entity.roomId = row.getString("room_id");
    entity.driverSubjectId = row.getString("driver_subject_id");
    entity.licensorSubjectId = row.getString("licensor_subject_id");
    entity.intendedUse = row.getString("intended_use");
    entity.avatarSha256 = row.getString("avatar_sha256");
    entity.term = row.getLong("term");
    entity.epoch = row.getLong("epoch");
    entity.newEpoch = row.getLong("new_epoch");
    entity.ttlMs = row.getLong("ttl_ms");
    entity.expireTime = row.getOffsetDateTime("expire_time").toInstant();
    entity.startTime = row.getOffsetDateTime("start_time").toInstant();
    entity.driveTime = StoredTime.instant(row.getOffsetDateTime("drive_time"));
    entity.endTime = StoredTime.instant(row.getOffsetDateTime("end_time"));
    entity.state = row.getString("state");
    entity.requestId = row.getString("request_id");
    entity.requestFingerprint = row.getBuffer("request_fingerprint").getBytes();
    return entity;
  }
}

package dev.afterglow.registry.making.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.making.CaptureSession;
import dev.afterglow.registry.making.TrainedOnAir;
import dev.afterglow.registry.making.TrainingRun;
import dev.afterglow.registry.storage.StoredJson;
import dev.afterglow.registry.storage.StoredTime;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Capture sessions and training runs: written once, in a session, and read without one. */
@ApplicationScoped
public class MakingStore {
  private static final String KEEP_SESSION =
      "insert into registry.capture_session"
          + " (tenant, session_id, avatar_id, performer_subject_id, body) values"
          + " (:tenant, :id, :avatar, :person, :body) returning session_id";

  private static final String KNOWN_SESSIONS =
      "select session_id from registry.capture_session where tenant = :tenant"
          + " and avatar_id = :avatar and session_id in (:ids)";

  private static final String KEEP_RUN =
      "insert into registry.training_run (tenant, run_id, avatar_id, part_id, body) values"
          + " (:tenant, :id, :avatar, :part, :body) returning run_id";

  private static final String SESSIONS =
      "select body from registry.capture_session where tenant = $1 and avatar_id = $2"
          + " and session_id < $3 order by session_id desc limit $4";

  /**
   * A part stands in an avatar from a composition that has it until the next one. What other
   * avatars' leases hold is not parsed ({@code materialized}).
   */
  private static final String RUNS =
      """
      with spans as (
        select parts, from_time,
          lead(from_time, 1, $5) over (order by version) as until_time
        from registry.avatar_composition where tenant = $1 and avatar_id = $2),
      held as materialized (
        select x.start_time, least(coalesce(x.end_time, x.expire_time), $5) as end_time,
          x.intended_use
          from registry.lease x join registry.licence l
            on l.licence_id = x.licence_id and l.tenant = x.tenant
          where x.tenant = $1 and l.avatar_id = $2),
      times as (
        select start_time, end_time from held
          where registry.lease_use(intended_use) = 'LIVE'
        union all
        select x.start_time, x.end_time
          from registry.past_lease x join registry.licence l
            on l.licence_id = x.licence_id and l.tenant = x.tenant
          where x.tenant = $1 and l.avatar_id = $2 and x.use_kind = 'LIVE')
      select r.body, air.first_time, air.ms
      from registry.training_run r
      cross join lateral (
        select min(greatest(t.start_time, s.from_time)) as first_time,
          cast(coalesce(sum(1000 * extract(epoch from
            least(t.end_time, s.until_time) - greatest(t.start_time, s.from_time))), 0) as bigint)
            as ms
        from spans s join times t on t.start_time < s.until_time and t.end_time > s.from_time
        where r.part_id <> '' and exists (
          select 1 from json_each(cast(s.parts as json) -> 'parts') p
          where p.value ->> 'partId' = r.part_id)) air
      where r.tenant = $1 and r.avatar_id = $2 and r.run_id < $3
      order by r.run_id desc limit $4
      """;

  private final Pool pool;

  @Inject
  MakingStore(Pool pool) {
    this.pool = pool;
  }

  /** Keeps a capture session, in the session's transaction. */
  Uni<Void> keep(CaptureSession session) {
    return Panache.getSession()
        .chain(
            it ->
                it.createNativeQuery(KEEP_SESSION, String.class)
                    .setParameter("tenant", CallersTenant.name())
                    .setParameter("id", session.sessionId())
                    .setParameter("avatar", session.avatarId())
                    .setParameter("person", session.performerSubjectId())
                    .setParameter("body", StoredJson.text(session))
                    .getSingleResult())
        .replaceWithVoid();
  }

  /** Refuses ids that are no capture sessions of the avatar. */
  Uni<Void> requireSessions(String avatarId, List<String> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(KNOWN_SESSIONS, String.class)
                    .setParameter("tenant", CallersTenant.name())
                    .setParameter("avatar", avatarId)
                    .setParameter("ids", ids)
                    .getResultList())
        .invoke(
            known ->
                ids.stream()
                    .filter(id -> !known.contains(id))
                    .findFirst()
                    .ifPresent(
                        id -> {
                          throw Faults.captureSessionNotFound(id);
                        }))
        .replaceWithVoid();
  }

  /** Keeps a training run, in the session's transaction. */
  Uni<Void> keep(TrainingRun run) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(KEEP_RUN, String.class)
                    .setParameter("tenant", CallersTenant.name())
                    .setParameter("id", run.runId())
                    .setParameter("avatar", run.avatarId())
                    .setParameter("part", run.partId())
                    .setParameter("body", StoredJson.text(run))
                    .getSingleResult())
        .replaceWithVoid();
  }

  /** Capture sessions of an avatar with ids below one, newest first. */
  public Uni<List<CaptureSession>> sessionsBefore(String id, String avatarId, int size) {
    return pool.preparedQuery(SESSIONS)
        .execute(Tuple.of(CallersTenant.name(), avatarId, id, size))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> StoredJson.record(row.getString(0), CaptureSession.class))
                    .toList());
  }

  /** Training runs of an avatar with ids below one, newest first. */
  public Uni<List<TrainedOnAir>> runsBefore(String id, String avatarId, int size, Instant now) {
    return pool.preparedQuery(RUNS)
        .execute(Tuple.of(CallersTenant.name(), avatarId, id, size, StoredTime.column(now)))
        .map(
            rows -> StreamSupport.stream(rows.spliterator(), false).map(MakingStore::run).toList());
  }

  private static TrainedOnAir run(Row row) {
    return new TrainedOnAir(
        StoredJson.record(row.getString("body"), TrainingRun.class),
        row.getLong("ms"),
        Optional.ofNullable(StoredTime.instant(row.getOffsetDateTime("first_time"))));
  }
}

package dev.afterglow.studio.broadcast.store;

import dev.afterglow.studio.broadcast.RequestLog;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Requests in Postgres. */
@ApplicationScoped
public class PostgresRequests implements RequestLog, PanacheRepositoryBase<RequestRow, UUID> {

  /** How long a request id is remembered, as the contract promises. */
  public static final Duration WINDOW = Duration.ofHours(24);

  // A row that is older than the window counts as not there and is taken over.
  private static final String BEGIN =
      """
      insert into studio.request as known
        (request_id, operation, fingerprint, broadcast_id, done, create_time)
      values (?1, ?2, ?3, ?4, false, ?5)
      on conflict (request_id) do update
        set operation = excluded.operation, fingerprint = excluded.fingerprint,
            broadcast_id = excluded.broadcast_id, done = false,
            create_time = excluded.create_time
        where known.create_time <= ?6
      """;

  @Override
  public Entry begin(Entry wanted) {
    return Awaiting.transaction(
        () ->
            getSession()
                .flatMap(
                    session ->
                        session
                            .createNativeQuery(BEGIN)
                            .setParameter(1, wanted.requestId())
                            .setParameter(2, wanted.operation())
                            .setParameter(3, wanted.fingerprint())
                            .setParameter(4, wanted.broadcastId())
                            .setParameter(5, wanted.createTime())
                            .setParameter(6, wanted.createTime().minus(WINDOW))
                            .executeUpdate())
                .flatMap(changed -> findById(wanted.requestId()))
                .map(PostgresRequests::entry));
  }

  @Override
  public Optional<UUID> find(String operation, UUID broadcastId) {
    return Awaiting.transaction(
        () ->
            find("operation = ?1 and broadcastId = ?2", operation, broadcastId)
                .<RequestRow>firstResult()
                .map(row -> Optional.ofNullable(row).map(it -> it.requestId)));
  }

  @Override
  public void finish(UUID requestId) {
    Awaiting.transaction(
        () ->
            findById(requestId)
                .invoke(
                    row -> {
                      if (row != null) {
                        row.done = true;
                      }
                    }));
  }

  /** Forgets requests made before a time; returns how many. */
  public int forgetBefore(Instant cutoff) {
    return Awaiting.transaction(
        () ->
            getSession()
                .flatMap(
                    session ->
                        session
                            .createNativeQuery("delete from studio.request where create_time < ?1")
                            .setParameter(1, cutoff)
                            .executeUpdate()));
  }

  private static Entry entry(RequestRow row) {
    return new Entry(
        row.requestId,
        row.operation,
        row.fingerprint.strip(),
        row.broadcastId,
        row.done,
        row.createTime);
  }
}

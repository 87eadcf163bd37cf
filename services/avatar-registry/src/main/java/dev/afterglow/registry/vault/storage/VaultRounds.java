package dev.afterglow.registry.vault.storage;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.vault.KmsConfig;
import dev.afterglow.registry.vault.Vault;
import dev.afterglow.registry.wiring.Workers;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;

/**
 * Has subjects' keys wrapped anew that lie under an older version of the master key, of all
 * tenants. A row changes only where it still holds the key that was read, and none is ever made: a
 * person who is erased meanwhile stays erased.
 */
@ApplicationScoped
public class VaultRounds {
  private static final Log LOG = Log.of(VaultRounds.class);
  private static final int MOST_AT_ONCE = 64;

  private static final String OLD =
      "select tenant, subject_id, wrapped_key from registry.vault_key where wrapped_by <> $1"
          + " and (tenant, subject_id) > ($2, $3) order by tenant, subject_id limit $4";

  private static final String RENEW =
      "update registry.vault_key set wrapped_key = $1, wrapped_by = $2"
          + " where tenant = $3 and subject_id = $4 and wrapped_key = $5";

  private final Pool pool;
  private final Vault vault;
  private final Workers workers;
  private final KmsConfig config;
  private final AtomicBoolean atWork = new AtomicBoolean();

  /** Rounds over the rows of a pool. */
  @Inject
  public VaultRounds(Pool pool, Vault vault, Workers workers, KmsConfig config) {
    this.pool = pool;
    this.vault = vault;
    this.workers = workers;
    this.config = config;
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Row(String tenant, String subjectId, byte[] wrappedKey) {}

  void atStart(@Observes StartupEvent start, Vertx vertx) {
    if (config.transit().address().isPresent()) {
      vertx.setPeriodic(config.rewrapEvery().toMillis(), _ -> inTurn());
    }
  }

  private void inTurn() {
    if (!atWork.compareAndSet(false, true)) {
      return;
    }
    var _ =
        round()
            .onTermination()
            .invoke(() -> atWork.set(false))
            .subscribe()
            .with(
                renewed -> LOG.debug("keys wrapped anew", LogKey.COUNT.is(renewed)),
                failure ->
                    LOG.warn(
                        "keys cannot be wrapped anew",
                        LogKey.EXCEPTION.is(failure.getClass().getSimpleName())));
  }

  /**
   * Goes over all keys once; gives how many were wrapped anew. One that cannot be is passed over.
   */
  public Uni<Integer> round() {
    return workers
        .call(
            () -> {
              vault.renewFiles();
              return vault.newestVersion();
            })
        .chain(newest -> from(newest, "", "", 0));
  }

  private Uni<Integer> from(String newest, String tenant, String subjectId, int before) {
    return old(newest, tenant, subjectId)
        .chain(
            rows ->
                Multi.createFrom()
                    .iterable(rows)
                    .onItem()
                    .transformToUniAndConcatenate(this::renewed)
                    .collect()
                    .asList()
                    .chain(
                        counts -> {
                          int sum = before + counts.stream().mapToInt(Integer::intValue).sum();
                          return rows.size() < MOST_AT_ONCE
                              ? Uni.createFrom().item(sum)
                              : from(
                                  newest, rows.getLast().tenant(), rows.getLast().subjectId(), sum);
                        }));
  }

  private Uni<List<Row>> old(String newest, String tenant, String subjectId) {
    return pool.preparedQuery(OLD)
        .execute(Tuple.of(newest, tenant, subjectId, MOST_AT_ONCE))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(
                        row ->
                            new Row(
                                row.getString(0), row.getString(1), row.getBuffer(2).getBytes()))
                    .toList());
  }

  private Uni<Integer> renewed(Row row) {
    return workers
        .call(() -> vault.rewrapped(row.subjectId(), row.wrappedKey()))
        .chain(
            newer ->
                pool.preparedQuery(RENEW)
                    .execute(
                        Tuple.of(
                            Buffer.buffer(newer.wrappedKey()),
                            newer.version(),
                            row.tenant(),
                            row.subjectId(),
                            Buffer.buffer(row.wrappedKey()))))
        .map(result -> result.rowCount())
        .onFailure(IllegalStateException.class)
        .recoverWithItem(
            failure -> {
              LOG.warn(
                  "a subject's key cannot be wrapped anew",
                  LogKey.SUBJECT_ID.is(row.subjectId()),
                  LogKey.REASON.is(String.valueOf(failure.getMessage())));
              return 0;
            });
  }
}

package dev.afterglow.registry.asset.storage;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.asset.Asset;
import dev.afterglow.registry.asset.AssetKind;
import dev.afterglow.registry.asset.AssetStore;
import dev.afterglow.registry.asset.Landing;
import dev.afterglow.registry.asset.StoredAsset;
import dev.afterglow.registry.telemetry.RegistryMeters;
import dev.afterglow.registry.wiring.Workers;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Removes what an upload left in the storage and no row of any tenant names: a service that ended
 * between the two, or a registration that was refused. Only what was written long ago is looked at,
 * and what is deleted is looked at once more under the lock that registrations take.
 */
@ApplicationScoped
public class AssetSweep {
  private static final Log LOG = Log.of(AssetSweep.class);
  private static final int PAGE = 500;

  private final Pool pool;
  private final AssetStore store;
  private final Landing landing;
  private final Workers workers;
  private final AssetConfig config;
  private final RegistryMeters meters;
  private final Clock clock;
  private final AtomicBoolean atWork = new AtomicBoolean();

  /** Sweeps of a storage by the rows of a pool. */
  @Inject
  public AssetSweep(
      Pool pool,
      AssetStore store,
      Landing landing,
      Workers workers,
      AssetConfig config,
      RegistryMeters meters,
      Clock clock) {
    this.pool = pool;
    this.store = store;
    this.landing = landing;
    this.workers = workers;
    this.config = config;
    this.meters = meters;
    this.clock = clock;
  }

  void atStart(@Observes StartupEvent start, Vertx vertx) {
    vertx.setPeriodic(config.sweepEvery().toMillis(), _ -> inTurn());
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
                gone -> LOG.debug("files without a row removed", LogKey.COUNT.is(gone)),
                failure -> {
                  meters.sweepFailed();
                  LOG.warn(
                      "files without a row cannot be looked for",
                      LogKey.EXCEPTION.is(failure.getClass().getSimpleName()));
                });
  }

  /** Goes over everything once; gives how many files went. */
  public Uni<Integer> round() {
    Instant before = clock.instant().minus(config.orphanAge());
    return workers
        .call(() -> landing.clear(before))
        .invoke(gone -> meters.orphans("incoming", gone))
        .chain(
            gone ->
                from(AssetKind.AVATAR, "", before, 0)
                    .chain(avatars -> from(AssetKind.PART, "", before, gone + avatars)));
  }

  private Uni<Integer> from(AssetKind kind, String after, Instant before, int sum) {
    return workers
        .call(() -> store.list(kind, after, PAGE))
        .chain(
            page ->
                orphans(kind, page.assets(), before)
                    .chain(this::removed)
                    .invoke(gone -> meters.orphans(kind.folder(), gone))
                    .chain(
                        gone ->
                            page.next().isEmpty()
                                ? Uni.createFrom().item(sum + gone)
                                : from(kind, page.next(), before, sum + gone)));
  }

  private Uni<List<Asset>> orphans(AssetKind kind, List<StoredAsset> page, Instant before) {
    List<Asset> old =
        page.stream()
            .filter(it -> it.writtenTime().isBefore(before))
            .map(StoredAsset::asset)
            .toList();
    if (old.isEmpty()) {
      return Uni.createFrom().item(old);
    }
    String[] digests = old.stream().map(Asset::sha256Hex).toArray(String[]::new);
    return pool.preparedQuery("select sha256 from " + table(kind) + " where sha256 = any($1)")
        .execute(Tuple.tuple().addArrayOfString(digests))
        .map(
            rows -> {
              Set<String> named = new HashSet<>();
              rows.forEach(row -> named.add(row.getString(0)));
              return old.stream().filter(it -> !named.contains(it.sha256Hex())).toList();
            });
  }

  private static String table(AssetKind kind) {
    return switch (kind) {
      case AVATAR -> "registry.avatar";
      case PART -> "registry.part";
    };
  }

  private Uni<Integer> removed(List<Asset> orphans) {
    return Multi.createFrom()
        .iterable(orphans)
        .onItem()
        .transformToUniAndConcatenate(
            asset -> pool.withTransaction(connection -> removed(connection, asset)))
        .collect()
        .with(Collectors.summingInt(Integer::intValue));
  }

  private Uni<Integer> removed(SqlConnection connection, Asset asset) {
    Instant before = clock.instant().minus(config.orphanAge());
    return connection
        .preparedQuery("select 1 from pg_advisory_xact_lock($1)")
        .execute(Tuple.of(AssetGuard.lock(asset)))
        .chain(
            () ->
                connection
                    .preparedQuery(
                        "select count(*) from " + table(asset.kind()) + " where sha256 = $1")
                    .execute(Tuple.of(asset.sha256Hex())))
        .map(rows -> rows.iterator().next().getLong(0))
        .chain(
            named ->
                named > 0 ? Uni.createFrom().item(0) : workers.call(() -> removed(asset, before)));
  }

  private int removed(Asset asset, Instant before) throws IOException {
    boolean old = store.find(asset).filter(it -> it.writtenTime().isBefore(before)).isPresent();
    if (old) {
      store.delete(asset);
    }
    return old ? 1 : 0;
  }
}

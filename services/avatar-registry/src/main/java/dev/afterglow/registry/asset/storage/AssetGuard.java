package dev.afterglow.registry.asset.storage;

import dev.afterglow.registry.asset.Asset;
import dev.afterglow.registry.asset.AssetStore;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.wiring.Workers;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/**
 * Keeps a file and the row that names it together. Whoever registers one holds a lock of its digest
 * for readers until the transaction ends, and looks whether the file is there; {@link AssetSweep}
 * deletes under the same lock for writers, and looks whether a row is there.
 */
@ApplicationScoped
public class AssetGuard {
  private static final int LOCK_DIGITS = 16;

  private final AssetStore store;
  private final Workers workers;

  @Inject
  AssetGuard(AssetStore store, Workers workers) {
    this.store = store;
    this.workers = workers;
  }

  /** The lock's key: the digest's first 64 bits. */
  static long lock(Asset asset) {
    return Long.parseUnsignedLong(asset.sha256Hex().substring(0, LOCK_DIGITS), 16);
  }

  /**
   * Holds a file to the end of the caller's transaction; ASSET_STORE_UNAVAILABLE where it is gone,
   * and the upload has to be repeated.
   */
  public Uni<Void> hold(Asset asset) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "select 1 from pg_advisory_xact_lock_shared(:lock)", Integer.class)
                    .setParameter("lock", lock(asset))
                    .getSingleResult())
        .chain(() -> workers.call(() -> store.find(asset)))
        .onItem()
        .invoke(
            found -> {
              if (found.isEmpty()) {
                throw Faults.assetStoreUnavailable(new NoSuchFileException(asset.path()));
              }
            })
        .onFailure(IOException.class)
        .transform(Faults::assetStoreUnavailable)
        .replaceWithVoid();
  }
}

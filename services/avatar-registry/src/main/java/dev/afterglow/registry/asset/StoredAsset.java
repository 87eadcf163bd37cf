package dev.afterglow.registry.asset;

import java.time.Instant;

/**
 * A file as the storage lists it.
 *
 * @param asset which
 * @param writtenTime when it was kept last, by the storage's clock
 */
public record StoredAsset(Asset asset, Instant writtenTime) {}

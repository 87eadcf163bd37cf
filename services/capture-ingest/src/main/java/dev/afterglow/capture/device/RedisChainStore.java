package dev.afterglow.capture.device;

import dev.afterglow.capture.drive.DriveRecord;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.PlatformReason;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.hash.HashCommands;
import io.quarkus.redis.datasource.keys.KeyCommands;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Chains in Redis.
 *
 * <pre>
 *   afterglow:capture:drive:ID:chains   hash: device id → batches|sha256   until an hour after the drive
 * </pre>
 */
@Singleton
public final class RedisChainStore implements ChainRecords {
  private static final Duration KEPT_AFTER_EXPIRY = Duration.ofHours(1);

  private final HashCommands<String, String, String> hashes;
  private final KeyCommands<String> keys;

  /** Chains in that store. */
  @Inject
  public RedisChainStore(RedisDataSource redis) {
    this.hashes = redis.hash(String.class);
    this.keys = redis.key();
  }

  @Override
  public Map<String, ChainHead> find(String driveId) {
    return asking(
        () -> {
          Map<String, ChainHead> heads = new TreeMap<>();
          hashes.hgetall(key(driveId)).forEach((device, text) -> heads.put(device, head(text)));
          return heads;
        });
  }

  @Override
  public void keep(DriveRecord drive, String deviceId, ChainHead head) {
    asking(
        () -> {
          hashes.hset(key(drive.driveId()), deviceId, head.batches() + "|" + head.sha256Hex());
          return keys.pexpireat(
              key(drive.driveId()), drive.expiresUs() / 1_000 + KEPT_AFTER_EXPIRY.toMillis());
        });
  }

  private static ChainHead head(String text) {
    int bar = text.indexOf('|');
    try {
      return new ChainHead(Long.parseLong(text.substring(0, bar)), text.substring(bar + 1));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new AfterglowException(
          PlatformReason.INTERNAL, Fault.DATA_LOSS, "a kept chain cannot be read", Map.of(), e);
    }
  }

  private static String key(String driveId) {
    return "afterglow:capture:drive:" + driveId + ":chains";
  }

  private static <T> T asking(Supplier<T> question) {
    return AfterglowException.asking("the store of drive sessions does not answer", question);
  }
}

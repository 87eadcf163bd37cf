package dev.afterglow.capture.evidence;

import dev.afterglow.platform.error.AfterglowException;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.list.ListCommands;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;

/**
 * Windows in Redis, of all instances together.
 *
 * <pre>
 *   afterglow:capture:evidence    list of windows, oldest first
 * </pre>
 *
 * How much of it outlives a Redis that is killed is Redis' own setting (appendfsync).
 */
@Singleton
public final class RedisEvidenceStore implements EvidenceStore {
  private static final String LIST = "afterglow:capture:evidence";

  private final ListCommands<String, byte[]> lists;

  /** Windows in that store. */
  @Inject
  public RedisEvidenceStore(RedisDataSource redis) {
    this.lists = redis.list(byte[].class);
  }

  @Override
  public long add(List<byte[]> windows) {
    return asking(() -> lists.rpush(LIST, windows.toArray(byte[][]::new)));
  }

  @Override
  public List<byte[]> oldest(int most) {
    return asking(() -> lists.lrange(LIST, 0, most - 1));
  }

  @Override
  public void remove(byte[] window) {
    asking(() -> lists.lrem(LIST, 1, window));
  }

  @Override
  public void keepNewest(long most) {
    asking(
        () -> {
          lists.ltrim(LIST, -most, -1);
          return most;
        });
  }

  private static <T> T asking(Supplier<T> question) {
    return AfterglowException.asking("the store of evidence does not answer", question);
  }
}

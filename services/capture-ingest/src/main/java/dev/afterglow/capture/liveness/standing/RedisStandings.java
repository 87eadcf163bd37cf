package dev.afterglow.capture.liveness.standing;

import dev.afterglow.platform.error.AfterglowException;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.value.SetArgs;
import io.quarkus.redis.datasource.value.ValueCommands;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Standings in Redis.
 *
 * <pre>
 *   afterglow:capture:standing:DRIVE   form|challenges|unseen|not live|others|condemned
 * </pre>
 *
 * At most 32 characters a drive, and no personal data.
 */
@Singleton
public final class RedisStandings implements Standings {
  private static final String KEY = "afterglow:capture:standing:";

  private final ValueCommands<String, String> values;

  /** Standings in that store. */
  @Inject
  public RedisStandings(RedisDataSource redis) {
    this.values = redis.value(String.class);
  }

  @Override
  public void keep(String driveId, long untilUs, KeptStanding standing) {
    asking(
        () -> {
          values.set(KEY + driveId, standing.text(), new SetArgs().pxAt(untilUs / 1_000));
          return driveId;
        });
  }

  @Override
  public Optional<KeptStanding> find(String driveId) {
    return asking(() -> Optional.ofNullable(values.get(KEY + driveId)).flatMap(KeptStanding::read));
  }

  private static <T> T asking(Supplier<T> question) {
    return AfterglowException.asking("the store of standings does not answer", question);
  }
}

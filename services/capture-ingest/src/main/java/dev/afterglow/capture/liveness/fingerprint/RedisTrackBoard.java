package dev.afterglow.capture.liveness.fingerprint;

import dev.afterglow.capture.liveness.repeat.TrackBoard;
import dev.afterglow.platform.error.AfterglowException;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.keys.KeyCommands;
import io.quarkus.redis.datasource.stream.StreamCommands;
import io.quarkus.redis.datasource.stream.StreamMessage;
import io.quarkus.redis.datasource.stream.XAddArgs;
import io.quarkus.redis.datasource.stream.XReadArgs;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The board in Redis.
 *
 * <pre>
 *   afterglow:capture:tracks    stream of postings of at most 64 kB, of the newest 95 s
 * </pre>
 *
 * Older postings go with each new one, and all of them 95 s after the last; at most 20,000 are
 * kept. Redis tells which are new, so every instance reads each once.
 */
@Singleton
public final class RedisTrackBoard implements TrackBoard {
  private static final String KEY = "afterglow:capture:tracks";
  private static final String FIELD = "t";
  private static final Duration LIFE = Duration.ofSeconds(95);
  private static final long MOST_KEPT = 20_000;
  private static final int MOST_READ = 256;

  private final StreamCommands<String, String, byte[]> streams;
  private final KeyCommands<String> keys;
  private final Clock clock;

  /** The board in that store. */
  @Inject
  public RedisTrackBoard(RedisDataSource redis, Clock clock) {
    this.streams = redis.stream(String.class, String.class, byte[].class);
    this.keys = redis.key();
    this.clock = clock;
  }

  @Override
  public void post(byte[] posting) {
    asking(
        () -> {
          streams.xadd(KEY, new XAddArgs().maxlen(MOST_KEPT), Map.of(FIELD, posting));
          streams.xtrim(KEY, oldest());
          return keys.pexpire(KEY, LIFE);
        });
  }

  @Override
  public Read read(String after) {
    return asking(
        () -> {
          List<byte[]> postings = new ArrayList<>();
          String last = after.isEmpty() ? oldest() : after;
          for (StreamMessage<String, String, byte[]> message :
              streams.xread(KEY, last, new XReadArgs().count(MOST_READ))) {
            last = message.id();
            byte[] posting = message.payload().get(FIELD);
            if (posting != null) {
              postings.add(posting);
            }
          }
          return new Read(postings, last);
        });
  }

  private String oldest() {
    return Math.max(0, clock.millis() - LIFE.toMillis()) + "-0";
  }

  private static <T> T asking(Supplier<T> question) {
    return AfterglowException.asking("the store of tracks does not answer", question);
  }
}

package dev.afterglow.capture.liveness.fingerprint;

import dev.afterglow.capture.liveness.repeat.MotionFingerprint;
import dev.afterglow.capture.liveness.repeat.NearRepeat;
import dev.afterglow.capture.liveness.standing.LivenessConfig;
import dev.afterglow.platform.error.AfterglowException;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.keys.KeyCommands;
import io.quarkus.redis.datasource.list.ListCommands;
import io.quarkus.redis.datasource.value.ValueCommands;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Fingerprints in Redis.
 *
 * <pre>
 *   afterglow:capture:fingerprint:ID             bytes, at most 174 kB
 *   afterglow:capture:fingerprints:person:ID     list of ids, newest first, at most 4
 *   afterglow:capture:fingerprints:avatar:ID     the same, of whoever drove the avatar
 *   afterglow:capture:forgotten:ID               of a person of whom nothing is kept, a day
 * </pre>
 *
 * Fingerprints and lists expire after the setting's time. A fingerprint is in the list of its
 * person as long as it exists, so that deleting a person's list and what it names leaves nothing;
 * the list of an avatar may name some that are gone.
 */
@Singleton
public final class RedisFingerprints implements Fingerprints {
  private static final String ONE = "afterglow:capture:fingerprint:";
  private static final String OF_PERSON = "afterglow:capture:fingerprints:person:";
  private static final String FORGOTTEN = "afterglow:capture:forgotten:";
  private static final String OF_AVATAR = "afterglow:capture:fingerprints:avatar:";
  // One place is left for somebody else's drive of the same avatar.
  private static final int OWN_FIRST = NearRepeat.MOST_EARLIER - 1;

  private final Duration life;
  private final ValueCommands<String, byte[]> values;
  private final ValueCommands<String, String> marks;
  private final ListCommands<String, String> lists;
  private final KeyCommands<String> keys;

  /** Fingerprints in that store. */
  @Inject
  public RedisFingerprints(RedisDataSource redis, LivenessConfig config) {
    this(redis, config.fingerprintLife());
  }

  RedisFingerprints(RedisDataSource redis, Duration life) {
    this.life = life;
    this.values = redis.value(byte[].class);
    this.marks = redis.value(String.class);
    this.lists = redis.list(String.class);
    this.keys = redis.key();
  }

  @Override
  public List<MotionFingerprint> earlier(Driven by) {
    return asking(
        () -> {
          List<String> own = lists.lrange(OF_PERSON + by.driverSubjectId(), 0, -1);
          Set<String> ids = new LinkedHashSet<>(own.subList(0, Math.min(OWN_FIRST, own.size())));
          by.avatarId().ifPresent(it -> ids.addAll(lists.lrange(OF_AVATAR + it, 0, -1)));
          ids.addAll(own);
          List<MotionFingerprint> found = new ArrayList<>();
          for (String id : ids) {
            byte[] bytes = found.size() < NearRepeat.MOST_EARLIER ? values.get(ONE + id) : null;
            if (bytes != null) {
              MotionFingerprint.read(bytes).ifPresent(found::add);
            }
          }
          return List.copyOf(found);
        });
  }

  @Override
  public void keep(String id, Driven by, MotionFingerprint fingerprint) {
    if (life.isZero()) {
      return;
    }
    asking(
        () -> {
          if (forgotten(by)) {
            return id;
          }
          // The lists first: a fingerprint that no list names could not be deleted.
          push(OF_PERSON + by.driverSubjectId(), id, true);
          by.avatarId().ifPresent(it -> push(OF_AVATAR + it, id, false));
          values.psetex(ONE + id, life.toMillis(), fingerprint.bytes());
          if (forgotten(by)) {
            // While this was written.
            delete(by.driverSubjectId());
          }
          return id;
        });
  }

  @Override
  public int forget(String driverSubjectId) {
    return asking(
        () -> {
          // First: whoever writes now deletes it again.
          marks.psetex(FORGOTTEN + driverSubjectId, FORGOTTEN_FOR.toMillis(), "1");
          return delete(driverSubjectId);
        });
  }

  private boolean forgotten(Driven by) {
    return keys.exists(FORGOTTEN + by.driverSubjectId());
  }

  private int delete(String driverSubjectId) {
    int gone = 0;
    for (String id : lists.lrange(OF_PERSON + driverSubjectId, 0, -1)) {
      gone += keys.del(ONE + id);
    }
    keys.del(OF_PERSON + driverSubjectId);
    return gone;
  }

  private void push(String list, String id, boolean owns) {
    lists.lrem(list, 0, id);
    lists.lpush(list, id);
    keys.pexpire(list, life);
    List<String> tooMany = lists.lrange(list, MOST_A_PERSON, -1);
    lists.ltrim(list, 0, MOST_A_PERSON - 1);
    if (owns) {
      tooMany.forEach(it -> keys.del(ONE + it));
    }
  }

  private static <T> T asking(Supplier<T> question) {
    return AfterglowException.asking("the store of fingerprints does not answer", question);
  }
}

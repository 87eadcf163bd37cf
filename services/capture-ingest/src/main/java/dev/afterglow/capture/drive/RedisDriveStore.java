package dev.afterglow.capture.drive;

import dev.afterglow.capture.session.DriveState;
import dev.afterglow.capture.token.TokenHash;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.PlatformReason;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.keys.KeyCommands;
import io.quarkus.redis.datasource.sortedset.SortedSetCommands;
import io.quarkus.redis.datasource.value.SetArgs;
import io.quarkus.redis.datasource.value.ValueCommands;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Drive sessions in Redis.
 *
 * <pre>
 *   afterglow:capture:drive:ID          broadcast|driver|created|expires|token hash|avatar
 *   afterglow:capture:drive:ID:state    WAITING, OPEN or CLOSED                       until expiry
 *   afterglow:capture:drive:ID:opens    until when its token opens it, UTC microseconds
 *   afterglow:capture:request:HASH      drive|salt|created                            24 hours
 *   afterglow:capture:drives            sorted set of ids, all of score 0: by age
 *   afterglow:capture:drives:BROADCAST  the same, of one broadcast
 * </pre>
 *
 * The key of a request is the SHA-256 of its id: whoever reads the store learns neither the id nor
 * the token that is made from it.
 */
@Singleton
public final class RedisDriveStore implements DriveRecords {
  private static final String PREFIX = "afterglow:capture:";
  private static final String ALL = PREFIX + "drives";
  // So long a session that ended by its age is known, and not called one that never was.
  private static final Duration KEPT_AFTER_EXPIRY = Duration.ofHours(1);
  private static final Duration REQUEST_LIFE = Duration.ofHours(24);
  private static final int MOST_ROUNDS = 20;

  private final RedisDataSource redis;
  private final ValueCommands<String, String> values;
  private final SortedSetCommands<String, String> sets;
  private final KeyCommands<String> keys;

  /** Sessions in that store. */
  @Inject
  public RedisDriveStore(RedisDataSource redis) {
    this.redis = redis;
    this.values = redis.value(String.class);
    this.sets = redis.sortedSet(String.class);
    this.keys = redis.key();
  }

  @Override
  public Reservation reserve(String requestId, Reservation proposal) {
    return asking(
        () -> {
          String key = PREFIX + "request:" + sha256(requestId);
          String proposed =
              String.join(
                  "|", proposal.driveId(), proposal.salt(), Long.toString(proposal.createdUs()));
          values.set(key, proposed, new SetArgs().nx().ex(REQUEST_LIFE));
          String[] given = fields(values.get(key), 3);
          return new Reservation(given[0], given[1], Long.parseLong(given[2]));
        });
  }

  @Override
  public void keep(DriveRecord drive) {
    asking(
        () -> {
          SetArgs once = new SetArgs().nx().pxAt(keptUntilMs(drive));
          values.set(stateKey(drive.driveId()), DriveState.Name.WAITING.name(), once);
          sets.zadd(ALL, 0, drive.driveId());
          sets.zadd(broadcastKey(drive.broadcastId()), 0, drive.driveId());
          keys.expire(broadcastKey(drive.broadcastId()), REQUEST_LIFE);
          // Last: from here on, the session is found.
          values.set(driveKey(drive.driveId()), text(drive), once);
          return drive;
        });
  }

  @Override
  public void keepState(DriveRecord drive, DriveState.Name state) {
    asking(
        () -> {
          values.set(
              stateKey(drive.driveId()), state.name(), new SetArgs().pxAt(keptUntilMs(drive)));
          return state;
        });
  }

  @Override
  public void keepOpening(DriveRecord drive, long untilUs) {
    asking(
        () -> {
          values.set(
              opensKey(drive.driveId()),
              Long.toString(untilUs),
              new SetArgs().pxAt(keptUntilMs(drive)));
          return untilUs;
        });
  }

  @Override
  public long opensUntilUs(String driveId) {
    return asking(
        () -> {
          String until = values.get(opensKey(driveId));
          return until == null ? 0 : Long.parseLong(until);
        });
  }

  @Override
  public Optional<Stored> find(String driveId) {
    return asking(
        () -> {
          String text = values.get(driveKey(driveId));
          String state = values.get(stateKey(driveId));
          return text == null || state == null
              ? Optional.empty()
              : Optional.of(new Stored(drive(driveId, text), DriveState.Name.valueOf(state)));
        });
  }

  @Override
  public List<Stored> newest(Optional<String> broadcastId, Optional<String> beforeId, int limit) {
    String key = broadcastId.map(RedisDriveStore::broadcastKey).orElse(ALL);
    List<Stored> found = new ArrayList<>();
    Optional<String> before = beforeId;
    // Ids of expired sessions are met and dropped here; each round drops at most a page of them.
    for (int round = 0; round < MOST_ROUNDS && found.size() < limit; round++) {
      List<String> ids = idsBefore(key, before, limit - found.size());
      if (ids.isEmpty()) {
        break;
      }
      for (String id : ids) {
        find(id).ifPresentOrElse(found::add, () -> drop(key, id));
      }
      before = Optional.of(ids.getLast());
    }
    return found;
  }

  private static long keptUntilMs(DriveRecord drive) {
    return drive.expiresUs() / 1_000 + KEPT_AFTER_EXPIRY.toMillis();
  }

  private List<String> idsBefore(String key, Optional<String> before, int limit) {
    return asking(
        () -> {
          Response ids =
              redis.execute(
                  "ZREVRANGEBYLEX",
                  key,
                  before.map(it -> "(" + it).orElse("+"),
                  "-",
                  "LIMIT",
                  "0",
                  Integer.toString(limit));
          List<String> list = new ArrayList<>();
          ids.forEach(id -> list.add(id.toString()));
          return list;
        });
  }

  private void drop(String key, String id) {
    asking(() -> sets.zrem(key, id));
  }

  private static <T> T asking(Supplier<T> question) {
    return AfterglowException.asking("the store of drive sessions does not answer", question);
  }

  private static String text(DriveRecord drive) {
    return String.join(
        "|",
        drive.broadcastId(),
        drive.driverSubjectId(),
        Long.toString(drive.createdUs()),
        Long.toString(drive.expiresUs()),
        drive.tokenHash().hex(),
        drive.avatarId().orElse(""));
  }

  private static DriveRecord drive(String driveId, String text) {
    // One that was kept before drives knew their avatar has no last field.
    String[] fields =
        fields(text.chars().filter(it -> it == '|').count() == 4 ? text + "|" : text, 6);
    return new DriveRecord(
        driveId,
        fields[0],
        fields[1],
        fields[5].isEmpty() ? Optional.empty() : Optional.of(fields[5]),
        Long.parseLong(fields[2]),
        Long.parseLong(fields[3]),
        new TokenHash(fields[4]));
  }

  private static String[] fields(String text, int count) {
    String[] fields = text.split("\\|", -1);
    if (fields.length != count) {
      throw new AfterglowException(
          PlatformReason.INTERNAL, Fault.DATA_LOSS, "a kept drive session cannot be read back");
    }
    return fields;
  }

  private static String driveKey(String driveId) {
    return PREFIX + "drive:" + driveId;
  }

  private static String stateKey(String driveId) {
    return driveKey(driveId) + ":state";
  }

  private static String opensKey(String driveId) {
    return driveKey(driveId) + ":opens";
  }

  private static String broadcastKey(String broadcastId) {
    return ALL + ":" + broadcastId;
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

package dev.afterglow.studio.slot.redis;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.studio.broadcast.Refusals;
import dev.afterglow.studio.slot.SlotConfig;
import dev.afterglow.studio.slot.SlotLease;
import dev.afterglow.studio.slot.Slots;
import dev.afterglow.studio.slot.WorkerHeartbeat;
import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Slots in Redis. Each command touches one key, so that it works on a cluster too.
 *
 * <pre>
 *  afterglow:render:workers               set of worker ids
 *  afterglow:render:worker:&lt;id&gt;           hash, lives 3 s: address, slots, free_slots, draining
 *  afterglow:render:slot:&lt;id&gt;:&lt;n&gt;         the broadcast that holds slot n; lives as long as its lease
 * </pre>
 */
@ApplicationScoped
public class RedisSlots implements Slots {

  static final String WORKERS = "afterglow:render:workers";
  static final String WORKER = "afterglow:render:worker:";
  static final String SLOT = "afterglow:render:slot:";

  private static final Log LOG = Log.of(RedisSlots.class);
  private static final int MAX_WORKERS = 10_000;
  private static final String RENEW =
      """
      if redis.call('GET', KEYS[1]) == ARGV[1] then
        return redis.call('PEXPIRE', KEYS[1], ARGV[2])
      end
      return redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) and 1 or 0
      """;
  // A worker whose heartbeat came between the reading and this stays.
  private static final String FORGET =
      """
      if (redis.call('HGET', KEYS[1], 'slots') or '') == ARGV[2] then
        return redis.call('SREM', KEYS[2], ARGV[1])
      end
      return 0
      """;
  private static final String RELEASE =
      """
      if redis.call('GET', KEYS[1]) == ARGV[1] then
        return redis.call('DEL', KEYS[1])
      end
      return 0
      """;

  private final RedisDataSource redis;
  private final String ttlMs;

  /** Over the default Redis. */
  @Inject
  public RedisSlots(RedisDataSource redis, SlotConfig config) {
    this.redis = redis;
    this.ttlMs = Long.toString(config.leaseTtl().toMillis());
  }

  @Override
  public Optional<SlotLease> reserve(UUID broadcastId, Set<String> except) {
    return asking(
        () ->
            heartbeats()
                .filter(WorkerHeartbeat::takesMore)
                .filter(it -> !except.contains(it.workerId()))
                .sorted(Comparator.comparingInt(WorkerHeartbeat::freeSlots).reversed())
                .map(it -> reserveOn(it, broadcastId))
                .flatMap(Optional::stream)
                .findFirst());
  }

  private Optional<SlotLease> reserveOn(WorkerHeartbeat worker, UUID broadcastId) {
    List<SlotLease> slots =
        IntStream.range(0, worker.slots())
            .mapToObj(n -> new SlotLease(worker.workerId(), worker.address(), n))
            .toList();
    return Stream.concat(
            slots.stream().filter(it -> isHeldBy(it, broadcastId)),
            slots.stream().filter(it -> take(it, broadcastId)))
        .findFirst();
  }

  private boolean isHeldBy(SlotLease slot, UUID broadcastId) {
    Response holder = redis.execute("GET", key(slot));
    return holder != null && broadcastId.toString().equals(holder.toString());
  }

  private boolean take(SlotLease slot, UUID broadcastId) {
    return redis.execute("SET", key(slot), broadcastId.toString(), "NX", "PX", ttlMs) != null;
  }

  private Stream<WorkerHeartbeat> heartbeats() {
    return redis.set(String.class).smembers(WORKERS).stream()
        .limit(MAX_WORKERS)
        .map(this::heartbeat)
        .flatMap(Optional::stream);
  }

  private Optional<WorkerHeartbeat> heartbeat(String workerId) {
    Map<String, String> told = redis.hash(String.class).hgetall(WORKER + workerId);
    Optional<WorkerHeartbeat> heartbeat = WorkerHeartbeat.of(workerId, told);
    if (heartbeat.isEmpty()) {
      // A worker that is only late adds itself again with its next heartbeat.
      redis.execute(
          "EVAL",
          FORGET,
          "2",
          WORKER + workerId,
          WORKERS,
          workerId,
          told.getOrDefault("slots", ""));
    }
    return heartbeat;
  }

  @Override
  public int workerCount() {
    return asking(() -> (int) heartbeats().count());
  }

  @Override
  public void renew(SlotLease slot, UUID broadcastId) {
    trying(
        "slot not renewed",
        slot,
        () -> redis.execute("EVAL", RENEW, "1", key(slot), broadcastId.toString(), ttlMs));
  }

  @Override
  public void release(SlotLease slot, UUID broadcastId) {
    trying(
        "slot not released",
        slot,
        () -> redis.execute("EVAL", RELEASE, "1", key(slot), broadcastId.toString()));
  }

  @Override
  public Presence presence(String workerId) {
    try {
      return redis.key().exists(WORKER + workerId) ? Presence.UP : Presence.GONE;
    } catch (RuntimeException e) {
      return Presence.UNKNOWN;
    }
  }

  private static String key(SlotLease slot) {
    return SLOT + slot.workerId() + ":" + slot.number();
  }

  private static <T> T asking(Supplier<T> commands) {
    try {
      return commands.get();
    } catch (RuntimeException e) {
      throw Refusals.serviceUnavailable("redis", e);
    }
  }

  private static void trying(String message, SlotLease slot, Runnable command) {
    try {
      command.run();
    } catch (RuntimeException e) {
      LOG.warn(
          message,
          LogKey.WORKER_ID.is(slot.workerId()),
          LogKey.EXCEPTION.is(e.getClass().getSimpleName()));
    }
  }
}

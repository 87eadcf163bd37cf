package dev.afterglow.render.worker;

import dev.afterglow.platform.health.Drain;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.render.job.RenderSlots;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServer;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells studio through Redis that this worker is here and how many slots are free: a hash that
 * lives 3 s, written each second and at once when a slot is taken or freed. Without Redis renders
 * go on.
 */
@ApplicationScoped
public class HeartbeatStore {
  private static final Log LOG = Log.of(HeartbeatStore.class);
  private static final String WORKERS = "afterglow:render:workers";
  private static final String WORKER = "afterglow:render:worker:";
  private static final long LIVES_MS = 3_000;
  private static final long EVERY_MS = 1_000;
  private static final int LAST = 10_000;

  private final RedisDataSource redis;
  private final RenderSlots slots;
  private final WorkerIdentity worker;
  private final RenderConfig config;
  private final Drain drain;
  private final Clock clock;
  private final HttpServer server;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("heartbeat").factory());
  private boolean reachable = true;

  HeartbeatStore(
      RedisDataSource redis,
      RenderSlots slots,
      WorkerIdentity worker,
      RenderConfig config,
      Drain drain,
      Clock clock,
      HttpServer server) {
    this.redis = redis;
    this.slots = slots;
    this.worker = worker;
    this.config = config;
    this.drain = drain;
    this.clock = clock;
    this.server = server;
  }

  void atStart(@Observes StartupEvent event) {
    LOG.info(
        "slots of this worker",
        LogKey.WORKER_ID.is(worker.id()),
        LogKey.COUNT.is(slots.capacity().slots()),
        LogKey.REASON.is(slots.capacity().limit()),
        LogKey.DURATION_MS.is(Math.round(slots.capacity().cost().drawMs())));
    slots.onChange(() -> timer.execute(this::beat));
    var unused = timer.scheduleAtFixedRate(this::beat, 0, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  void atEnd(@Observes @Priority(LAST) ShutdownEvent event) {
    timer.shutdownNow();
    try {
      redis.withTransaction(
          tx -> {
            tx.key().del(WORKER + worker.id());
            tx.set(String.class).srem(WORKERS, worker.id());
          });
    } catch (RuntimeException e) {
      LOG.debug("heartbeat not taken back, it will run out", LogKey.WORKER_ID.is(worker.id()));
    }
  }

  private void beat() {
    try {
      Map<String, String> fields =
          Map.of(
              "address", address(),
              "slots", Integer.toString(slots.capacity().slots()),
              "free_slots", Integer.toString(slots.free()),
              "draining", drain.draining() ? "1" : "0",
              "updated_ms", Long.toString(clock.millis()));
      redis.withTransaction(
          tx -> {
            tx.hash(String.class).hset(WORKER + worker.id(), fields);
            tx.key().pexpire(WORKER + worker.id(), LIVES_MS);
            tx.set(String.class).sadd(WORKERS, worker.id());
          });
      if (!reachable) {
        LOG.warn("heartbeats are written again", LogKey.WORKER_ID.is(worker.id()));
      }
      reachable = true;
    } catch (RuntimeException e) {
      if (reachable) {
        // Mostly that Redis is away; its class tells a fault of this worker's own from that.
        LOG.warn(
            "heartbeat not written, renders go on",
            LogKey.WORKER_ID.is(worker.id()),
            LogKey.EXCEPTION.is(e.getClass().getSimpleName()));
      }
      reachable = false;
    }
  }

  private String address() {
    return config.worker().advertisedAddress().orElseGet(() -> "127.0.0.1:" + server.getPort());
  }
}

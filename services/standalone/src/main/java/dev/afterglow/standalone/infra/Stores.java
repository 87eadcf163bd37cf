package dev.afterglow.standalone.infra;

import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.process.Child;
import dev.afterglow.standalone.process.DataFolder;
import dev.afterglow.standalone.process.Disk;
import dev.afterglow.standalone.process.OrphanGuard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The three stores, started side by side. */
public final class Stores {
  private final CompletableFuture<PostgresServer> postgres;
  private final CompletableFuture<RedisServer> redis;
  private final CompletableFuture<KafkaServer> kafka;
  private final Map<String, Duration> startTimes = new ConcurrentHashMap<>();
  private final OrphanGuard guard;
  private final int kafkaPort;

  /**
   * Begins to start all three; each future completes when its store answers.
   *
   * @param runtimeFolder where the stores' programs are unpacked, shared by any number of runs
   */
  public Stores(
      DataFolder folder, Path runtimeFolder, Ports ports, Secrets secrets, OrphanGuard guard) {
    this.guard = guard;
    postgres =
        begin("postgres", () -> PostgresServer.start(folder, runtimeFolder, ports, secrets, guard));
    redis = begin("redis", () -> RedisServer.start(folder, runtimeFolder, ports, secrets, guard));
    kafkaPort = KafkaServer.choosePort(ports);
    kafka = begin("kafka", () -> KafkaServer.start(folder, kafkaPort, ports, guard));
  }

  private <T> CompletableFuture<T> begin(String name, Callable<T> start) {
    long begun = System.nanoTime();
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            T store = start.call();
            startTimes.put(name, Duration.ofNanos(System.nanoTime() - begun));
            return store;
          } catch (RunFailure e) {
            throw e;
          } catch (IOException e) {
            throw Disk.failure(Path.of(name), e);
          } catch (Exception e) {
            throw new RunFailure(ExitCode.SERVICE_FAILED, name + " did not start: " + e, e);
          }
        },
        task -> Thread.ofPlatform().name("start-" + name).start(task));
  }

  /** Waits for Postgres. */
  public PostgresServer postgres() {
    return get(postgres);
  }

  /** Waits for Redis. */
  public RedisServer redis() {
    return get(redis);
  }

  /** Waits for Kafka. */
  public KafkaServer kafka() {
    return get(kafka);
  }

  /** Where Kafka will answer, for a service that can begin without it. */
  public String kafkaAddress() {
    return KafkaServer.address(kafkaPort);
  }

  private static <T> T get(CompletableFuture<T> store) {
    try {
      return store.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RunFailure failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** Names of the started stores whose processes have ended; nothing starts a store again. */
  public Stream<String> fallen() {
    return Stream.of(postgres().child(), redis().child(), kafka().child())
        .filter(child -> !child.isAlive())
        .map(Child::name);
  }

  /** From the beginning of the start to the first answer, by store. */
  public Map<String, Duration> startTimes() {
    return new LinkedHashMap<>(startTimes);
  }

  /** Stops every child that still runs, all at once, and waits; also ends a start under way. */
  public void stop() {
    // A start under way is waited for: its process is then known and can be ended in order.
    CompletableFuture.allOf(postgres, redis, kafka).exceptionally(failed -> null).join();
    List<Child> children = guard.children();
    children.forEach(Child::askToStop);
    children.forEach(Child::awaitEnd);
  }
}

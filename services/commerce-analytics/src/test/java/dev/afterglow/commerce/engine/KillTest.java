package dev.afterglow.commerce.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.commerce.intake.FactLog;
import dev.afterglow.commerce.intake.FactTopics;
import dev.afterglow.commerce.kafka.KafkaForTests;
import dev.afterglow.commerce.room.EventTime;
import dev.afterglow.commerce.room.RandomFacts;
import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.commerce.room.RoomFigures;
import dev.afterglow.commerce.room.RoomKernel;
import dev.afterglow.commerce.room.RoomLimits;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.wire.FactMessages;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Invariant: what was acknowledged is neither lost nor counted twice, whenever the process is
 * killed. {@code -Dkills=50} kills more often, {@code -Dseed=} kills at the same places.
 */
class KillTest {
  private static final int ROOMS = 5;
  private static final long SEED = Long.getLong("seed", System.nanoTime() & 0xFFFF);
  private static final int KILLS = Integer.getInteger("kills", 3);

  @TempDir Path folder;

  private final Map<String, RoomKernel> reference = new LinkedHashMap<>();
  private final Map<String, RandomFacts> streams = new LinkedHashMap<>();
  private long told;
  private long late;

  @Test
  void shouldLoseAndDoubleNothingWhenKilledUnderLoad() throws Exception {
    // Given
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < ROOMS; i++) {
      String room = new UUID(SEED, i).toString();
      reference.put(room, new RoomKernel(RoomLimits.DEFAULT, RoomFacts.SPLIT));
      streams.put(room, new RandomFacts(SEED + i));
    }
    try (KafkaForTests kafka = KafkaForTests.start()) {
      String servers = kafka.bootstrapServers();
      new FactTopics(
              servers,
              "afterglow.facts.v1",
              List.of("afterglow.facts.quarantine.v1", "afterglow.facts.late.v1"),
              4)
          .ensure(Duration.ofSeconds(20));

      // When
      AtomicBoolean over = new AtomicBoolean();
      Thread load = Thread.ofPlatform().start(() -> load(servers, over));
      for (int kill = 0; kill < KILLS; kill++) {
        long before = committed(servers);
        Process child = child(servers);
        // Every third dies wherever its start has got to, the others in the middle of their work.
        if (kill % 3 != 2) {
          awaitProgress(servers, before);
        }
        Thread.sleep(random.nextInt(0, 1_500));
        child.destroyForcibly().waitFor();
      }
      over.set(true);
      load.join();

      // Then
      try (Engine engine =
          new Engine(EngineChild.settings(servers, folder), RoomFacts.SPLIT, FactListener.NONE)) {
        engine.start();
        awaitAll(engine);
        long conflicts = 0;
        for (Map.Entry<String, RoomKernel> room : reference.entrySet()) {
          assertThat(engine.snapshot(room.getKey()).orElseThrow())
              .as("seed %d, %d kills, %d facts", SEED, KILLS, told)
              .isEqualTo(room.getValue().snapshot());
          conflicts += room.getValue().figures(Instant.EPOCH).quarantined();
        }
        assertThat(aside(servers, "quarantine", conflicts))
            .as("seed %d", SEED)
            .isEqualTo(conflicts);
        assertThat(aside(servers, "late", late)).as("seed %d", SEED).isEqualTo(late);
        System.out.printf(
            "%d kills, seed %d: %d facts, %d contradictions, %d too late: none lost or doubled%n",
            KILLS, SEED, told, conflicts, late);
      }
    }
  }

  private static long committed(String servers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      return admin
          .listConsumerGroupOffsets("afterglow-commerce-analytics")
          .partitionsToOffsetAndMetadata()
          .get()
          .values()
          .stream()
          .mapToLong(OffsetAndMetadata::offset)
          .sum();
    }
  }

  private static void awaitProgress(String servers, long before) throws Exception {
    Instant limit = Instant.now().plusSeconds(180);
    while (committed(servers) <= before) {
      assertThat(Instant.now()).as("no progress, seed %d", SEED).isBefore(limit);
      Thread.sleep(20);
    }
  }

  private Process child(String servers) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(EngineChild.class.getName(), servers, folder.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(
                new File(System.getProperty("childlog", folder.resolve("child.log").toString()))))
        .start();
  }

  /** Facts without pause, each told to the reference when Kafka holds it. */
  private void load(String servers, AtomicBoolean over) {
    try (FactLog log =
        FactLog.open(servers, "afterglow.facts.v1", 20_000, Duration.ofSeconds(20))) {
      List<String> rooms = List.copyOf(streams.keySet());
      while (!over.get()) {
        List<FactLog.Entry> batch = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
          String room = rooms.get((int) (told++ % ROOMS));
          RandomFacts stream = streams.get(room);
          Fact fact = in(room, stream.next());
          Instant received = RoomFacts.at(stream.second());
          if (EventTime.isTooLate(fact.occurred(), fact.sent())) {
            // After a day of the room's time, what comes again may come too late to be known.
            late++;
          } else {
            reference.get(room).apply(fact, received);
          }
          byte[] value = FactMessages.message(fact).toByteArray();
          batch.add(new FactLog.Entry(room, received.toEpochMilli(), value));
        }
        log.append(batch).get();
        Thread.sleep(5);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Fact in(String room, Fact fact) {
    return new Fact(
        fact.source(), fact.id(), room, fact.viewer(), fact.occurred(), fact.sent(), fact.what());
  }

  private void awaitAll(Engine engine) throws Exception {
    Instant limit = Instant.now().plusSeconds(300);
    long seen = -1;
    while (seen < told - late && Instant.now().isBefore(limit)) {
      Thread.sleep(100);
      seen = engine.isServing() ? seen(engine) : -1;
    }
    assertThat(seen).as("facts seen, seed %d", SEED).isEqualTo(told - late);
  }

  private long seen(Engine engine) {
    try {
      long seen = 0;
      for (String room : reference.keySet()) {
        RoomFigures figures =
            engine
                .room(room, Instant.EPOCH)
                .map(RoomView::figures)
                .orElseGet(() -> engine.emptyRoom(room, Instant.EPOCH).figures());
        seen += figures.facts() + figures.duplicates() + figures.quarantined();
      }
      return seen;
    } catch (Engine.NotServingException e) {
      return -1;
    }
  }

  private static long aside(String servers, String kind, long expected) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", servers);
    settings.put("isolation.level", "read_committed");
    settings.put("key.deserializer", StringDeserializer.class);
    settings.put("value.deserializer", ByteArrayDeserializer.class);
    try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(settings)) {
      TopicPartition only = new TopicPartition("afterglow.facts." + kind + ".v1", 0);
      consumer.assign(List.of(only));
      consumer.seekToBeginning(List.of(only));
      long count = 0;
      Instant limit = Instant.now().plusSeconds(60);
      while (count < expected && Instant.now().isBefore(limit)) {
        count += consumer.poll(Duration.ofMillis(200)).count();
      }
      // A doubled one would come right behind.
      return count + consumer.poll(Duration.ofMillis(1_000)).count();
    }
  }
}

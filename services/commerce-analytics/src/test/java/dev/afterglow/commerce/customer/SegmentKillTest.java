package dev.afterglow.commerce.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.commerce.intake.FactLog;
import dev.afterglow.commerce.intake.FactTopics;
import dev.afterglow.commerce.kafka.KafkaForTests;
import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.wire.FactMessages;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Invariant: each change of a customer's segment is told once, in order, whenever the process that
 * tells is killed and whoever follows it. {@code -Dkills=20} kills more often, {@code -Dseed=}
 * tells the same facts.
 */
class SegmentKillTest {
  private static final long SEED = Long.getLong("seed", System.nanoTime() & 0xFFFF);
  private static final int KILLS = Integer.getInteger("kills", 3);
  private static final List<String> SHOPS = List.of("shop/a", "shop/b", "12:c");

  @TempDir Path folder;

  private final CustomerBooks reference = new CustomerBooks(_ -> false);
  private final SplittableRandom random = new SplittableRandom(SEED);
  private int next;

  @Test
  void shouldTellEachChangeOnceAndInOrderWhenKilledUnderLoad() throws Exception {
    // Given
    try (KafkaForTests kafka = KafkaForTests.start()) {
      String servers = kafka.bootstrapServers();
      new FactTopics(servers, SegmentChild.FACTS, List.of(), 4).ensure(Duration.ofSeconds(20));
      AtomicBoolean over = new AtomicBoolean();
      Thread load = Thread.ofPlatform().start(() -> load(servers, over));

      // When: two try to tell, and the one that was started first is killed
      List<Process> children = new ArrayList<>(List.of(child(servers), child(servers)));
      for (int kill = 0; kill < KILLS; kill++) {
        long before = count(changes(servers).values());
        awaitMore(servers, before);
        Thread.sleep(random.nextInt(0, 500));
        children.removeFirst().destroyForcibly().waitFor();
        children.add(child(servers));
      }
      over.set(true);
      load.join();
      for (Process child : children) {
        child.destroyForcibly().waitFor();
      }

      // Then
      try (SegmentChild last = new SegmentChild(servers)) {
        awaitTold(servers);
        check(changes(servers));
        assertThat(last.books.all().keySet()).containsExactlyInAnyOrderElementsOf(SHOPS);
      }
    }
  }

  private void check(Map<String, List<SegmentChange>> told) {
    assertThat(told.keySet()).containsExactlyInAnyOrderElementsOf(SHOPS);
    told.forEach(
        (shop, changes) -> {
          Map<String, String> segments = new HashMap<>();
          long sequence = 0;
          for (SegmentChange change : changes) {
            assertThat(change.sequence()).as("%s, seed %d", shop, SEED).isEqualTo(++sequence);
            assertThat(change.from())
                .as("%s, seed %d, %s", shop, SEED, change)
                .isEqualTo(segments.getOrDefault(change.pseudonym(), ""))
                .isNotEqualTo(change.to());
            segments.put(change.pseudonym(), change.to());
          }
          segments.values().removeIf(String::isEmpty);
          assertThat(segments).as("%s, seed %d", shop, SEED).isEqualTo(expected(shop));
          assertThat(changes.size()).as("more than once round").isGreaterThan(segments.size());
        });
  }

  private Map<String, String> expected(String shop) {
    return reference.book(shop).orElseThrow().keys().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, key -> key.getValue().id()));
  }

  private Process child(String servers) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(SegmentChild.class.getName(), servers));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(
                new File(System.getProperty("childlog", folder.resolve("child.log").toString()))))
        .start();
  }

  /** Orders and what becomes of them; each is told to the reference when Kafka holds it. */
  private void load(String servers, AtomicBoolean over) {
    try (FactLog log = FactLog.open(servers, SegmentChild.FACTS, 20_000, Duration.ofSeconds(20))) {
      while (!over.get()) {
        List<FactLog.Entry> batch = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          Fact fact = fact();
          Instant received = RoomFacts.at(next);
          reference.apply(fact, received);
          batch.add(
              new FactLog.Entry(
                  fact.roomId(),
                  received.toEpochMilli(),
                  FactMessages.message(fact).toByteArray()));
        }
        log.append(batch).get();
        Thread.sleep(20);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Fact fact() {
    int number = next++;
    String order = "o" + random.nextInt(number / 2 + 1);
    Happening what =
        switch (random.nextInt(8)) {
          case 0 -> RoomFacts.refunded(order, random.nextInt(1, 4_000));
          case 1 -> new Happening.OrderCancelled(order);
          default -> RoomFacts.paid("o" + number, random.nextInt(1, 5_000));
        };
    return new Fact(
        SHOPS.get(random.nextInt(SHOPS.size())),
        "id" + number,
        // A shop's orders lie in one room, as an order's facts do, so their order is the log's.
        new UUID(SEED, 7).toString(),
        "customer " + random.nextInt(200),
        RoomFacts.at(number),
        null,
        what);
  }

  private void awaitMore(String servers, long before) throws Exception {
    Instant limit = Instant.now().plusSeconds(180);
    while (count(changes(servers).values()) <= before) {
      assertThat(Instant.now()).as("no progress, seed %d", SEED).isBefore(limit);
      Thread.sleep(100);
    }
  }

  private void awaitTold(String servers) throws Exception {
    Instant limit = Instant.now().plusSeconds(180);
    boolean whole = false;
    while (!whole && Instant.now().isBefore(limit)) {
      Thread.sleep(200);
      Map<String, List<SegmentChange>> told = changes(servers);
      whole = SHOPS.stream().allMatch(shop -> expected(shop).equals(last(told.get(shop))));
    }
    // One that came twice would come right behind.
    Thread.sleep(1_000);
  }

  private static Map<String, String> last(List<SegmentChange> changes) {
    Map<String, String> segments = new HashMap<>();
    for (SegmentChange change : changes == null ? List.<SegmentChange>of() : changes) {
      segments.put(change.pseudonym(), change.to());
    }
    segments.values().removeIf(String::isEmpty);
    return segments;
  }

  private static long count(Collection<List<SegmentChange>> changes) {
    return changes.stream().mapToLong(List::size).sum();
  }

  /** What a reader of committed records sees, shop by shop, in the topic's order. */
  private static Map<String, List<SegmentChange>> changes(String servers) {
    Map<String, List<SegmentChange>> changes = new HashMap<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      if (!consumer.listTopics().containsKey(SegmentChild.TOPICS.changes())) {
        return changes;
      }
      List<TopicPartition> partitions =
          consumer.partitionsFor(SegmentChild.TOPICS.changes()).stream()
              .map(it -> new TopicPartition(it.topic(), it.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          SegmentChange change = SegmentMessages.change(record.value());
          assertThat(record.key()).isEqualTo(change.shopId());
          changes.computeIfAbsent(change.shopId(), _ -> new ArrayList<>()).add(change);
        }
      }
    }
    return changes;
  }
}

package dev.afterglow.commerce.engine;

import dev.afterglow.commerce.intake.FactLog;
import dev.afterglow.commerce.intake.FactTopics;
import dev.afterglow.commerce.kafka.KafkaForTests;
import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.wire.FactMessages;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How long the engine alone takes to serve again: facts are folded at the rate told, the process is
 * killed with {@code kill -9}, and another one starts on what it left. Arguments: facts, facts a
 * second, rooms, kills, viewers of a room. Prints when all were folded, a line a kill and what the
 * changelog has had.
 */
public final class RestoreTime {
  private static final int BATCH = 500;

  private final String servers;
  private final Path folder;
  private final int rooms;
  private final int viewers;
  private final SplittableRandom random = new SplittableRandom(7);
  private int next;

  private RestoreTime(String servers, Path folder, int rooms, int viewers) {
    this.servers = servers;
    this.folder = folder;
    this.rooms = rooms;
    this.viewers = viewers;
  }

  public static void main(String[] arguments) throws Exception {
    int facts = Integer.parseInt(arguments[0]);
    int perSecond = Integer.parseInt(arguments[1]);
    Path folder = Files.createTempDirectory("afterglow-restore");
    try (KafkaForTests kafka = KafkaForTests.start()) {
      new FactTopics(
              kafka.bootstrapServers(),
              "afterglow.facts.v1",
              List.of("afterglow.facts.quarantine.v1", "afterglow.facts.late.v1"),
              4)
          .ensure(Duration.ofSeconds(20));
      RestoreTime time =
          new RestoreTime(
              kafka.bootstrapServers(),
              folder,
              Integer.parseInt(arguments[2]),
              Integer.parseInt(arguments[4]));
      time.measure(facts, perSecond, Integer.parseInt(arguments[3]));
    }
    System.exit(0);
  }

  private void measure(int facts, int perSecond, int kills) throws Exception {
    Process child = child();
    serving(child);
    long first = System.nanoTime();
    tell(facts, perSecond);
    awaitCommitted(facts);
    System.out.printf(
        "%d facts told and folded in %.1f s%n", facts, (System.nanoTime() - first) / 1e9);
    for (int kill = 0; kill < kills; kill++) {
      child.destroyForcibly().waitFor();
      System.out.printf("changelog: %d records%n", records());
      long begun = System.nanoTime();
      child = child();
      serving(child);
      System.out.printf("serving after %.2f s%n", (System.nanoTime() - begun) / 1e9);
    }
    child.destroyForcibly().waitFor();
  }

  private Process child() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx288m",
            "-XX:MaxNewSize=48m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            EngineChild.class.getName(),
            servers,
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void serving(Process child) throws Exception {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains(EngineChild.SERVING)) {
        return;
      }
    }
    throw new IllegalStateException("the engine ended");
  }

  private void tell(int facts, int perSecond) throws Exception {
    long begun = System.nanoTime();
    try (FactLog log =
        FactLog.open(servers, "afterglow.facts.v1", 20_000, Duration.ofSeconds(60))) {
      for (int told = 0; told < facts; told += BATCH) {
        List<FactLog.Entry> batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
          Fact fact = fact(perSecond);
          batch.add(
              new FactLog.Entry(
                  fact.roomId(), fact.occurred().toEpochMilli(), FactMessages.bytes(fact)));
        }
        log.append(batch).get();
        long dueNs = (long) told * 1_000_000_000L / perSecond;
        long aheadMs = (begun + dueNs - System.nanoTime()) / 1_000_000;
        if (aheadMs > 0) {
          Thread.sleep(aheadMs);
        }
      }
    }
  }

  private Fact fact(int perSecond) {
    int number = next++;
    int dice = random.nextInt(100);
    Happening what =
        dice < 60
            ? new Happening.Heartbeat()
            : dice < 70
                ? new Happening.Enter("recommend")
                : dice < 80
                    ? new Happening.Like(1)
                    : dice < 90
                        ? new Happening.ProductImpression("p" + random.nextInt(30))
                        : dice < 95
                            ? new Happening.Comment("word" + random.nextInt(500))
                            : RoomFacts.paid("o" + number, 100);
    return new Fact(
        "bench",
        "id" + number,
        new UUID(7, number % rooms).toString(),
        "v" + random.nextInt(viewers),
        RoomFacts.at(number / perSecond),
        null,
        what);
  }

  private void awaitCommitted(long facts) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      long committed = 0;
      while (committed < facts) {
        Thread.sleep(200);
        committed =
            admin
                .listConsumerGroupOffsets("afterglow-commerce-analytics")
                .partitionsToOffsetAndMetadata()
                .get()
                .values()
                .stream()
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
      }
    }
  }

  /** From the first offset that is kept to the last: what compaction took away still counts. */
  private long records() throws Exception {
    String topic = "afterglow-commerce-analytics-rooms-changelog";
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      for (int partition = 0; partition < 4; partition++) {
        ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
      }
      return admin.listOffsets(ends).all().get().values().stream()
          .mapToLong(it -> it.offset())
          .sum();
    }
  }
}

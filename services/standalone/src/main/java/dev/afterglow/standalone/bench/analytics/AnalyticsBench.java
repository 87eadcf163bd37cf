package dev.afterglow.standalone.bench.analytics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.afterglow.api.commerce.v1.GetRoomRequest;
import dev.afterglow.api.commerce.v1.ListRoomsRequest;
import dev.afterglow.api.commerce.v1.Room;
import dev.afterglow.api.commerce.v1.RoomServiceGrpc;
import dev.afterglow.standalone.bench.Machine;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.fleet.Installation;
import dev.afterglow.standalone.fleet.Service;
import dev.afterglow.standalone.fleet.Standalone;
import dev.afterglow.standalone.infra.KafkaServer;
import dev.afterglow.standalone.process.ProcessUsage;
import io.grpc.StatusRuntimeException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What commerce-analytics gives with the heap of standalone and the full compiler, the broker and
 * the load on the same cores: facts a second of processor time beside a bare count of the same
 * topic, comments through the reader, freshness and answers under load, and memory.
 */
public final class AnalyticsBench {
  /**
   * How much is told.
   *
   * @param rooms shows side by side
   * @param warm facts before anything is measured
   * @param facts facts that are measured
   * @param ratePerS facts a second while freshness is measured
   * @param probes probes of freshness
   * @param kills how often the service is killed and comes back
   */
  private record Size(int rooms, int warm, int facts, int ratePerS, int probes, int kills) {
    static final Size SHORT = new Size(20, 100_000, 200_000, 2_000, 60, 3);
    // Two million ids, and some hundred thousand more while freshness is measured.
    static final Size FULL = new Size(100, 800_000, 1_200_000, 20_000, 100, 2);
  }

  private static final int PAGE = 200;
  private static final int CHUNK = 50_000;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Standalone all;
  private final Installation installation;
  private final Size size;
  private final RoomServiceGrpc.RoomServiceBlockingStub rooms;
  private final ObjectNode json = new ObjectMapper().createObjectNode();

  private AnalyticsBench(Standalone all, Installation installation, Size size) {
    this.all = all;
    this.installation = installation;
    this.size = size;
    this.rooms = RoomServiceGrpc.newBlockingStub(all.fleet().channel(Service.COMMERCE_ANALYTICS));
  }

  /** Takes {@code --full} for the sizes that the goals name. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.setProperty(Service.FULL_COMPILER, "true");
    Logger.getLogger("").setLevel(Level.SEVERE);
    Size size = Arrays.asList(arguments).contains("--full") ? Size.FULL : Size.SHORT;
    System.exit(run(size).code());
  }

  private static ExitCode run(Size size) throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("afterglow-bench");
    Installation installation = Installation.find();
    Standalone.Plan plan =
        new Standalone.Plan(
            installation,
            data,
            installation.root().resolve("services/standalone/target/runtime"),
            0,
            Map.of(),
            EnumSet.of(Service.COMMERCE_ANALYTICS));
    try (Standalone all = Standalone.start(plan, (service, event) -> System.err.println(event))) {
      new AnalyticsBench(all, installation, size).measure();
      return ExitCode.OK;
    } catch (RunFailure e) {
      System.err.println("afterglow: " + e.sentence());
      return e.exitCode();
    } finally {
      delete(data);
    }
  }

  private void measure() throws IOException, InterruptedException {
    line("| analytics | |");
    line("| --- | --- |");
    line("| machine | %s |", Machine.words());
    Duration start =
        Objects.requireNonNull(
            all.startTimes().get(Service.COMMERCE_ANALYTICS.moduleName()), "it was started");
    String servers = all.stores().kafka().bootstrapServers();
    try (FactTape tape = new FactTape(servers, size.rooms(), Clock.systemUTC().instant())) {
      long told = facts(tape);
      underLoad(tape, told);
    }
    comments();
    memory();
    line("| start of the service | %.1f s |", start.toMillis() / 1e3);
    json.put("start_s", round(start.toMillis() / 1e3));
    recovery();
    line("%s", json);
  }

  private long facts(FactTape tape) throws IOException, InterruptedException {
    long told = tell(tape, size.warm());
    awaitFolded(told);
    Duration before = usage().cpu();
    long begun = System.nanoTime();
    long measured = tell(tape, size.facts());
    awaitFolded(told + measured);
    double seconds = usage().cpu().minus(before).toNanos() / 1e9;
    double wall = (System.nanoTime() - begun) / 1e9;
    double perCore = measured / seconds;
    double count = bareCount(told, told + measured);
    line(
        "| facts, all metrics and comment analysis on | %.0f/s a core (%d facts, %.1f s of"
            + " processor, %.1f s of clock) |",
        perCore, measured, seconds, wall);
    line(
        "| bare count by minute of the same topic, Kafka Streams | %.0f/s a core; facts give %.3f"
            + " of it |",
        count, perCore / count);
    json.put("facts_per_s_core", Math.round(perCore));
    json.put("count_ratio", Math.round(perCore / count * 1_000) / 1_000.0);
    return told + measured;
  }

  private static long tell(FactTape tape, int facts) {
    long told = 0;
    while (told < facts) {
      List<ProducerRecord<String, byte[]>> chunk = tape.next((int) Math.min(CHUNK, facts - told));
      tape.tell(chunk);
      told += chunk.size();
    }
    return told;
  }

  private void awaitFolded(long facts) throws InterruptedException {
    long limit = System.nanoTime() + LIMIT.toNanos();
    while (folded() < facts) {
      if (System.nanoTime() > limit) {
        throw new RunFailure(ExitCode.SERVICE_FAILED, "The facts were not folded in time.");
      }
      Thread.sleep(500);
    }
  }

  private long folded() {
    return rooms
        .listRooms(ListRoomsRequest.newBuilder().setPageSize(PAGE).build())
        .getRoomsList()
        .stream()
        .mapToLong(Room::getFactCount)
        .sum();
  }

  private ProcessUsage usage() {
    return ProcessUsage.of(all.fleet().child(Service.COMMERCE_ANALYTICS).pid())
        .orElseThrow(
            () -> new RunFailure(ExitCode.SERVICE_FAILED, "commerce-analytics has ended."));
  }

  private double bareCount(long warm, long facts) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(Service.COMMERCE_ANALYTICS.jvmFlags());
    // The libraries are those of a Quarkus service, whose logging wants its own manager.
    arguments.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    arguments.addAll(List.of("-cp", testPath(), "dev.afterglow.commerce.engine.MinuteCountNode"));
    arguments.add(all.stores().kafka().bootstrapServers());
    arguments.addAll(List.of(KafkaServer.FACTS, Long.toString(warm), Long.toString(facts)));
    return Double.parseDouble(Java.lastLine(arguments));
  }

  private void underLoad(FactTape tape, long told) throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    Thread load = Thread.ofPlatform().name("load").start(() -> load(tape, over));
    Freshness freshness = new Freshness(rooms, tape);
    List<Double> answers = new ArrayList<>();
    for (int i = 0; i < size.probes(); i++) {
      freshness.probe();
      GetRoomRequest busy =
          GetRoomRequest.newBuilder().setRoomId(tape.room(i % size.rooms())).build();
      for (int k = 0; k < 10; k++) {
        long begun = System.nanoTime();
        rooms.getRoom(busy);
        answers.add((System.nanoTime() - begun) / 1e6);
      }
    }
    over.set(true);
    load.join();
    awaitFolded(told);
    line(
        "| freshness at %d facts/s | provisional p50 %.0f ms, p99 %.0f ms; committed p50 %.0f ms,"
            + " p99 %.0f ms |",
        size.ratePerS(),
        freshness.seenMs(0.5),
        freshness.seenMs(0.99),
        freshness.committedMs(0.5),
        freshness.committedMs(0.99));
    line("| GetRoom under that load | p99 %.1f ms |", Freshness.quantile(answers, 0.99));
    json.put("fresh_rate_per_s", size.ratePerS());
    json.put("fresh_p50_ms", round(freshness.seenMs(0.5)));
    json.put("fresh_p99_ms", round(freshness.seenMs(0.99)));
    json.put("committed_p99_ms", round(freshness.committedMs(0.99)));
    json.put("room_p99_ms", round(Freshness.quantile(answers, 0.99)));
  }

  /** So many facts a second, a twentieth of a second's at a time. */
  private void load(FactTape tape, AtomicBoolean over) {
    List<ProducerRecord<String, byte[]>> records = List.of();
    int at = 0;
    long begun = System.nanoTime();
    for (long sent = 0; !over.get(); sent++) {
      if (at == records.size()) {
        records = tape.next(size.ratePerS());
        at = 0;
      }
      tape.tell(records.get(at++));
      long due = begun + sent * 1_000_000_000L / size.ratePerS();
      if (due - System.nanoTime() > 50_000_000L) {
        LockSupport.parkNanos(50_000_000L);
      }
    }
  }

  private void comments() throws IOException, InterruptedException {
    double perCore =
        Double.parseDouble(
            Java.lastLine(
                List.of(
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    testPath(),
                    "dev.afterglow.commerce.comment.CommentSpeed")));
    line("| comments through intents, words and sentiment | %.0f/s a core |", perCore);
    json.put("comments_per_s_core", Math.round(perCore));
  }

  /**
   * The service is killed with all that it holds, and started again as standalone does it: until it
   * serves every fact that it had served. That nothing is doubled either, KillTest holds.
   */
  private void recovery() throws InterruptedException {
    double longest = 0;
    for (int kill = 0; kill < size.kills(); kill++) {
      long served = folded();
      long pid = all.fleet().child(Service.COMMERCE_ANALYTICS).pid();
      boolean _ = ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      long begun = System.nanoTime();
      while (!servesAgain(served)) {
        if (System.nanoTime() - begun > LIMIT.toNanos() || all.fleet().fallen().count() > 0) {
          throw new RunFailure(ExitCode.SERVICE_FAILED, "A killed service did not come back.");
        }
        Thread.sleep(20);
      }
      longest = Math.max(longest, (System.nanoTime() - begun) / 1e9);
    }
    line(
        "| serving again after `kill -9` with all of this | %.1f s, the longest of %d |",
        longest, size.kills());
    json.put("recover_max_s", round(longest));
  }

  private boolean servesAgain(long facts) {
    try {
      return all.fleet().isServing(Service.COMMERCE_ANALYTICS) && folded() >= facts;
    } catch (StatusRuntimeException notYet) {
      return false;
    }
  }

  /** The classes, tests and libraries of commerce-analytics: the parts that run by themselves. */
  private String testPath() {
    Path target = installation.root().resolve("services/commerce-analytics/target");
    return String.join(
        File.pathSeparator,
        target.resolve("classes").toString(),
        target.resolve("test-classes").toString(),
        target.resolve("quarkus-app/lib/boot").resolve("*").toString(),
        target.resolve("quarkus-app/lib/main").resolve("*").toString());
  }

  private void memory() {
    long bytes =
        all.usage().entrySet().stream()
            .filter(
                process ->
                    process.getKey().equals("kafka")
                        || process.getKey().equals(Service.COMMERCE_ANALYTICS.moduleName()))
            .mapToLong(process -> process.getValue().peakRssBytes())
            .sum();
    line("| memory of broker and service at its highest | %d MiB |", bytes >> 20);
    json.put("rss_mb", bytes >> 20);
  }

  private static double round(double figure) {
    return Math.round(figure * 100) / 100.0;
  }

  private static void line(String form, Object... words) {
    System.out.println(String.format(Locale.ROOT, form, words));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}

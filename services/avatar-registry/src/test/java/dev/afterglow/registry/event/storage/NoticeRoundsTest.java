package dev.afterglow.registry.event.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.registry.v1.RegistryEvent;
import dev.afterglow.registry.event.Notice;
import dev.afterglow.registry.event.NoticeBroker;
import dev.afterglow.registry.event.NoticeGap;
import dev.afterglow.registry.running.RunningKafka;
import dev.afterglow.registry.storage.RegistryDatabase;
import dev.afterglow.registry.telemetry.RegistryMeters;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waits in a real Postgres comes to a real Kafka, whatever ends in the middle. */
@Timeout(180)
class NoticeRoundsTest {
  private static final String COUNT = "select count(*) from registry.event_outbox";

  private static RegistryDatabase database;
  private static RunningKafka kafka;

  private final String topic = "events-" + UUID.randomUUID();

  @BeforeAll
  static void begin() {
    database = new RegistryDatabase();
    kafka = new RunningKafka();
    kafka.start();
  }

  @AfterAll
  static void end() {
    kafka.close();
    database.close();
  }

  @BeforeEach
  void empty() {
    database.sql("delete from registry.event_outbox", Tuple.tuple());
    database.sql("delete from registry.event_gap", Tuple.tuple());
  }

  @Test
  void shouldSendAllAgainInOrderWhenKilledBetweenSendingAndMarking() throws Exception {
    // Given
    wait("default", 3, 40);
    long before = count();

    // When
    int sent = killedWhileMarking();
    long after = count();
    List<EventReader.Read> read = sendTheRest(120 + sent);

    // Then
    assertThat(sent).as("the first of each of three things").isEqualTo(3);
    assertThat(after).as("nothing was marked").isEqualTo(before).isEqualTo(120);
    assertThat(read).as("at least once, and the killed ones twice").hasSize(120 + sent);
    Map<String, List<RegistryEvent>> byKey = byKey(read);
    assertThat(byKey).hasSize(3);
    assertThat(byKey.values())
        .allSatisfy(
            events -> {
              List<RegistryEvent> fresh = withoutRepeated(events);
              assertThat(fresh).extracting(RegistryEvent::getEventId).hasSize(40);
              assertThat(fresh).extracting(RegistryEvent::getEpoch).isSorted();
              assertThat(events.size() - fresh.size()).as("repeated").isEqualTo(1);
            });
    assertThat(count()).isZero();
  }

  /** How many a killed sender had sent. */
  private int killedWhileMarking() throws Exception {
    Process sender =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StalledSender.class.getName(),
                Integer.toString(database.port()),
                kafka.bootstrapServers(),
                topic)
            .redirectErrorStream(true)
            .start();
    List<String> said = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(sender.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        if (line.startsWith(StalledSender.SENT)) {
          return Integer.parseInt(line.substring(StalledSender.SENT.length() + 1));
        }
      }
    } finally {
      sender.destroyForcibly();
      sender.waitFor();
    }
    throw new AssertionError("the sender said: " + said);
  }

  private List<EventReader.Read> sendTheRest(int wanted) {
    try (Sending sending = new Sending(database.port(), kafka.bootstrapServers(), topic);
        NoticeBroker broker = sending.kafka();
        EventReader reader = new EventReader(kafka.bootstrapServers(), topic)) {
      NoticeRounds rounds = sending.rounds(broker);
      rounds.start();
      List<EventReader.Read> read = reader.until(all -> all.size() >= wanted && count() == 0);
      rounds.stop();
      return read;
    }
  }

  private static Map<String, List<RegistryEvent>> byKey(List<EventReader.Read> read) {
    Map<String, List<RegistryEvent>> byKey = new HashMap<>();
    read.forEach(it -> byKey.computeIfAbsent(it.key(), _ -> new ArrayList<>()).add(it.event()));
    return byKey;
  }

  /** What a reader makes of it who drops what is not newer. */
  private static List<RegistryEvent> withoutRepeated(List<RegistryEvent> events) {
    List<RegistryEvent> fresh = new ArrayList<>();
    long newest = 0;
    for (RegistryEvent event : events) {
      if (event.getSequence() > newest) {
        newest = event.getSequence();
        fresh.add(event);
      }
    }
    return fresh;
  }

  @Test
  void shouldKeepWhatIsNewestAndTellOfTheGapWhenMoreWaitThanMay() throws Exception {
    // Given
    AwayBroker away = new AwayBroker();
    try (Sending sending = new Sending(database.port(), "127.0.0.1:1", topic)) {
      NoticeRounds rounds = sending.rounds(away);
      wait("shop-a", 1, 700);
      wait("shop-b", 1, 800);

      // When
      rounds.start();
      await(() -> count() == 1_000 && away.gapsAsked.size() > 3);
      double waiting = gauge(sending, RegistryMeters.EVENTS_WAITING.name());
      double age = gauge(sending, RegistryMeters.EVENTS_AGE.name());
      away.here = true;
      await(() -> count() == 0);
      rounds.stop();

      // Then
      assertThat(waiting).isEqualTo(1_000);
      assertThat(age).as("seconds").isPositive();
      assertThat(away.gapsTold).hasSize(1);
      NoticeGap gap = away.gapsTold.getFirst();
      assertThat(gap.tenant()).isEqualTo("shop-a");
      assertThat(gap.lost()).isEqualTo(500);
      assertThat(gap.last() - gap.first() + 1).isEqualTo(500);
      assertThat(away.kept).hasSize(1_000);
      assertThat(away.kept.getFirst().sequence()).isEqualTo(gap.last() + 1);
      assertThat(away.kept).filteredOn(it -> it.tenant().equals("shop-b")).hasSize(800);
      assertThat(sending.meters.counter(RegistryMeters.EVENTS_LOST.name()).count()).isEqualTo(500);
    }
  }

  @Test
  void shouldTellReadersOfEveryPartitionWhenEventsAreMissing() throws Exception {
    // Given
    try (Sending sending = new Sending(database.port(), kafka.bootstrapServers(), topic);
        NoticeBroker broker = sending.kafka();
        EventReader reader = new EventReader(kafka.bootstrapServers(), topic)) {

      // When
      boolean told = broker.send(new NoticeGap("shop-a", 5, 9, 4));
      List<EventReader.Read> read = reader.until(all -> all.size() >= 4);

      // Then
      assertThat(told).isTrue();
      assertThat(read)
          .extracting(EventReader.Read::partition)
          .containsExactlyInAnyOrder(0, 1, 2, 3);
      assertThat(read)
          .extracting(EventReader.Read::event)
          .containsOnly(
              RegistryEvent.newBuilder()
                  .setTenant("shop-a")
                  .setKind("events.lost")
                  .setSequence(9)
                  .setFirstLostSequence(5)
                  .setLostCount(4)
                  .build());
    }
  }

  private static double gauge(Sending sending, String name) {
    return sending.meters.get(name).gauge().value();
  }

  /** Puts changes of some things in turn into the outbox; the epoch counts up. */
  private static void wait(String tenant, int things, int each) {
    for (int i = 0; i < each; i++) {
      for (int thing = 0; thing < things; thing++) {
        database.sql(
            "insert into registry.event_outbox (tenant, event_id, kind, thing, told, event_time)"
                + " values ($1, $2, 'licence.amended', $3, $4, now() - interval '1 minute')",
            Tuple.of(
                tenant,
                UUID.randomUUID().toString(),
                "licence:" + tenant + thing,
                "{\"epoch\":\"" + i + "\"}"));
      }
    }
  }

  private static long count() {
    return database
        .pool()
        .query(COUNT)
        .execute()
        .map(rows -> rows.iterator().next().getLong(0))
        .await()
        .atMost(Duration.ofSeconds(20));
  }

  private static void await(BooleanSupplier wanted) throws InterruptedException {
    while (!wanted.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** A broker that is away until it is here. */
  private static final class AwayBroker implements NoticeBroker {
    final List<NoticeGap> gapsAsked = new CopyOnWriteArrayList<>();
    final List<NoticeGap> gapsTold = new CopyOnWriteArrayList<>();
    final List<Notice> kept = new CopyOnWriteArrayList<>();
    volatile boolean here;

    @Override
    public Set<Long> send(List<Notice> notices) {
      if (!here) {
        return Set.of();
      }
      kept.addAll(notices);
      Set<Long> sequences = new HashSet<>();
      notices.forEach(it -> sequences.add(it.sequence()));
      return sequences;
    }

    @Override
    public boolean send(NoticeGap gap) {
      gapsAsked.add(gap);
      if (here) {
        gapsTold.add(gap);
      }
      return here;
    }

    @Override
    public void close() {}
  }
}

package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.BeginVerificationRequest;
import dev.afterglow.api.registry.v1.ErasePersonRequest;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.RegistryEvent;
import dev.afterglow.api.registry.v1.RevokeLicenceRequest;
import dev.afterglow.api.registry.v1.StreamLease;
import dev.afterglow.registry.event.storage.EventReader;
import dev.afterglow.registry.event.storage.EventReader.Read;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Changes of a running registry as a reader of a real Kafka learns of them. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
@QuarkusTestResource(value = RunningKafka.class, restrictToAnnotatedClass = true)
@Timeout(180)
class EventFlowTest extends RegistryScene {
  private static final String TOPIC = "afterglow.registry.events.v1";

  @Test
  void shouldTellEachChangeInOrderAndNameNobodyWhenALicenceIsRevoked() {
    // Given
    String number = RegistryCaller.number();
    BeginVerificationRequest begin = registry.verification(number, RegistryCaller.NAME).build();
    String person =
        registry
            .resume(registry.identities.beginVerification(begin).getPerson().getSubjectId())
            .getSubjectId();
    Licence licence = registry.licence(person, registry.upload(person).getAvatarId());
    StreamLease lease = acquire(licence);

    // When
    revoke(licence);
    erase(person);
    List<Read> all =
        read(
            it -> it.getKind().equals("person.erased") && isOf(it, person),
            it -> it.getKind().equals("lease.revoked") && isOf(it, lease.getLeaseId()),
            it -> it.getKind().equals("licence.revoked") && isOf(it, licence.getLicenceId()));

    // Then
    assertThat(kinds(all, "person", person))
        .containsExactly("person.begun", "person.verified", "person.erased");
    assertThat(kinds(all, "licence", licence.getLicenceId()))
        .containsExactly("licence.granted", "licence.revoked");
    assertThat(kinds(all, "lease", lease.getLeaseId()))
        .containsExactly("lease.granted", "lease.revoked");
    RegistryEvent revoked = last(all, lease.getLeaseId());
    assertThat(revoked.getTenant()).isEqualTo("default");
    assertThat(revoked.getReason()).isEqualTo("LICENCE_REVOKED");
    assertThat(revoked.getHolder()).isEqualTo("worker");
    assertThat(revoked.getRoomId()).isEqualTo(lease.getUse().getRoomId());
    assertThat(revoked.getLicenceId()).isEqualTo(licence.getLicenceId());
    assertThat(revoked.getEpoch())
        .isEqualTo(last(all, licence.getLicenceId()).getEpoch())
        .isGreaterThan(lease.getEpoch());
    assertThat(entries(revoked.getEventId())).as("its entry in the log").isEqualTo(1);
    assertInOrder(all);
    assertNamesNobody(all, number);
  }

  private static void assertInOrder(List<Read> all) {
    Map<String, Integer> partitions = new HashMap<>();
    Map<String, Long> newest = new HashMap<>();
    for (Read read : all) {
      RegistryEvent event = read.event();
      String key = event.getTenant() + "/" + event.getThingType() + ":" + event.getThingId();
      assertThat(read.key()).isEqualTo(key);
      assertThat(partitions.merge(key, read.partition(), (one, _) -> one))
          .isEqualTo(read.partition());
      Long before = newest.put(key, event.getSequence());
      assertThat(before == null || before < event.getSequence()).as(key).isTrue();
    }
  }

  private static void assertNamesNobody(List<Read> all, String number) {
    assertThat(all)
        .allSatisfy(
            read ->
                assertThat(new String(read.bytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain(number)
                    .doesNotContain(RegistryCaller.NAME)
                    .doesNotContain("contract 1"));
  }

  @Test
  void shouldKeepChangesAndTellThemLaterWhenKafkaIsAway() throws Exception {
    // Given
    Licence licence = registry.ready();
    read(it -> it.getThingId().equals(licence.getLicenceId()));
    RunningKafka.running().down();

    // When
    revoke(licence);
    await(() -> waiting() > 0 && metric("events_waiting") > 0);
    MovableClock.forward(Duration.ofMinutes(1));
    await(() -> metric("events_age_seconds") >= 60);
    long kept = waiting();
    RunningKafka.running().up();
    List<Read> all = read(it -> it.getKind().equals("licence.revoked"));
    await(() -> waiting() == 0 && metric("events_age_seconds") == 0);

    // Then
    assertThat(kept).isEqualTo(1);
    assertThat(kinds(all, "licence", licence.getLicenceId()))
        .containsExactly("licence.granted", "licence.revoked");
  }

  @Test
  void shouldSayWhoseEachEventIsWhenTenantsShareTheTopic() {
    // Given
    RegistryCaller other = new RegistryCaller(url, "shop-of-events");

    // When
    String person = other.verified();
    List<Read> all = read(it -> it.getKind().equals("person.verified") && isOf(it, person));
    other.close();

    // Then
    assertThat(all)
        .filteredOn(it -> isOf(it.event(), person))
        .hasSize(2)
        .allSatisfy(
            it -> {
              assertThat(it.event().getTenant()).isEqualTo("shop-of-events");
              assertThat(it.key()).isEqualTo("shop-of-events/person:" + person);
            });
  }

  private StreamLease acquire(Licence licence) {
    return registry
        .leases
        .acquireLease(
            AcquireLeaseRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setUse(registry.use(licence))
                .setHolder("worker")
                .build())
        .getLease();
  }

  private void revoke(Licence licence) {
    registry.licences.revokeLicence(
        RevokeLicenceRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setLicenceId(licence.getLicenceId())
            .build());
  }

  private void erase(String person) {
    registry.identities.erasePerson(
        ErasePersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(person)
            .build());
  }

  private static boolean isOf(RegistryEvent event, String thing) {
    return event.getThingId().equals(thing);
  }

  /** Reads until each has come: only what is told of one thing comes in an order. */
  @SafeVarargs
  private static List<Read> read(Predicate<RegistryEvent>... wanted) {
    try (EventReader reader = new EventReader(RunningKafka.running().bootstrapServers(), TOPIC)) {
      return reader.until(
          all ->
              Stream.of(wanted)
                  .allMatch(each -> all.stream().anyMatch(it -> each.test(it.event()))));
    }
  }

  private static List<String> kinds(List<Read> all, String type, String id) {
    return all.stream()
        .map(Read::event)
        .filter(it -> it.getThingType().equals(type) && isOf(it, id))
        .map(RegistryEvent::getKind)
        .toList();
  }

  private static RegistryEvent last(List<Read> all, String id) {
    return all.stream().map(Read::event).filter(it -> isOf(it, id)).reduce((_, it) -> it).get();
  }

  private long waiting() {
    return number("select count(*) from registry.event_outbox where $1 <> ''", "any");
  }

  private long entries(String entryId) {
    return number(
        "select (select count(*) from registry.log_outbox where entry_id = $1)"
            + " + (select count(*) from registry.log_entry where entry_id = $1)",
        entryId);
  }

  private long number(String query, String value) {
    return pool.preparedQuery(query)
        .execute(Tuple.of(value))
        .map(found -> found.iterator().next().getLong(0))
        .await()
        .indefinitely();
  }

  private static double metric(String name) {
    return RestAssured.given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("afterglow_registry_" + name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static void await(BooleanSupplier wanted) throws InterruptedException {
    while (!wanted.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}

package dev.afterglow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.registry.v1.DocumentType;
import dev.afterglow.api.registry.v1.Person;
import dev.afterglow.api.registry.v1.PersonState;
import dev.afterglow.api.registry.v1.PresenceState;
import dev.afterglow.e2e.CanaryPeople.Holder;
import dev.afterglow.e2e.CanarySearch.Hit;
import dev.afterglow.standalone.fleet.Service;
import dev.afterglow.standalone.live.DrivenRoom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * People, words and secrets that are known, led through a whole installation from enrolment to
 * erasure, are nowhere afterwards: in no log, metric, topic, key, table, file, command line or
 * answer, in no form. {@code -Dseed=} makes the same people again.
 */
class CanaryTest {
  private static final long SEED = Long.getLong("seed", System.nanoTime());

  /** The log of facts holds what was said, to be read again; nothing else does. */
  private static final List<String> COMMENTS_BELONG =
      List.of("topic afterglow.facts.v1", "file kafka/afterglow.facts.v1-");

  /** Files of one secret each, which only their owner can read, and what is made of them. */
  private static final List<String> SECRETS_BELONG = List.of("file secrets/");

  @TempDir static Path folder;

  @RegisterExtension
  static final LogsOfFailures LOGS = new LogsOfFailures(() -> folder.resolve("data"));

  private static CanaryPeople people;
  private static Canary webhookSecret;
  private static Machine machine;

  @BeforeAll
  static void startEverything() throws Exception {
    people = new CanaryPeople(new SplittableRandom(SEED));
    webhookSecret = people.secret("what a shop signs with");
    Path keys = Files.createDirectories(folder.resolve("keys"));
    Canary pseudonyms = people.secret("the key of customers' pseudonyms");
    Path viewers = keys.resolve("viewers");
    byte[] viewerKey = new byte[32];
    new SplittableRandom(SEED + 1).nextBytes(viewerKey);
    Files.write(viewers, viewerKey);
    String sender = "afterglow.commerce.webhooks.senders.canary.";
    machine =
        Machine.start(
            folder.resolve("data"),
            Map.of(
                Service.COMMERCE_ANALYTICS,
                Map.of(
                    "afterglow.commerce.viewer.key-file",
                    viewers.toString(),
                    sender + "format",
                    "shopify",
                    sender + "shop-id",
                    CanaryScene.SHOP,
                    sender + "secret-file",
                    keep(keys, webhookSecret),
                    sender + "pseudonym-key-file",
                    keep(keys, pseudonyms))));
    Path secrets = folder.resolve("data/secrets");
    for (String name : List.of("service-token", "postgres", "redis")) {
      people.secret(name, Files.readString(secrets.resolve(name)).strip());
    }
  }

  private static String keep(Path folder, Canary secret) throws IOException {
    return Files.writeString(folder.resolve(secret.name().replace(' ', '-')), secret.text())
        .toString();
  }

  @AfterAll
  static void stopEverything() throws Exception {
    if (machine != null) {
      machine.close();
    }
  }

  private static Canary serviceToken() {
    return people.all().stream()
        .filter(it -> it.name().equals("service-token"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldFindWhatIsPlantedInEveryKindOfPlaceAndForm() throws Exception {
    // Given
    CanaryPeople planted = new CanaryPeople(new SplittableRandom(SEED + 2));
    Canary name = planted.citizen("whoever is planted").name();
    Map<String, byte[]> forms = CanaryForms.of(name);

    // When
    Files.write(
        folder.resolve("data/logs/planted.log"), padded(1 << 20, forms.get("JSON-escaped")));
    inPostgres(forms.get("UTF-16, little end first"));
    inRedis(forms.get("form-encoded"), forms.get("base64 at 1"));
    inKafka(forms.get("hex"), forms.get("SHA-256"));
    CanarySearch search = new CanarySearch(List.of(name));
    forms.forEach((form, bytes) -> search.bytes("a page with " + form, padded(3, bytes)));
    new CanaryStores(machine.standalone, search).all();

    // Then
    Set<String> found = search.hits().stream().map(Hit::toString).collect(Collectors.toSet());
    forms
        .keySet()
        .forEach(
            form -> assertThat(found).contains("a page with " + form + ": " + name + ", " + form));
    assertThat(found)
        .contains(
            "file logs/planted.log: " + name + ", JSON-escaped",
            "table public.planted.word: " + name + ", UTF-16, little end first",
            "Redis planted key: " + name + ", form-encoded",
            "Redis planted value: " + name + ", base64 at 1",
            "topic planted: " + name + ", hex",
            "topic planted header: " + name + ", SHA-256");
  }

  /** Across the edge of a piece that is read at once. */
  private static byte[] padded(int before, byte[] bytes) {
    byte[] padded = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, padded, before - 1, bytes.length);
    return padded;
  }

  private static void inPostgres(byte[] word) throws Exception {
    try (Connection connection = machine.standalone.stores().postgres().connect("afterglow");
        PreparedStatement make =
            connection.prepareStatement("create table public.planted (word bytea)")) {
      make.execute();
      try (PreparedStatement plant =
          connection.prepareStatement("insert into public.planted values (?)")) {
        plant.setBytes(1, word);
        plant.execute();
      }
    }
  }

  private static void inRedis(byte[] key, byte[] field) throws IOException {
    try (RedisWire redis =
        RedisWire.open(
            machine.standalone.stores().redis().port(),
            machine.standalone.stores().redis().password())) {
      redis.ask(
          "HSET",
          "planted:" + new String(key, StandardCharsets.US_ASCII),
          "field",
          new String(field, StandardCharsets.US_ASCII));
    }
  }

  private static void inKafka(byte[] value, byte[] header) throws Exception {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", machine.standalone.stores().kafka().bootstrapServers());
    settings.put("compression.type", "lz4");
    try (Admin admin = Admin.create(settings)) {
      admin.createTopics(List.of(new NewTopic("planted", 1, (short) 1))).all().get();
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      ProducerRecord<byte[], byte[]> told = new ProducerRecord<>("planted", value);
      told.headers().add("word", header);
      producer.send(told).get();
    }
  }

  @Test
  void shouldLeaveNoTraceOfPeopleWordsAndSecretsAnywhere() throws Exception {
    // Given
    CanaryScene scene =
        new CanaryScene(machine.standalone.fleet(), people, webhookSecret, serviceToken());
    Holder presenter = people.citizen("the presenter");
    Holder refused = people.traveller("the refused traveller");
    Holder kept = people.citizen("whoever stays");
    Holder customer = people.traveller("the customer");
    Canary phone = people.phone("the customer");
    Canary viewer = people.personal("the viewer as told", "viewer-" + people.letters(12));
    List<Canary> comments =
        List.of(people.comment("the first comment"), people.comment("the second comment"));
    Canary streamKey = people.secret("the key of a stream");
    Canary guessed = people.secret("a token that somebody guessed");
    CanarySearch before;
    CanarySearch after;

    // When
    Person one = scene.enrol(presenter, DocumentType.DOCUMENT_TYPE_CN_RESIDENT_ID, "");
    Person two = scene.enrol(refused, DocumentType.DOCUMENT_TYPE_PASSPORT, " #FACE_DIFFERS");
    Person three = scene.enrol(kept, DocumentType.DOCUMENT_TYPE_CN_RESIDENT_ID, "");
    Files.writeString(
        folder.resolve("data/room.properties"), "subject=" + one.getSubjectId() + "\n");
    PresenceState present = scene.present(one.getSubjectId()).getState();
    try (DrivenRoom room =
        machine.rehearseFlashCard("rtmp://127.0.0.1:9/live/" + streamKey.text())) {
      people.secret("the token of the drive", room.room().driveToken());
      room.goLive();
      scene.comments(room.room().roomId(), room.room().broadcastId(), viewer, comments);
      assertThat(scene.push(customer, phone, true)).isEqualTo(200);
      scene.push(customer, phone, false);
      scene.wrongPeople(kept, two.getSubjectId());
      scene.wrongPages(kept, comments.getFirst(), guessed);
      Thread.sleep(8_000);
      scene.metrics();
      before = search(scene);
      room.control().end();
      assertThat(room.room().subjectId()).isEqualTo(one.getSubjectId());
    }
    scene.erase(one.getSubjectId());
    scene.metrics();
    Thread.sleep(3_000);
    after = search(scene);

    // Then
    assertThat(one.getState()).isEqualTo(PersonState.PERSON_STATE_VERIFIED);
    assertThat(two.getState()).isEqualTo(PersonState.PERSON_STATE_UNVERIFIED);
    assertThat(three.getState()).isEqualTo(PersonState.PERSON_STATE_VERIFIED);
    assertThat(present).isEqualTo(PresenceState.PRESENCE_STATE_PROVEN);
    assertThat(scene.refusals.count()).as("calls that were refused").isGreaterThan(100);
    assertThat(astray(before)).as("while on air, seed %d", SEED).isEmpty();
    assertThat(astray(after)).as("after the erasure, seed %d", SEED).isEmpty();
    assertThat(belonging(after)).as("what has to be found where it belongs").isNotEmpty();
  }

  private static CanarySearch search(CanaryScene scene) throws Exception {
    CanarySearch search = new CanarySearch(people.all());
    scene.refusals.said().forEach(it -> search.bytes(it.by(), it.bytes()));
    for (Service service : Service.values()) {
      long pid = machine.standalone.fleet().child(service).pid();
      search.file("command line of " + service, Path.of("/proc", "" + pid, "cmdline"));
    }
    CanaryStores stores = new CanaryStores(machine.standalone, search);
    stores.all();
    System.out.printf(
        "canary: %d texts in %,d bytes of %d answers, %d tables, %d topics, %d kinds of keys, %d"
            + " files%n",
        people.all().size(),
        search.bytesSeen(),
        scene.refusals.said().size(),
        count(stores, "table "),
        count(stores, "topic "),
        count(stores, "Redis "),
        count(stores, "file "));
    return search;
  }

  private static long count(CanaryStores stores, String kind) {
    return stores.places().stream().filter(it -> it.startsWith(kind)).count();
  }

  private static List<Hit> astray(CanarySearch search) {
    return search.hits().stream().filter(hit -> !belongs(hit)).sorted().toList();
  }

  private static List<Hit> belonging(CanarySearch search) {
    return search.hits().stream().filter(CanaryTest::belongs).sorted().toList();
  }

  private static boolean belongs(Hit hit) {
    return switch (hit.canary().kind()) {
      case PERSONAL -> false;
      case COMMENT -> COMMENTS_BELONG.stream().anyMatch(hit.place()::startsWith);
      case SECRET -> SECRETS_BELONG.stream().anyMatch(hit.place()::startsWith);
    };
  }
}

package dev.afterglow.commerce.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.api.commerce.v1.GetRoomRequest;
import dev.afterglow.api.commerce.v1.ListCorrectionsRequest;
import dev.afterglow.api.commerce.v1.Room;
import dev.afterglow.api.commerce.v1.RoomServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Facts over HTTP into the service as it runs, with a real Kafka, and out again as figures. */
@QuarkusTest
@QuarkusTestResource(value = PushingResource.class, restrictToAnnotatedClass = true)
class PushedFactsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> STRUCTURED =
      Map.of("content-type", "application/cloudevents+json");
  private static final Map<String, String> BATCHED =
      Map.of("content-type", "application/cloudevents-batch+json");

  @TestHTTPResource URI root;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String room = UUID.randomUUID().toString();
  private ManagedChannel channel;

  @BeforeEach
  void connect() {
    channel =
        ManagedChannelBuilder.forAddress(root.getHost(), root.getPort()).usePlaintext().build();
  }

  @AfterEach
  void disconnect() {
    channel.shutdownNow();
    http.close();
  }

  @Test
  void shouldCountWhatComesInEachOfTheThreeModesWhenKafkaHoldsIt() throws Exception {
    // Given
    String like = "{\"count\": 3}";
    Map<String, String> binary =
        Map.ofEntries(
            Map.entry("content-type", "application/json"),
            Map.entry("ce-specversion", "1.0"),
            Map.entry("ce-id", "b1"),
            Map.entry("ce-source", "test"),
            Map.entry("ce-type", "dev.afterglow.fact.like.v1"),
            Map.entry("ce-time", Instant.now().toString()),
            Map.entry("ce-room", room),
            Map.entry("ce-viewer", "v2"));

    // When
    HttpResponse<String> structured = facts(STRUCTURED, event("s1", "enter", "{}"));
    HttpResponse<String> batched =
        facts(
            BATCHED,
            "["
                + event("a1", "like", like)
                + ","
                + event("a2", "comment", "{\"text\":\"hi\"}")
                + "]");
    HttpResponse<String> one = facts(binary, like);

    // Then
    assertThat(structured.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(batched.body()).path("accepted").asInt()).isEqualTo(2);
    assertThat(JSON.readTree(one.body()).path("accepted").asInt()).isEqualTo(1);
    Room seen = await(it -> it.getFactCount() == 4);
    assertThat(seen.getFactCount()).isEqualTo(4);
    assertThat(seen.getLikeCount()).isEqualTo(6);
    assertThat(seen.getCommentCount()).isEqualTo(1);
  }

  @Test
  void shouldRefuseOnlyTheFaultyEventsOfABatch() throws Exception {
    // When
    HttpResponse<String> some =
        facts(
            BATCHED,
            "[" + event("x1", "like", "{\"count\":0}") + "," + event("x2", "share", "{}") + "]");
    HttpResponse<String> all = facts(STRUCTURED, event("x3", "nothing", "{}"));

    // Then
    JsonNode receipt = JSON.readTree(some.body());
    assertThat(some.statusCode()).isEqualTo(200);
    assertThat(receipt.path("accepted").asInt()).isEqualTo(1);
    assertThat(receipt.path("refusals").path(0).path("id").asText()).isEqualTo("x1");
    assertThat(receipt.path("refusals").path(0).path("position").asInt()).isZero();
    assertThat(receipt.path("refusals").path(0).path("reason").asText()).isEqualTo("INVALID_FIELD");
    assertThat(all.statusCode()).isEqualTo(422);
  }

  @Test
  void shouldSayWhyWhenARequestCannotBeRead() throws Exception {
    assertThat(facts(STRUCTURED, "{").statusCode()).isEqualTo(400);
    assertThat(facts(STRUCTURED, "{").body()).contains("EVENT_UNREADABLE");
    assertThat(facts(BATCHED, "{}").statusCode()).isEqualTo(400);
    assertThat(facts(Map.of("content-type", "application/json"), "{}").statusCode()).isEqualTo(415);
    assertThat(facts(Map.of("content-type", "text/csv"), "a,b").statusCode()).isEqualTo(415);
  }

  @Test
  void shouldBringAnOrderIntoTheShopsShowOnceWhenItIsPushedTwice() throws Exception {
    // Given: the show is told of over the same door, signed
    Instant now = Instant.now();
    String opening = standard("o-" + room, "show", "{\"shop\": \"taobao/882\"}", now);
    HttpResponse<String> opened =
        push(
            "standard",
            Pushes.standardHeaders(opening, PushingResource.STANDARD_SECRET, now),
            opening);
    String order =
        """
        {"id": 1, "created_at": "%1$s", "processed_at": "%1$s", "currency": "CNY",
         "total_price": "30.00", "line_items": [{"product_id": 9, "quantity": 3, "price": "10.00"}]}
        """
            .formatted(Instant.now().plusMillis(1));
    String comments =
        "[{\"msg_id\": \"m1\", \"sec_openid\": \"o\", \"content\": \"hi\", \"timestamp\": %d}]"
            .formatted(System.currentTimeMillis());

    // When
    HttpResponse<String> created = push("shopify", shopify("orders/create", order), order);
    HttpResponse<String> paid = push("shopify", shopify("orders/paid", order), order);
    HttpResponse<String> again = push("shopify", shopify("orders/paid", order), order);
    HttpResponse<String> comment =
        push(
            "douyin-live",
            Pushes.douyinHeaders("live_comment", comments, PushingResource.SECRET, Instant.now()),
            comments);

    // Then
    for (HttpResponse<String> answer : List.of(opened, created, paid, again, comment)) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(JSON.readTree(answer.body()).path("accepted").asInt()).isEqualTo(1);
    }
    Room seen = await(it -> it.getFactCount() + it.getDuplicateCount() == 5);
    assertThat(seen.getDuplicateCount()).isEqualTo(1);
    assertThat(seen.getPaidOrderCount()).isEqualTo(1);
    assertThat(seen.getGmvPaidList())
        .singleElement()
        .satisfies(it -> assertThat(it.getAmountMinor()).isEqualTo(3_000));
    assertThat(seen.getCommentCount()).isEqualTo(1);
  }

  @Test
  void shouldReadNothingWhenTheSignatureIsNotRight() throws Exception {
    // Given
    String order = "{\"id\": 77, \"cancelled_at\": \"%s\"}".formatted(Instant.now());

    // When, Then
    assertThat(push("shopify", shopify("orders/cancelled", order + " "), order).statusCode())
        .isEqualTo(401);
    assertThat(push("shopify", Map.of("x-shopify-topic", "orders/cancelled"), order).statusCode())
        .isEqualTo(401);
    assertThat(push("nobody", shopify("orders/cancelled", order), order).statusCode())
        .isEqualTo(404);
    String stale = standard("s", "share", "{}", Instant.now());
    Instant longAgo = Instant.now().minusSeconds(3_600);
    assertThat(
            push(
                    "standard",
                    Pushes.standardHeaders(stale, PushingResource.STANDARD_SECRET, longAgo),
                    stale)
                .body())
        .contains("SIGNATURE_REFUSED");
  }

  @Test
  void shouldListWhatALateFactCorrectsAndPutAsideWhatComesADayLate() throws Exception {
    // Given
    Instant now = Instant.now();
    String late = event("l1", "like", "{\"count\": 4}", now.minusSeconds(600), now);
    String tooLate = event("l2", "like", "{\"count\": 9}", now.minusSeconds(86_401), now);
    String inTime = event("l3", "share", "{}", now.minusSeconds(60), now);

    // When
    HttpResponse<String> answer =
        facts(BATCHED, "[" + String.join(",", late, tooLate, inTime) + "]");

    // Then
    assertThat(JSON.readTree(answer.body()).path("accepted").asInt()).isEqualTo(3);
    Room seen = await(it -> it.getFactCount() == 2);
    assertThat(seen.getLikeCount()).isEqualTo(4);
    assertThat(
            RoomServiceGrpc.newBlockingStub(channel)
                .listCorrections(ListCorrectionsRequest.newBuilder().setRoomId(room).build())
                .getCorrectionsList())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.getFigure()).isEqualTo("likes");
              assertThat(it.getOldValue()).isZero();
              assertThat(it.getNewValue()).isEqualTo(4);
            });
    assertThat(lateTopic()).extracting(Fact::getId).containsExactly("l2");
  }

  /** The room's facts in the topic of late ones, once there is one. */
  private List<Fact> lateTopic() throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            ConfigProvider.getConfig()
                .getValue("afterglow.commerce.log.bootstrap-servers", String.class),
            "isolation.level",
            "read_committed");
    List<Fact> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition only = new TopicPartition("afterglow.facts.late.v1", 0);
      consumer.assign(List.of(only));
      consumer.seekToBeginning(List.of(only));
      Instant limit = Instant.now().plusSeconds(60);
      while (found.isEmpty() && Instant.now().isBefore(limit)) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          Fact fact = Fact.parseFrom(record.value());
          if (fact.getRoomId().equals(room)) {
            found.add(fact);
          }
        }
      }
    }
    return found;
  }

  private Map<String, String> shopify(String topic, String body) {
    return Pushes.shopifyHeaders(topic, body, PushingResource.SECRET);
  }

  private String event(String id, String kind, String data) {
    return event("test", id, kind, data, Instant.now());
  }

  private String standard(String id, String kind, String data, Instant time) {
    return event("webhook/standard", id, kind, data, time);
  }

  private String event(String source, String id, String kind, String data, Instant time) {
    return """
        {"specversion": "1.0", "id": "%s", "source": "%s", "time": "%s", "room": "%s",
         "viewer": "v1", "type": "dev.afterglow.fact.%s.v1", "data": %s}
        """
        .formatted(id, source, time, room, kind, data);
  }

  private String event(String id, String kind, String data, Instant time, Instant sent) {
    return event("test", id, kind, data, time)
        .replaceFirst("\\{", "{\"senttime\": \"" + sent + "\", ");
  }

  private HttpResponse<String> facts(Map<String, String> headers, String body) throws Exception {
    return post("api/v1/facts", headers, body);
  }

  private HttpResponse<String> push(String sender, Map<String, String> headers, String body)
      throws Exception {
    return post("api/v1/webhooks/" + sender, headers, body);
  }

  private HttpResponse<String> post(String path, Map<String, String> headers, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve("/" + path))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private Room await(Predicate<Room> ready) throws InterruptedException {
    Room seen = Room.getDefaultInstance();
    Instant limit = Instant.now().plusSeconds(60);
    while (!ready.test(seen) && Instant.now().isBefore(limit)) {
      try {
        seen =
            RoomServiceGrpc.newBlockingStub(channel)
                .getRoom(GetRoomRequest.newBuilder().setRoomId(room).build())
                .getRoom();
      } catch (StatusRuntimeException e) {
        // Not found or not yet restored: both end by waiting.
      }
      Thread.sleep(20);
    }
    return seen;
  }
}

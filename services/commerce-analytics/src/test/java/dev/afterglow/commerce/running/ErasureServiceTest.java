package dev.afterglow.commerce.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.afterglow.api.commerce.v1.Audience;
import dev.afterglow.api.commerce.v1.AudienceRule;
import dev.afterglow.api.commerce.v1.Cohort;
import dev.afterglow.api.commerce.v1.CohortBy;
import dev.afterglow.api.commerce.v1.CreateAudienceRequest;
import dev.afterglow.api.commerce.v1.CreateAudienceResponse;
import dev.afterglow.api.commerce.v1.CustomerServiceGrpc;
import dev.afterglow.api.commerce.v1.DeleteAudienceRequest;
import dev.afterglow.api.commerce.v1.EraseViewerRequest;
import dev.afterglow.api.commerce.v1.FifthRange;
import dev.afterglow.api.commerce.v1.GetCohortsRequest;
import dev.afterglow.api.commerce.v1.GetSegmentsRequest;
import dev.afterglow.api.commerce.v1.ListAudiencesRequest;
import dev.afterglow.api.commerce.v1.ListShopsRequest;
import dev.afterglow.api.commerce.v1.Segment;
import dev.afterglow.api.commerce.v1.SegmentChange;
import dev.afterglow.commerce.kafka.StoresResource;
import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.wire.FactMessages;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.stubs.ServerCalls;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.reflect.Field;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A viewer is erased over a connection, with a real Kafka and a real Postgres. */
@QuarkusTest
@QuarkusTestResource(value = StoresResource.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ErasureServiceTest {
  @TestHTTPResource URI root;

  @ConfigProperty(name = "afterglow.commerce.log.bootstrap-servers")
  String kafka;

  private final String room = CommerceCaller.freshRoom();
  private final String shop = "shop/" + room.substring(0, 8);
  private CommerceCaller caller;
  private CustomerServiceGrpc.CustomerServiceBlockingStub customers;

  /** Quarkus keeps the error handlers of the first application that ran in this JVM. */
  @BeforeAll
  static void forgetEarlierApplications() throws Exception {
    Field handlers = ServerCalls.class.getDeclaredField("ehp");
    handlers.setAccessible(true);
    handlers.set(null, null);
  }

  @BeforeEach
  void connect() {
    caller = new CommerceCaller(root);
    customers = CustomerServiceGrpc.newBlockingStub(caller.channel());
  }

  @AfterEach
  void disconnect() {
    caller.close();
  }

  private dev.afterglow.api.commerce.v1.Fact paid(String viewer, String order, Instant when) {
    Happening paid = new Happening.OrderPaid(order, RoomFacts.yuan(500));
    return FactMessages.message(new Fact(shop, room + order, room, viewer, when, when, paid));
  }

  /** Each of the viewers pays as much at the same time, so that all are of one segment. */
  private void tenPay() throws Exception {
    Instant when = Instant.now();
    List<dev.afterglow.api.commerce.v1.Fact> facts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      facts.add(paid(viewer(i), "o" + i, when));
    }
    caller.record(List.of(facts));
  }

  private String viewer(int i) {
    return "openid-" + room.substring(0, 8) + "-" + i;
  }

  private List<Long> segments() {
    return customers
        .getSegments(GetSegmentsRequest.newBuilder().setShopId(shop).build())
        .getSegmentsList()
        .stream()
        .map(Segment::getCustomerCount)
        .toList();
  }

  private CreateAudienceResponse createAudience(String name) {
    return customers.createAudience(
        CreateAudienceRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setShopId(shop)
            .setName(name)
            .setRule(AudienceRule.getDefaultInstance())
            .build());
  }

  private List<Long> cohort() {
    return customers
        .getCohorts(
            GetCohortsRequest.newBuilder()
                .setShopId(shop)
                .setBy(CohortBy.COHORT_BY_FIRST_MONTH)
                .build())
        .getCohortsList()
        .stream()
        .map(Cohort::getCustomerCount)
        .toList();
  }

  private OptionalLong audience(String id) {
    return customers
        .listAudiences(ListAudiencesRequest.newBuilder().setShopId(shop).build())
        .getAudiencesList()
        .stream()
        .filter(it -> it.getAudienceId().equals(id) && it.hasCustomerCount())
        .mapToLong(Audience::getCustomerCount)
        .findFirst();
  }

  /** The first change of a segment that was told and is as wanted. */
  private SegmentChange awaitTold(Predicate<SegmentChange> wanted) throws Exception {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                kafka,
                "isolation.level",
                "read_committed",
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of("afterglow.customers.segments.v1"));
      Instant limit = Instant.now().plusSeconds(120);
      while (Instant.now().isBefore(limit)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          SegmentChange change = SegmentChange.parseFrom(record.value());
          if (wanted.test(change)) {
            return change;
          }
        }
      }
      throw new AssertionError("no such change was told");
    }
  }

  private String erase(UUID request, String viewer) {
    return customers
        .eraseViewer(
            EraseViewerRequest.newBuilder()
                .setRequestId(request.toString())
                .setViewerPseudonym(viewer)
                .build())
        .getReceipt();
  }

  /** All that the log of facts holds. */
  private List<ConsumerRecord<byte[], byte[]>> log() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor("afterglow.facts.v1").stream()
              .map(it -> new TopicPartition(it.topic(), it.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }

  private String buyer(String order) {
    return log().stream()
        .map(it -> FactMessages.fact(it.value()))
        .filter(it -> it.id().equals(room + order))
        .map(Fact::viewer)
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Order(1)
  void shouldLinkNobodyToTheirFactsOnceErased() throws Exception {
    // Given
    tenPay();
    List<Long> before = segments();
    String called = buyer("o3");
    String audience = createAudience("everybody").getAudience().getAudienceId();
    List<Long> cohortBefore = cohort();
    OptionalLong audienceBefore = audience(audience);
    awaitTold(it -> it.getShopId().equals(shop) && it.getViewerPseudonym().equals(called));

    // When
    UUID request = UUID.randomUUID();
    String receipt = erase(request, viewer(3));
    List<Long> after = segments();
    List<Long> cohortAfter = cohort();
    OptionalLong audienceAfter = audience(audience);
    caller.record(List.of(List.of(paid(viewer(3), "o-again", Instant.now()))));

    // Then: nine of ten are left, which are too few to be told; the row is gone
    assertThat(before).containsExactly(10L);
    assertThat(after).isEmpty();
    assertThat(cohortBefore).containsExactly(10L);
    assertThat(audienceBefore).hasValue(10);
    assertThat(cohortAfter).isEmpty();
    assertThat(audienceAfter).isEmpty();
    SegmentChange gone =
        awaitTold(it -> it.getViewerPseudonym().equals(called) && it.getToSegmentId().isEmpty());
    assertThat(gone.getFromSegmentId()).matches("r[1-5]f[1-5]m[1-5]");
    assertThat(gone.getSequence()).isGreaterThan(10);
    assertThat(receipt).matches("[0-9a-f]{64}").isEqualTo(erase(request, viewer(3)));
    // No fact ever held the pseudonym, and what comes under it now is somebody else's.
    assertThat(log())
        .noneMatch(it -> new String(it.value(), StandardCharsets.ISO_8859_1).contains(viewer(3)));
    assertThat(buyer("o-again")).isNotEqualTo(called);
    assertThat(buyer("o3")).isEqualTo(called);
  }

  @Test
  @Order(2)
  void shouldKeepAudiencesUntilTheyAreDeletedAndRefuseRulesThatContradictThemselves()
      throws Exception {
    // Given
    tenPay();
    CreateAudienceRequest request =
        CreateAudienceRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setShopId(shop)
            .setName("lately")
            .setRule(
                AudienceRule.newBuilder()
                    .setRecency(FifthRange.newBuilder().setLowest(1).setHighest(5)))
            .build();

    // When
    Audience made = customers.createAudience(request).getAudience();
    Audience again = customers.createAudience(request).getAudience();
    Throwable backwards =
        catchThrowable(
            () ->
                customers.createAudience(
                    request.toBuilder()
                        .setRule(
                            AudienceRule.newBuilder()
                                .setRecency(FifthRange.newBuilder().setLowest(4).setHighest(2)))
                        .build()));
    List<String> shops =
        customers.listShops(ListShopsRequest.newBuilder().setRoomId(room).build()).getShopIdsList();
    customers.deleteAudience(
        DeleteAudienceRequest.newBuilder()
            .setShopId(shop)
            .setAudienceId(made.getAudienceId())
            .build());

    // Then
    assertThat(made.getAudienceId()).isEqualTo(request.getRequestId());
    assertThat(made.getCustomerCount()).isEqualTo(10);
    assertThat(again).isEqualTo(made);
    assertThat(shops).containsExactly(shop);
    assertThat(((StatusRuntimeException) backwards).getStatus().getCode())
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(
            customers
                .listAudiences(ListAudiencesRequest.newBuilder().setShopId(shop).build())
                .getAudiencesList())
        .isEmpty();
  }

  @Test
  @Order(3)
  void shouldTakeNoFactOfAViewerWhenKeysCannotBeRead() throws Exception {
    // Given
    dev.afterglow.api.commerce.v1.Fact known = paid("", "o-nobody", Instant.now());
    StoresResource.stopPostgres();

    // When
    Throwable refused =
        catchThrowable(
            () -> caller.record(List.of(List.of(paid("a stranger", "o-new", Instant.now())))));
    Throwable erasing = catchThrowable(() -> erase(UUID.randomUUID(), viewer(1)));
    caller.record(List.of(List.of(known)));

    // Then: a fact of no viewer needs no key
    assertThat(refused).hasRootCauseInstanceOf(StatusRuntimeException.class);
    assertThat(((StatusRuntimeException) erasing).getStatus().getCode())
        .isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(log()).anyMatch(it -> FactMessages.fact(it.value()).id().equals(room + "o-nobody"));
    assertThat(log()).noneMatch(it -> FactMessages.fact(it.value()).id().equals(room + "o-new"));
  }
}

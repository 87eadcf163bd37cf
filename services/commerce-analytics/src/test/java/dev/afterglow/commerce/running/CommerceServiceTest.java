package dev.afterglow.commerce.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Timestamp;
import dev.afterglow.api.commerce.v1.CommerceErrorReason;
import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.api.commerce.v1.FactRefusal;
import dev.afterglow.api.commerce.v1.GetRoomRequest;
import dev.afterglow.api.commerce.v1.ListMetricsRequest;
import dev.afterglow.api.commerce.v1.ListRoomsRequest;
import dev.afterglow.api.commerce.v1.ListRoomsResponse;
import dev.afterglow.api.commerce.v1.LookSpan;
import dev.afterglow.api.commerce.v1.LookSum;
import dev.afterglow.api.commerce.v1.Money;
import dev.afterglow.api.commerce.v1.RecordFactsResponse;
import dev.afterglow.api.commerce.v1.Room;
import dev.afterglow.api.commerce.v1.WatchRoomRequest;
import dev.afterglow.api.commerce.v1.WatchRoomResponse;
import dev.afterglow.api.commerce.v1.WordCount;
import dev.afterglow.commerce.kafka.KafkaResource;
import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.facts.Happening;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.RemoteFault;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service as it runs: gRPC over a connection, a real Kafka. */
@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
class CommerceServiceTest {
  @TestHTTPResource URI root;

  /** By the client's clock, which may be as wrong as it likes. */
  private static final long SENT = 1_770_003_600;

  private final String room = CommerceCaller.freshRoom();
  private CommerceCaller caller;

  @BeforeEach
  void connect() {
    caller = new CommerceCaller(root);
  }

  @AfterEach
  void disconnect() {
    caller.close();
  }

  @Test
  void shouldShowCommittedFiguresWhenFactsWereAcknowledged() throws Exception {
    // Given
    Fact[] facts = {
      caller.fact(room, "v1", new Happening.Enter("recommend")),
      caller.fact(room, "v2", new Happening.Comment("有运费险吗？包邮吗")),
      caller.fact(room, "v1", new Happening.Comment("包邮 123!!")),
      caller.fact(room, "v1", new Happening.Like(7)),
      caller.fact(room, "v1", new Happening.ProductImpression("p1")),
      caller.fact(room, "v1", new Happening.ProductClick("p1")),
      caller.fact(room, "v1", RoomFacts.created("o1", RoomFacts.line("p1", 2, 4_950))),
      caller.fact(room, "", RoomFacts.paid("o1", 9_900)),
      caller.fact(room, "", RoomFacts.refunded("o1", 900)),
    };

    // When
    RecordFactsResponse answer = caller.record(facts);
    Room figures = caller.await(room, it -> it.getFactCount() == 9 && !it.getProvisional());

    // Then
    assertThat(answer.getAcceptedCount()).isEqualTo(9);
    assertThat(answer.getRefusedCount()).isZero();
    assertThat(figures.getFactCount()).isEqualTo(9);
    assertThat(figures.getProvisional()).isFalse();
    assertThat(figures.getViewerCount()).isEqualTo(2);
    assertThat(figures.getOnlineCount()).isEqualTo(2);
    assertThat(figures.getPeakOnlineCount()).isEqualTo(2);
    assertThat(figures.getLikeCount()).isEqualTo(7);
    assertThat(figures.getGmvPaidList()).containsExactly(yuan(9_900));
    assertThat(figures.getGmvNetList()).containsExactly(yuan(9_000));
    assertThat(figures.getTopProducts(0).getUnitCount()).isEqualTo(2);
    assertThat(figures.getCommitted().getPaidUnitCount()).isEqualTo(2);
    assertThat(figures.getFrequentWordsList())
        .extracting(WordCount::getWord)
        .startsWith("包邮")
        .contains("运费险")
        .doesNotContain("123");
  }

  private static Money yuan(long minor) {
    return Money.newBuilder().setCurrencyCode("CNY").setAmountMinor(minor).build();
  }

  @Test
  void shouldRefuseOnlyTheFaultyFactsWhenSomeBreakARule() throws Exception {
    // Given
    Fact good = caller.fact(room, "v1", new Happening.Like(1));
    Fact negative =
        good.toBuilder()
            .setId("negative")
            .setOrderCreated(
                dev.afterglow.api.commerce.v1.OrderCreated.newBuilder()
                    .setOrderId("o")
                    .addLines(
                        dev.afterglow.api.commerce.v1.OrderLine.newBuilder()
                            .setProductId("p")
                            .setQuantity(1)
                            .setUnitPrice(yuan(-1))))
            .build();
    Fact future =
        good.toBuilder()
            .setId("future")
            .setOccurTime(Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond() + 600))
            .build();
    Fact nothing = good.toBuilder().setId("nothing").clearKind().build();
    Fact room0 = good.toBuilder().setId("room").setRoomId("no room").build();

    // When
    RecordFactsResponse answer = caller.record(good, negative, future, nothing, room0);

    // Then
    assertThat(answer.getAcceptedCount()).isEqualTo(1);
    assertThat(answer.getRefusedCount()).isEqualTo(4);
    assertThat(answer.getRefusalsList())
        .containsExactly(
            refusal(
                1,
                "negative",
                CommerceErrorReason.COMMERCE_ERROR_REASON_NEGATIVE_AMOUNT,
                "order_created.lines.unit_price"),
            refusal(
                2,
                "future",
                CommerceErrorReason.COMMERCE_ERROR_REASON_FROM_THE_FUTURE,
                "occur_time"),
            refusal(3, "nothing", CommerceErrorReason.COMMERCE_ERROR_REASON_INVALID_FIELD, "kind"),
            refusal(4, "room", CommerceErrorReason.COMMERCE_ERROR_REASON_INVALID_FIELD, "room_id"));
    assertThat(caller.await(room, it -> it.getFactCount() > 0).getFactCount()).isEqualTo(1);
  }

  private static FactRefusal refusal(
      long position, String id, CommerceErrorReason reason, String field) {
    return FactRefusal.newBuilder()
        .setPosition(position)
        .setSource("test")
        .setId(id)
        .setReason(reason)
        .setField(field)
        .build();
  }

  @Test
  void shouldCountRepeatsAndQuarantineContradictions() throws Exception {
    // Given
    Fact like = caller.fact("x-" + room, room, "v1", new Happening.Like(3));
    Fact other = like.toBuilder().setLike(like.getLike().toBuilder().setCount(4)).build();

    // When
    RecordFactsResponse answer = caller.record(like, like, other);
    Room figures = caller.await(room, it -> it.getQuarantinedCount() > 0);

    // Then
    assertThat(answer.getAcceptedCount()).isEqualTo(3);
    assertThat(figures.getFactCount()).isEqualTo(1);
    assertThat(figures.getDuplicateCount()).isEqualTo(1);
    assertThat(figures.getQuarantinedCount()).isEqualTo(1);
    assertThat(figures.getLikeCount()).isEqualTo(3);
  }

  @Test
  void shouldShowWhichLookShowedWhen() throws Exception {
    // Given: one look for 20 minutes, another for 40; the change between them comes in last
    String fact = room + ":look:";
    Fact jacket = at(SENT - 3_600, caller.fact(fact + 1, room, "", look(1, "jacket", "full")));
    Fact qipao = at(SENT - 2_400, caller.fact(fact + 2, room, "", look(2, "qipao", "half")));
    Fact end = at(SENT, caller.fact(fact + 3, room, "", look(3, "", "")));

    // When
    caller.record(jacket, end, qipao);
    Room figures = caller.await(room, it -> it.getFactCount() == 3);

    // Then
    assertThat(figures.getLooksList()).extracting(LookSum::getLookId).contains("qipao", "jacket");
    LookSum longest = figures.getLooks(0);
    assertThat(longest.getLookId()).isEqualTo("qipao");
    assertThat(longest.getLayout()).isEqualTo("half");
    assertThat(longest.getSpanCount()).isEqualTo(1);
    assertThat(longest.getShownS()).isCloseTo(2_400, within(60.0));
    assertThat(figures.getLookSpansList()).hasSize(2);
    LookSpan first = figures.getLookSpans(0);
    assertThat(first.getLookId()).isEqualTo("jacket");
    assertThat(first.getEndTime()).isEqualTo(figures.getLookSpans(1).getStartTime());
    assertThat(first.getShownS()).isCloseTo(1_200, within(60.0));
    assertThat(figures.getLookSpans(1).hasEndTime()).isTrue();
  }

  private static Fact at(long second, Fact fact) {
    return fact.toBuilder()
        .setOccurTime(Timestamp.newBuilder().setSeconds(second))
        .setSendTime(Timestamp.newBuilder().setSeconds(SENT))
        .build();
  }

  private static Happening look(long number, String look, String layout) {
    return new Happening.LookChange("r1", number, look, layout);
  }

  @Test
  void shouldKeepTheOrderOfACallWhenItSendsManyBatches() throws Exception {
    // Given: each viewer enters and leaves at once, batch by batch.
    List<List<Fact>> batches = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String viewer = "v" + i;
      batches.add(List.of(caller.fact(room, viewer, new Happening.Enter(""))));
      batches.add(List.of(caller.fact(room, viewer, new Happening.Leave())));
    }

    // When
    caller.record(batches);
    Room figures = caller.await(room, it -> it.getFactCount() == 80);

    // Then
    assertThat(figures.getViewerCount()).isEqualTo(40);
    assertThat(figures.getOnlineCount()).isZero();
  }

  @Test
  void shouldSayNotFoundWhenNothingHappenedInTheRoom() throws Exception {
    // Given
    String another = CommerceCaller.freshRoom();
    caller.record(caller.fact(another, "v", new Happening.Share()));
    caller.await(another, it -> it.getFactCount() == 1);

    // When
    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> caller.rooms().getRoom(GetRoomRequest.newBuilder().setRoomId(room).build()));

    // Then
    RemoteFault fault = RemoteFault.from(failure);
    assertThat(fault.kind()).isEqualTo(Fault.NOT_FOUND);
    assertThat(fault.reason()).isEqualTo("ROOM_NOT_FOUND");
    assertThat(fault.metadata()).containsEntry("room_id", room);
  }

  @Test
  void shouldNameTheFieldWhenARequestBreaksARule() {
    // When
    StatusRuntimeException noRoom =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> caller.rooms().getRoom(GetRoomRequest.newBuilder().setRoomId("x").build()));
    StatusRuntimeException noToken =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                caller.rooms().listRooms(ListRoomsRequest.newBuilder().setPageToken("?").build()));
    ExecutionException emptyBatch =
        catchThrowableOfType(ExecutionException.class, () -> caller.record());

    // Then
    assertThat(RemoteFault.from(noRoom).metadata()).containsEntry("field", "room_id");
    assertThat(RemoteFault.from(noToken).metadata()).containsEntry("field", "page_token");
    RemoteFault empty = RemoteFault.from((StatusRuntimeException) emptyBatch.getCause());
    assertThat(empty.kind()).isEqualTo(Fault.INVALID);
    assertThat(empty.metadata()).containsEntry("field", "facts");
  }

  @Test
  void shouldWatchFromZeroAndShowTheChange() throws Exception {
    // Given
    String another = CommerceCaller.freshRoom();
    caller.record(caller.fact(another, "v", new Happening.Share()));
    caller.await(another, it -> it.getFactCount() == 1);
    Iterator<WatchRoomResponse> watch =
        caller.rooms().watchRoom(WatchRoomRequest.newBuilder().setRoomId(room).build());
    WatchRoomResponse first = watch.next();

    // When
    caller.record(caller.fact(room, "v1", new Happening.Share()));
    WatchRoomResponse changed = watch.next();
    while (changed.getRoom().getFactCount() == 0) {
      changed = watch.next();
    }

    // Then
    assertThat(first.getRoom().getRoomId()).isEqualTo(room);
    assertThat(first.getRoom().getFactCount()).isZero();
    assertThat(changed.getRoom().getViewerCount()).isEqualTo(1);
    assertThat(changed.getCursor()).isEqualTo("1");
  }

  @Test
  void shouldListRoomsLatestFirstPageByPage() throws Exception {
    // Given
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String next = CommerceCaller.freshRoom();
      caller.record(caller.fact(next, "v", new Happening.Share()));
      caller.await(next, it -> it.getFactCount() == 1);
      made.addFirst(next);
    }

    // When
    ListRoomsResponse first =
        caller.rooms().listRooms(ListRoomsRequest.newBuilder().setPageSize(2).build());
    ListRoomsResponse second =
        caller
            .rooms()
            .listRooms(
                ListRoomsRequest.newBuilder()
                    .setPageSize(1)
                    .setPageToken(first.getNextPageToken())
                    .build());

    // Then
    List<String> listed = new ArrayList<>();
    first.getRoomsList().forEach(it -> listed.add(it.getRoomId()));
    second.getRoomsList().forEach(it -> listed.add(it.getRoomId()));
    assertThat(listed).isEqualTo(made);
  }

  @Test
  void shouldExplainEveryFigureInBothLanguages() {
    // When
    var english = caller.rooms().listMetrics(ListMetricsRequest.getDefaultInstance());
    var chinese =
        caller.rooms().listMetrics(ListMetricsRequest.newBuilder().setLocale("zh-CN").build());

    // Then
    List<String> figures =
        Room.getDescriptor().getFields().stream()
            .map(field -> field.getName())
            .filter(
                name ->
                    !List.of(
                            "room_id",
                            "shop_id",
                            "last_fact_time",
                            "provisional",
                            "as_of_time",
                            "metrics")
                        .contains(name))
            .toList();
    List<String> explained = english.getMetricsList().stream().map(it -> it.getMetricId()).toList();
    assertThat(explained).doesNotHaveDuplicates().containsAll(figures);
    assertThat(english.getMetricsList())
        .allSatisfy(
            metric -> {
              assertThat(metric.getFormula()).isNotBlank();
              assertThat(metric.getUnit()).isNotBlank();
              assertThat(metric.getVersion()).isPositive();
              boolean ratio = metric.getUnit().equals("ratio");
              assertThat(metric.getNumerator().isBlank())
                  .isEqualTo(metric.getDenominator().isBlank());
              assertThat(ratio && metric.getNumerator().isBlank()).isFalse();
            });
    assertThat(english.getMetricsList())
        .filteredOn(metric -> metric.getWindowsList().isEmpty())
        .extracting(metric -> metric.getMetricId())
        .containsExactlyInAnyOrder("online_count", "minutes", "questions", "look_spans");
    assertThat(chinese.getMetricsList())
        .allSatisfy(metric -> assertThat(metric.getFormula()).containsPattern("\\p{IsHan}"));
    assertThat(english.getMetrics(0).getDisplayName()).isEqualTo("Facts");
    assertThat(chinese.getMetrics(0).getDisplayName()).isEqualTo("事实数");
  }
}

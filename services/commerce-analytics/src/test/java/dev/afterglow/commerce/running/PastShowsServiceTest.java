package dev.afterglow.commerce.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.commerce.v1.GetReportRequest;
import dev.afterglow.api.commerce.v1.MetricStanding;
import dev.afterglow.api.commerce.v1.ReportFormat;
import dev.afterglow.api.commerce.v1.ReportServiceGrpc;
import dev.afterglow.api.commerce.v1.Room;
import dev.afterglow.api.commerce.v1.WatchRoomRequest;
import dev.afterglow.api.commerce.v1.WatchRoomResponse;
import dev.afterglow.commerce.kafka.StoresResource;
import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.facts.Happening;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shop's shows over a connection, with a real Kafka and a real Postgres. */
@QuarkusTest
@QuarkusTestResource(value = StoresResource.class, restrictToAnnotatedClass = true)
class PastShowsServiceTest {
  @TestHTTPResource URI root;

  private final String shop = "taobao/" + UUID.randomUUID();
  private CommerceCaller caller;

  @BeforeEach
  void connect() {
    caller = new CommerceCaller(root);
  }

  @AfterEach
  void disconnect() {
    caller.close();
  }

  /** A show in which so much is paid. */
  private String show(String shopId, long paid) throws Exception {
    String room = CommerceCaller.freshRoom();
    caller.record(
        caller.fact(room, "", new Happening.ShowOpened(shopId)),
        caller.fact(room, "v1", new Happening.Enter("recommend")),
        caller.fact(room, "v1", RoomFacts.created("o1", RoomFacts.line("p1", 1, paid))),
        caller.fact(room, "v1", RoomFacts.paid("o1", paid)));
    return room;
  }

  private static Optional<MetricStanding> paid(Room room) {
    return room.getStandingsList().stream()
        .filter(it -> it.getMetricId().equals("gmv_paid"))
        .findFirst();
  }

  private Room comparedWith(String room, int shows) throws InterruptedException {
    return caller.await(room, it -> paid(it).map(MetricStanding::getShowCount).orElse(-1) == shows);
  }

  @Test
  void shouldTellWhereAShowStandsOnceTheShopHasTenPastOnes() throws Exception {
    // Given: nine shows of the shop, and one of another that sold more than all
    for (int i = 1; i <= 9; i++) {
      show(shop, i * 1_000L);
    }
    show("douyin/" + UUID.randomUUID(), 1_000_000);
    String tenth = show(shop, 5_500);

    // When
    Room early = comparedWith(tenth, 9);
    String eleventh = show(shop, 5_200);
    Room late = comparedWith(eleventh, 10);

    // Then
    assertThat(early.getShopId()).isEqualTo(shop);
    assertThat(early.getPlatformFactCount()).isEqualTo(1);
    assertThat(paid(early).orElseThrow().hasPercentile()).isFalse();
    assertThat(paid(early).orElseThrow().getLeastShowCount()).isEqualTo(10);
    // 1,000 to 5,000 are less; 5,500 and 6,000 to 9,000 are more.
    assertThat(paid(late).orElseThrow())
        .isEqualTo(
            MetricStanding.newBuilder()
                .setMetricId("gmv_paid")
                .setCurrencyCode("CNY")
                .setValue(5_200)
                .setPercentile(50)
                .setShowCount(10)
                .setLeastShowCount(10)
                .build());
    assertThat(late.getStandingsList())
        .filteredOn(it -> it.getMetricId().equals("viewer_count"))
        .singleElement()
        .satisfies(it -> assertThat(it.getPercentile()).isEqualTo(50));
    assertThat(watched(eleventh).getStandingsList()).isEqualTo(late.getStandingsList());
    assertThat(report(eleventh)).contains("own past shows").contains("<td>50%</td><td>10</td>");
    // A show is compared with those before it, also when later ones are over.
    assertThat(paid(comparedWith(tenth, 9)).orElseThrow().getShowCount()).isEqualTo(9);
  }

  /** As it is watched: read without waiting, so not at the first look. */
  private Room watched(String room) {
    Iterator<WatchRoomResponse> watch =
        caller.rooms().watchRoom(WatchRoomRequest.newBuilder().setRoomId(room).build());
    Room seen = watch.next().getRoom();
    while (seen.getStandingsCount() == 0) {
      seen = watch.next().getRoom();
    }
    return seen;
  }

  private String report(String room) {
    return ReportServiceGrpc.newBlockingStub(caller.channel())
        .getReport(
            GetReportRequest.newBuilder()
                .setRoomId(room)
                .setLocale("en")
                .setFormat(ReportFormat.REPORT_FORMAT_HTML)
                .build())
        .getContent()
        .toStringUtf8();
  }

  @Test
  void shouldCompareNothingWhenNobodyToldTheShop() throws Exception {
    // Given
    String room = CommerceCaller.freshRoom();

    // When
    caller.record(caller.fact(room, "v1", new Happening.Enter("recommend")));
    Room figures = caller.await(room, it -> it.getFactCount() == 1);

    // Then
    assertThat(figures.getShopId()).isEmpty();
    assertThat(figures.getStandingsList()).isEmpty();
    assertThat(report(room)).contains("not known which shop");
  }
}

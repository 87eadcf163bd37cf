package dev.afterglow.commerce.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterglow.api.commerce.v1.AcceptPlaybookRequest;
import dev.afterglow.api.commerce.v1.BesideKind;
import dev.afterglow.api.commerce.v1.CostKind;
import dev.afterglow.api.commerce.v1.CustomerServiceGrpc;
import dev.afterglow.api.commerce.v1.DeclinePlaybookRequest;
import dev.afterglow.api.commerce.v1.ElasticitySilence;
import dev.afterglow.api.commerce.v1.EraseViewerRequest;
import dev.afterglow.api.commerce.v1.GetDemandRequest;
import dev.afterglow.api.commerce.v1.GetDemandResponse;
import dev.afterglow.api.commerce.v1.GetReportRequest;
import dev.afterglow.api.commerce.v1.GetReportResponse;
import dev.afterglow.api.commerce.v1.GetRoomRequest;
import dev.afterglow.api.commerce.v1.GetSegmentsRequest;
import dev.afterglow.api.commerce.v1.GetSegmentsResponse;
import dev.afterglow.api.commerce.v1.GetTurnsRequest;
import dev.afterglow.api.commerce.v1.GetTurnsResponse;
import dev.afterglow.api.commerce.v1.ListPlaybooksRequest;
import dev.afterglow.api.commerce.v1.ListPlaybooksResponse;
import dev.afterglow.api.commerce.v1.Party;
import dev.afterglow.api.commerce.v1.PayOff;
import dev.afterglow.api.commerce.v1.PeakCurve;
import dev.afterglow.api.commerce.v1.Playbook;
import dev.afterglow.api.commerce.v1.PlaybookKind;
import dev.afterglow.api.commerce.v1.PlaybookServiceGrpc;
import dev.afterglow.api.commerce.v1.PlaybookState;
import dev.afterglow.api.commerce.v1.PlaybookVerdict;
import dev.afterglow.api.commerce.v1.ProductDemand;
import dev.afterglow.api.commerce.v1.ReportFormat;
import dev.afterglow.api.commerce.v1.ReportServiceGrpc;
import dev.afterglow.api.commerce.v1.RoomEconomics;
import dev.afterglow.api.commerce.v1.Segment;
import dev.afterglow.commerce.experiment.Seed;
import dev.afterglow.commerce.kafka.KafkaResource;
import dev.afterglow.commerce.playbook.SoldShow;
import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.wire.FactMessages;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.RemoteFault;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Playbooks and customers as they are served: gRPC over a connection, a real Kafka. */
@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@TestProfile(PlaybookServiceTest.MovedClock.class)
class PlaybookServiceTest {
  /** The service's clock is moved by the test. */
  public static class MovedClock implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(SteppedClock.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "afterglow.commerce.playbook.gross-margin", "0.5",
          "afterglow.commerce.engine.application-id", "playbooks-test");
    }
  }

  @TestHTTPResource URI root;

  private final String room = CommerceCaller.freshRoom();
  private CommerceCaller caller;
  private PlaybookServiceGrpc.PlaybookServiceBlockingStub playbooks;

  @BeforeEach
  void connect() {
    caller = new CommerceCaller(root);
    playbooks = PlaybookServiceGrpc.newBlockingStub(caller.channel());
  }

  @AfterEach
  void disconnect() {
    caller.close();
  }

  /** Records a show as it was sent when it happened. */
  private void record(SoldShow show) throws Exception {
    Instant now = SteppedClock.now();
    List<dev.afterglow.api.commerce.v1.Fact> messages = new ArrayList<>();
    for (Fact fact : show.facts()) {
      messages.add(FactMessages.message(fact.sentAt(now)));
    }
    List<List<dev.afterglow.api.commerce.v1.Fact>> batches = new ArrayList<>();
    for (int i = 0; i < messages.size(); i += 400) {
      batches.add(messages.subList(i, Math.min(messages.size(), i + 400)));
    }
    assertThat(caller.record(batches).getAcceptedCount()).isEqualTo(messages.size());
  }

  /** An hour in which explaining p doubled its sales. */
  private void recordAnHour() throws Exception {
    Instant start = SteppedClock.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(3_600);
    record(
        new SoldShow(room, start)
            .tell(0, new Happening.PriceChange("p", RoomFacts.yuan(1_000)))
            .tell(20, new Happening.ExplainSegment("p", true))
            .tell(40, new Happening.ExplainSegment("p", false))
            .sell("p", 1_000, 0, 60, minute -> minute >= 20 && minute < 40 ? 4 : 2, "v"));
  }

  private ListPlaybooksResponse list() {
    return playbooks.listPlaybooks(ListPlaybooksRequest.newBuilder().setRoomId(room).build());
  }

  private Playbook accept(String playbookId, String requestId) {
    return playbooks
        .acceptPlaybook(
            AcceptPlaybookRequest.newBuilder()
                .setPlaybookId(playbookId)
                .setRequestId(requestId)
                .setDecidedBy("operator-7")
                .build())
        .getPlaybook();
  }

  @Test
  void shouldListAHypothesisWithWhatWouldSettleIt() throws Exception {
    // Given
    recordAnHour();

    // When
    ListPlaybooksResponse listed = list();

    // Then
    assertThat(listed.getPlaybooksList()).isNotEmpty();
    Playbook first = listed.getPlaybooks(0);
    assertThat(first.getState()).isEqualTo(PlaybookState.PLAYBOOK_STATE_PROPOSED);
    assertThat(first.getKind()).isEqualTo(PlaybookKind.PLAYBOOK_KIND_EXPLAIN);
    assertThat(first.getHypothesis()).isTrue();
    assertThat(first.getEvidenceSlots()).isZero();
    assertThat(first.getSlotsToSettle()).isPositive();
    assertThat(first.getExpectedEffectMinor())
        .isBetween(first.getIntervalLowMinor(), first.getIntervalHighMinor())
        .isPositive();
    assertThat(first.getVerdict()).isEqualTo(PlaybookVerdict.PLAYBOOK_VERDICT_OPEN);
    assertThat(first.getSeed()).isEmpty();
    assertThat(first.getPayOffsList())
        .extracting(PayOff::getParty)
        .containsExactly(Party.PARTY_PRODUCER, Party.PARTY_BRAND, Party.PARTY_PLATFORM);
    assertThat(first.getPayOffsList()).noneMatch(PayOff::getLoses);
    assertThat(list()).isEqualTo(listed);
  }

  @Test
  void shouldForetellTheNextSlotAndSayHowItsForecastsHeld() throws Exception {
    // Given: an hour in which p sold two or four a minute, and viewers until its end
    recordAnHour();
    Instant now = SteppedClock.now();
    List<dev.afterglow.api.commerce.v1.Fact> watched = new ArrayList<>();
    for (int minute = 61; minute >= 0; minute--) {
      watched.add(
          FactMessages.message(
              new Fact(
                  "test",
                  room + "-seen-" + minute,
                  room,
                  "w",
                  now.minusSeconds(60L * minute),
                  now,
                  new Happening.Heartbeat())));
    }
    caller.record(List.of(watched));
    caller.await(room, it -> it.getLastFactTime().getSeconds() >= now.getEpochSecond());

    // When
    GetDemandResponse demand =
        caller
            .rooms()
            .getDemand(GetDemandRequest.newBuilder().setRoomId(room).setSlotMinutes(5).build());

    // Then
    assertThat(demand.getSlotS()).isEqualTo(300);
    assertThat(demand.getSlotCount()).isBetween(10, 13);
    ProductDemand product = demand.getProducts(0);
    assertThat(product.getProductId()).isEqualTo("p");
    assertThat(product.getUnits())
        .isBetween((double) product.getLowUnits(), product.getHighUnits() + 1.0)
        .isPositive();
    assertThat(product.getJudgedSlotCount()).isEqualTo(demand.getSlotCount() - 3);
    assertThat(product.getHeldSlotCount()).isBetween(1, product.getJudgedSlotCount());
    assertThat(product.hasUnitsLeft()).isFalse();
    assertThat(product.getElasticitySilence())
        .isEqualTo(ElasticitySilence.ELASTICITY_SILENCE_ONE_PRICE);
  }

  @Test
  void shouldServeTheTurnsTheCostsAndTheReportOfAShow() throws Exception {
    // Given: an hour in which somebody watched, and what it cost.
    recordAnHour();
    Instant now = SteppedClock.now();
    List<dev.afterglow.api.commerce.v1.Fact> watched = new ArrayList<>();
    for (int minute = 59; minute >= 0; minute--) {
      Fact beat =
          new Fact(
              "test",
              room + "-beat-" + minute,
              room,
              "watcher-" + minute % 3,
              now.minusSeconds(60L * minute),
              now,
              new Happening.Heartbeat());
      watched.add(FactMessages.message(beat));
    }
    Happening advertising =
        new Happening.CostIncurred(Happening.CostKind.ADVERTISING, RoomFacts.yuan(700));
    watched.add(
        FactMessages.message(new Fact("test", room + "-ad", room, "", now, now, advertising)));
    caller.record(List.of(watched));
    caller.await(room, it -> it.getCostsCount() == 1 && !it.getProvisional());

    // When
    GetTurnsRequest ask = GetTurnsRequest.newBuilder().setRoomId(room).build();
    GetTurnsResponse turns = caller.rooms().getTurns(ask);
    RoomEconomics economics =
        caller.rooms().getRoom(GetRoomRequest.newBuilder().setRoomId(room).build()).getEconomics();
    GetReportResponse page = report(ReportFormat.REPORT_FORMAT_HTML, "zh-CN", "Asia/Shanghai");
    GetReportResponse paper = report(ReportFormat.REPORT_FORMAT_PDF, "en", "");
    RemoteFault zone = fault(() -> report(ReportFormat.REPORT_FORMAT_PDF, "en", "Mars/Crater"));

    // Then
    assertThat(turns).isEqualTo(caller.rooms().getTurns(ask));
    assertThat(turns.getToTime().getSeconds() - turns.getFromTime().getSeconds())
        .isBetween(57L * 60, 60L * 60);
    assertThat(turns.getPeaksList())
        .anySatisfy(
            peak -> {
              assertThat(peak.getCurve()).isEqualTo(PeakCurve.PEAK_CURVE_GMV);
              assertThat(peak.getBeside(0).getKind()).isEqualTo(BesideKind.BESIDE_KIND_EXPLAINED);
              assertThat(peak.getBeside(0).getProductId()).isEqualTo("p");
            });
    assertThat(economics.getCosts(0).getAmount().getAmountMinor()).isEqualTo(700);
    assertThat(economics.getUnknownCostsList())
        .containsExactly(CostKind.COST_KIND_COMPUTE, CostKind.COST_KIND_PEOPLE);
    assertThat(page.getMediaType()).isEqualTo("text/html;charset=utf-8");
    assertThat(page.getContent().toStringUtf8()).contains("直播复盘").doesNotContain("watcher-");
    assertThat(paper.getFileName()).isEqualTo("report-" + room.substring(0, 8) + ".pdf");
    assertThat(paper.getContent().toStringUtf8()).startsWith("%PDF-");
    assertThat(zone.metadata()).containsEntry("field", "time_zone");
  }

  private GetReportResponse report(ReportFormat format, String locale, String zone) {
    return ReportServiceGrpc.newBlockingStub(caller.channel())
        .getReport(
            GetReportRequest.newBuilder()
                .setRoomId(room)
                .setFormat(format)
                .setLocale(locale)
                .setTimeZone(zone)
                .build());
  }

  @Test
  void shouldRunASwitchbackAndSettleItWhenAPersonAccepts() throws Exception {
    // Given
    recordAnHour();
    String id = list().getPlaybooks(0).getPlaybookId();
    Playbook accepted = accept(id, UUID.randomUUID().toString());
    assertThat(accepted.getState()).isEqualTo(PlaybookState.PLAYBOOK_STATE_ACCEPTED);
    assertThat(accepted.getSeed()).isEmpty();

    // When: in every slot of action the sales double.
    Playbook last = accepted;
    int slots = accepted.getSlotsToSettle();
    for (int i = 0; i < slots && last.getSeed().isEmpty(); i++) {
      Instant measured = Instant.ofEpochSecond(last.getSlot().getMeasureTime().getSeconds());
      int orders = last.getSlot().getShowsAction() ? 24 : 12;
      SteppedClock.set(Instant.ofEpochSecond(last.getSlot().getEndTime().getSeconds() + 120));
      record(new SoldShow(room, measured).sell("p", 1_000, 2, 3, _ -> orders, "v"));
      last = playbook(id);
    }

    // Then
    assertThat(last.getState()).isEqualTo(PlaybookState.PLAYBOOK_STATE_SETTLED);
    assertThat(last.getVerdict()).isEqualTo(PlaybookVerdict.PLAYBOOK_VERDICT_HELPS);
    assertThat(last.getHypothesis()).isFalse();
    assertThat(last.getSlotsToSettle()).isZero();
    assertThat(last.getEvidenceSlots()).isBetween(2, slots);
    assertThat(new Seed(last.getSeed()).commitment()).isEqualTo(accepted.getSeedCommitment());
  }

  private Playbook playbook(String id) {
    return list().getPlaybooksList().stream()
        .filter(one -> one.getPlaybookId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldRefuseWhatWasDecidedOrIsNotThere() throws Exception {
    // Given
    recordAnHour();
    String id = list().getPlaybooks(0).getPlaybookId();
    String request = UUID.randomUUID().toString();
    DeclinePlaybookRequest decline =
        DeclinePlaybookRequest.newBuilder()
            .setPlaybookId(id)
            .setRequestId(request)
            .setDecidedBy("operator-8")
            .build();

    // When
    Playbook declined = playbooks.declinePlaybook(decline).getPlaybook();
    Playbook again = playbooks.declinePlaybook(decline).getPlaybook();
    RemoteFault late = fault(() -> accept(id, UUID.randomUUID().toString()));
    RemoteFault none = fault(() -> accept(UUID.randomUUID().toString(), request));

    // Then
    assertThat(declined.getState()).isEqualTo(PlaybookState.PLAYBOOK_STATE_DECLINED);
    assertThat(declined.getDecidedBy()).isEqualTo("operator-8");
    assertThat(declined.hasDecideTime()).isTrue();
    assertThat(again).isEqualTo(declined);
    assertThat(late.kind()).isEqualTo(Fault.FAILED_PRECONDITION);
    assertThat(late.reason()).isEqualTo("PLAYBOOK_NOT_OPEN");
    assertThat(none.kind()).isEqualTo(Fault.NOT_FOUND);
    assertThat(none.reason()).isEqualTo("PLAYBOOK_NOT_FOUND");
  }

  private static RemoteFault fault(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return RemoteFault.from(catchThrowableOfType(StatusRuntimeException.class, call));
  }

  @Test
  void shouldShowSegmentsOfTenPeopleOrMoreWhenOrdersWerePaid() throws Exception {
    // Given: eleven customers of one order each; nine of another shop's.
    Instant start = SteppedClock.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(600);
    List<dev.afterglow.api.commerce.v1.Fact> facts = new ArrayList<>();
    String shop = "shop/" + room.substring(0, 8);
    for (int i = 0; i < 20; i++) {
      String source = i < 11 ? shop : shop + "-small";
      Happening paid = new Happening.OrderPaid("o" + i, RoomFacts.yuan(500));
      facts.add(
          FactMessages.message(
              new Fact(source, room + i, room, "c" + i, start, SteppedClock.now(), paid)));
    }
    caller.record(List.of(facts));

    // When
    CustomerServiceGrpc.CustomerServiceBlockingStub customers =
        CustomerServiceGrpc.newBlockingStub(caller.channel());
    GetSegmentsResponse large =
        customers.getSegments(GetSegmentsRequest.newBuilder().setShopId(shop).build());
    GetSegmentsResponse small =
        customers.getSegments(GetSegmentsRequest.newBuilder().setShopId(shop + "-small").build());
    RemoteFault erasing =
        fault(
            () ->
                customers.eraseViewer(
                    EraseViewerRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setViewerPseudonym("c1")
                        .build()));

    // Then
    assertThat(large.getSegmentsList()).extracting(Segment::getCustomerCount).containsExactly(11L);
    assertThat(small.getSegmentsList()).isEmpty();
    assertThat(erasing.reason()).isEqualTo("ERASURE_NOT_SERVED");
  }
}

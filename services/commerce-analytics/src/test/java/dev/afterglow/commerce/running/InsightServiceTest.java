package dev.afterglow.commerce.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.commerce.v1.AcceptPlaybookRequest;
import dev.afterglow.api.commerce.v1.AskedQuestion;
import dev.afterglow.api.commerce.v1.CommentIntent;
import dev.afterglow.api.commerce.v1.FactorKind;
import dev.afterglow.api.commerce.v1.FactorStanding;
import dev.afterglow.api.commerce.v1.GetDemandRequest;
import dev.afterglow.api.commerce.v1.GetDemandResponse;
import dev.afterglow.api.commerce.v1.GetFactorsRequest;
import dev.afterglow.api.commerce.v1.GetFactorsResponse;
import dev.afterglow.api.commerce.v1.ListPlaybooksRequest;
import dev.afterglow.api.commerce.v1.Playbook;
import dev.afterglow.api.commerce.v1.PlaybookKind;
import dev.afterglow.api.commerce.v1.PlaybookServiceGrpc;
import dev.afterglow.api.commerce.v1.PlaybookState;
import dev.afterglow.api.commerce.v1.PlaybookVerdict;
import dev.afterglow.api.commerce.v1.ProductDemand;
import dev.afterglow.api.commerce.v1.SalesFactor;
import dev.afterglow.commerce.kafka.KafkaResource;
import dev.afterglow.commerce.playbook.ActionShows;
import dev.afterglow.commerce.playbook.ActionShows.Chance;
import dev.afterglow.commerce.playbook.SoldShow;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.wire.FactMessages;
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
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Actions, factors and stock as they are served: gRPC over a connection, a real Kafka. */
@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@TestProfile(InsightServiceTest.MovedClock.class)
class InsightServiceTest {
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
          "afterglow.commerce.engine.application-id", "insights-test");
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

  private static Instant anHourAgo() {
    return SteppedClock.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(3_600);
  }

  /** Records a show as it was sent when it happened, and waits until it is folded. */
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

  private void recordAll(SoldShow show) throws Exception {
    record(show);
    caller.await(room, it -> it.getFactCount() >= show.facts().size());
  }

  private Playbook playbook(PlaybookKind kind) {
    return playbook(it -> it.getKind() == kind);
  }

  private Playbook playbook(Predicate<Playbook> wanted) {
    return playbooks
        .listPlaybooks(ListPlaybooksRequest.newBuilder().setRoomId(room).build())
        .getPlaybooksList()
        .stream()
        .filter(wanted)
        .findFirst()
        .orElseThrow();
  }

  private static void assertThatItIsAWholeHypothesis(Playbook playbook) {
    assertThat(playbook.getHypothesis()).isTrue();
    assertThat(playbook.getCondition()).isNotEmpty();
    assertThat(playbook.getExpectedEffectMinor())
        .isBetween(playbook.getIntervalLowMinor(), playbook.getIntervalHighMinor());
    assertThat(playbook.getSlotsToSettle()).isPositive();
    assertThat(playbook.getPayOffsCount()).isEqualTo(3);
    assertThat(playbook.hasExpireTime()).isTrue();
  }

  @Test
  void shouldProposeALookTestItAndSayWhatWasShown() throws Exception {
    // Given
    recordAll(ActionShows.looks(room, anHourAgo(), 1.5, Chance.none()));
    Playbook proposed = playbook(PlaybookKind.PLAYBOOK_KIND_LOOK);
    assertThatItIsAWholeHypothesis(proposed);
    assertThat(proposed.getLookId()).isEqualTo("qipao");
    assertThat(proposed.getLayout()).isEqualTo("half");
    Playbook last =
        playbooks
            .acceptPlaybook(
                AcceptPlaybookRequest.newBuilder()
                    .setPlaybookId(proposed.getPlaybookId())
                    .setRequestId(UUID.randomUUID().toString())
                    .setDecidedBy("operator-7")
                    .build())
            .getPlaybook();

    ListPlaybooksRequest onlyTested =
        ListPlaybooksRequest.newBuilder().setRoomId(room).setUnderTestOnly(true).build();
    assertThat(playbooks.listPlaybooks(onlyTested).getPlaybooksList())
        .extracting(Playbook::getPlaybookId)
        .containsExactly(proposed.getPlaybookId());

    // When: in every slot in which it shows the sales double.
    int slots = proposed.getSlotsToSettle();
    for (int i = 0; i < slots && last.getSeed().isEmpty(); i++) {
      Instant measured = Instant.ofEpochSecond(last.getSlot().getMeasureTime().getSeconds());
      int orders = last.getSlot().getShowsAction() ? 24 : 12;
      SteppedClock.set(Instant.ofEpochSecond(last.getSlot().getEndTime().getSeconds() + 120));
      record(new SoldShow(room, measured).sell("p", 1_000, 2, 3, _ -> orders, "v"));
      last = playbook(it -> it.getPlaybookId().equals(proposed.getPlaybookId()));
    }

    // Then
    assertThat(last.getState()).isEqualTo(PlaybookState.PLAYBOOK_STATE_SETTLED);
    assertThat(last.getVerdict()).isEqualTo(PlaybookVerdict.PLAYBOOK_VERDICT_HELPS);
    assertThat(last.getHypothesis()).isFalse();
  }

  @Test
  void shouldProposeABundle() throws Exception {
    // Given
    recordAll(ActionShows.pairs(room, anHourAgo(), 0.3, Chance.none()));

    // When
    Playbook proposed = playbook(PlaybookKind.PLAYBOOK_KIND_BUNDLE);

    // Then
    assertThatItIsAWholeHypothesis(proposed);
    assertThat(proposed.getProductIdsList()).containsExactly("p", "q");
    assertThat(proposed.getSlotPrice().getAmountMinor()).isEqualTo(1_800);
    assertThat(proposed.getUsualPrice().getAmountMinor()).isEqualTo(2_000);
    assertThat(proposed.getProductId()).isEmpty();
  }

  @Test
  void shouldProposeAnOrder() throws Exception {
    // Given
    recordAll(ActionShows.order(room, anHourAgo(), 2, Chance.none()));

    // When
    Playbook proposed = playbook(PlaybookKind.PLAYBOOK_KIND_ORDER);

    // Then
    assertThatItIsAWholeHypothesis(proposed);
    assertThat(proposed.getProductIdsList()).containsExactly("p", "q", "r");
  }

  @Test
  void shouldProposeToAnswerWhatViewersAskNow() throws Exception {
    // Given: four viewers ask for a size at the end.
    SoldShow show = ActionShows.answers(room, anHourAgo(), 1.5, Chance.none());
    for (int viewer = 0; viewer < 4; viewer++) {
      show.tell(59, "asks-" + viewer, new Happening.Comment("身高160穿什么码"));
    }
    recordAll(show);

    // When
    Playbook proposed = playbook(PlaybookKind.PLAYBOOK_KIND_ANSWERS);

    // Then
    assertThatItIsAWholeHypothesis(proposed);
    assertThat(proposed.getQuestionsList())
        .extracting(AskedQuestion::getIntent)
        .containsExactly(CommentIntent.COMMENT_INTENT_SIZE);
  }

  @Test
  void shouldSayWhatSalesWentWithAndThatItIsAnAssociation() throws Exception {
    // Given: three times as much is sold in a qipao; the moon wanders.
    SoldShow show = ActionShows.looks(room, anHourAgo(), 3, Chance.none());
    for (int minute = 0; minute < 60; minute += 5) {
      show.tell(minute, new Happening.ExternalFactor("moon", minute * 7 % 11));
    }
    recordAll(show);

    // When
    GetFactorsResponse factors =
        caller.rooms().getFactors(GetFactorsRequest.newBuilder().setRoomId(room).build());

    // Then
    assertThat(factors.getSlotS()).isEqualTo(300);
    assertThat(factors.getSlotCount()).isBetween(7, 9);
    assertThat(factors.getMarginNats()).isGreaterThan(3);
    SalesFactor first = factors.getFactors(0);
    assertThat(first.getKind()).isEqualTo(FactorKind.FACTOR_KIND_LOOK);
    assertThat(first.getEnters()).isTrue();
    assertThat(first.getScoreWith() - first.getScoreWithout())
        .isGreaterThanOrEqualTo(factors.getMarginNats());
    assertThat(first.getStanding()).isEqualTo(FactorStanding.FACTOR_STANDING_ASSOCIATION);
    assertThat(factors.getFactorsList())
        .filteredOn(it -> it.getName().equals("moon"))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.getKind()).isEqualTo(FactorKind.FACTOR_KIND_OUTSIDE);
              assertThat(it.getEnters()).isFalse();
            });
  }

  @Test
  void shouldSayWhenAStockEnds() throws Exception {
    // Given: twelve a slot are sold, and forty were left after the hour.
    Instant start = anHourAgo();
    SoldShow show =
        new SoldShow(room, start)
            .sell("p", 1_000, 0, 60, _ -> 2, "v")
            .tell(59, new Happening.StockChange("p", 40))
            .tell(60, "v-watches", new Happening.Heartbeat());
    recordAll(show);

    // When
    ProductDemand product =
        caller
            .rooms()
            .getDemand(GetDemandRequest.newBuilder().setRoomId(room).build())
            .getProducts(0);

    // Then: at two a minute it lasts some twenty minutes.
    assertThat(product.getUnitsLeft()).isEqualTo(40);
    long minutes =
        (product.getSoldOutTime().getSeconds() - start.plusSeconds(3_600).getEpochSecond()) / 60;
    assertThat(minutes).isBetween(15L, 25L);
    assertThat(product.getSoldOutEarlyTime().getSeconds())
        .isLessThan(product.getSoldOutTime().getSeconds());
    assertThat(product.getSoldOutLateTime().getSeconds())
        .isGreaterThan(product.getSoldOutTime().getSeconds());
  }

  @Test
  void shouldForetellByTheShopsPastShows() throws Exception {
    // Given: p sold ten a minute in a show of the same shop, and sells in a new one.
    String shop = "shop-" + room;
    Instant start = anHourAgo();
    String before = CommerceCaller.freshRoom();
    record(
        new SoldShow(before, start.minusSeconds(7_200))
            .tell(0, new Happening.ShowOpened(shop))
            .sell("p", 1_000, 0, 60, _ -> 10, "v")
            .tell(60, "v-watches", new Happening.Heartbeat()));
    SoldShow show =
        new SoldShow(room, start)
            .tell(0, new Happening.ShowOpened(shop))
            .sell("p", 1_000, 0, 5, _ -> 10, "v")
            .tell(5, "v-watches", new Happening.Heartbeat());
    recordAll(show);
    caller.await(before, it -> it.getPaidOrderCount() == 600);

    // When
    GetDemandResponse demand =
        caller.rooms().getDemand(GetDemandRequest.newBuilder().setRoomId(room).build());

    // Then: its only slot was foretold before anything was sold, and held.
    assertThat(demand.getSlotCount()).isEqualTo(1);
    ProductDemand product = demand.getProducts(0);
    assertThat(product.getUnits()).isBetween(45.0, 55.0);
    assertThat(product.getJudgedSlotCount()).isEqualTo(1);
    assertThat(product.getHeldSlotCount()).isEqualTo(1);
  }
}

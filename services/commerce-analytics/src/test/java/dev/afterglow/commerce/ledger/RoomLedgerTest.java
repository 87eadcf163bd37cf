package dev.afterglow.commerce.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.commerce.demand.Factor;
import dev.afterglow.commerce.demand.PriceSlot;
import dev.afterglow.commerce.demand.Sales;
import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoomLedgerTest {
  private final RoomFacts facts = new RoomFacts();
  private final RoomLedger ledger = new RoomLedger();

  private static void apply(RoomLedger ledger, Fact fact) {
    ledger.apply(fact, fact.occurred());
  }

  private List<Fact> show() {
    List<Fact> told = new ArrayList<>();
    told.add(facts.of(0, "", new Happening.PriceChange("p", RoomFacts.yuan(1_000))));
    told.add(facts.of(120, "", new Happening.ExplainSegment("p", true)));
    told.add(facts.of(240, "", new Happening.ExplainSegment("p", false)));
    told.add(facts.of(300, "", new Happening.PriceChange("p", RoomFacts.yuan(800))));
    told.add(facts.of(310, "", new Happening.StockChange("p", 7)));
    for (int i = 0; i < 6; i++) {
      told.add(facts.of(60L * i, "v" + i, new Happening.Heartbeat()));
      String order = "o" + i;
      told.add(
          facts.of(
              60 * i + 5,
              "v" + i,
              RoomFacts.created(order, RoomFacts.line("p", 2, i == 5 ? 800 : 1_000))));
      told.add(facts.of(60 * i + 6, "", RoomFacts.paid(order, i == 5 ? 1_600 : 2_000)));
    }
    return told;
  }

  @Test
  void shouldTellWhatAProductSoldSlotBySlotAndWhatIsLeft() {
    // When
    show().forEach(fact -> apply(ledger, fact));
    apply(ledger, facts.of(60L * 6, "v", new Happening.Heartbeat()));
    apply(ledger, facts.of(60L * 6 + 1, "v", RoomFacts.created("o9", RoomFacts.line("p", 3, 800))));
    apply(ledger, facts.of(60L * 6 + 2, "", RoomFacts.paid("o9", 2_400)));

    // Then: two units a minute, seven left as of the sixth minute, three sold since
    assertThat(ledger.slots(RoomFacts.at(0), 3, 2))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.units()).containsExactly(4L, 4L, 4L);
              assertThat(it.unitsLeft()).isEqualTo(4);
            });
  }

  @Test
  void shouldTellWhatAProductDidAtEachPriceAndWhileItWasExplained() {
    // When
    show().forEach(fact -> apply(ledger, fact));

    // Then
    assertThat(ledger.minutes()).isEqualTo(6);
    assertThat(ledger.currency()).isEqualTo("CNY");
    assertThat(ledger.products())
        .containsExactly(
            new ProductRecord(
                "p",
                800,
                7,
                2,
                new Sales(2, 2),
                new Sales(4, 4),
                List.of(new PriceSlot(800, 1, 1), new PriceSlot(1_000, 5, 5))));
  }

  @Test
  void shouldTakeADiscountOutOfTheMargin() {
    // Given
    show().forEach(fact -> apply(ledger, fact));

    // When
    Takings full = ledger.takings(RoomFacts.at(0), RoomFacts.at(300));
    Takings cheap = ledger.takings(RoomFacts.at(300), RoomFacts.at(360));

    // Then: ten units of 1,000 cost 700 each; two at 800 leave 100 each instead of 300.
    assertThat(full).isEqualTo(new Takings(5, 10_000, 10_000));
    assertThat(full.marginMinor(0.3)).isEqualTo(3_000);
    assertThat(cheap).isEqualTo(new Takings(1, 1_600, 2_000));
    assertThat(cheap.marginMinor(0.3)).isEqualTo(200);
  }

  @Test
  void shouldComeToTheSameWhenOrdersAreToldTwiceAndPaymentsFirst() {
    // Given
    List<Fact> told = show();
    told.forEach(fact -> apply(ledger, fact));
    List<Fact> twice = new ArrayList<>(told);
    twice.addAll(told);
    Collections.shuffle(twice, new Random(3));
    RoomLedger shuffled = new RoomLedger();

    // When
    twice.forEach(fact -> apply(shuffled, fact));

    // Then
    assertThat(shuffled.products()).isEqualTo(ledger.products());
    assertThat(shuffled.takings()).isEqualTo(ledger.takings());
  }

  @Test
  void shouldForgetWhatIsOlderThanADay() {
    // Given
    show().forEach(fact -> apply(ledger, fact));

    // When
    apply(ledger, facts.of(86_400 + 3_600, "", RoomFacts.paid("late", 500)));
    apply(ledger, facts.of(86_400 + 3_600, "v", new Happening.Heartbeat()));
    apply(ledger, facts.of(0, "", RoomFacts.paid("too late", 500)));

    // Then
    assertThat(ledger.takings()).isEqualTo(new Takings(1, 500, 0));
    assertThat(ledger.minutes()).isEqualTo(1);
    assertThat(ledger.leftOut()).isEqualTo(1);
    assertThat(ledger.products().getFirst().priceMinor()).isEqualTo(800);
  }

  @Test
  void shouldCountOnlyMinutesInWhichAnybodyWatched() {
    // Given
    show().forEach(fact -> apply(ledger, fact));
    List<ProductRecord> products = ledger.products();
    Takings takings = ledger.takings();

    // When: ten hours later money goes back, and a cost and a payment are told of.
    apply(ledger, facts.of(36_000, "", RoomFacts.refunded("o1", 500)));
    apply(ledger, facts.of(36_100, "", RoomFacts.paid("o9", 500)));
    apply(
        ledger,
        facts.of(36_200, "", new Happening.CostIncurred(Happening.CostKind.PEOPLE, yuan())));

    // Then
    assertThat(ledger.minutes()).isEqualTo(6);
    assertThat(ledger.products()).isEqualTo(products);
    assertThat(ledger.takings()).isEqualTo(takings);
  }

  private static Money yuan() {
    return RoomFacts.yuan(5);
  }

  @Test
  void shouldExplainOneProductAtATimeWhenOnlyBeginsAreTold() {
    // Given: p, q and r are each said to be explained from a minute on, in whatever order.
    for (int minute = 0; minute < 6; minute++) {
      apply(ledger, facts.of(60L * minute, "v", new Happening.Heartbeat()));
    }
    apply(ledger, facts.of(250, "", new Happening.ExplainSegment("r", true)));
    apply(ledger, facts.of(0, "", new Happening.ExplainSegment("p", true)));
    apply(ledger, facts.of(130, "", new Happening.ExplainSegment("q", true)));

    // When
    List<Double> minutes =
        ledger.products().stream().map(product -> product.explained().exposure()).toList();

    // Then
    assertThat(minutes).containsExactly(2.0, 2.0, 2.0);
  }

  @Test
  void shouldTellTheFactsOfTwoSourcesApartWhenTheirIdsAreTheSame() {
    // Given: a shop tells of the order, a till of its payment, both under the id 7.
    Fact order =
        new Fact(
            "shop",
            "7",
            RoomFacts.ROOM,
            "",
            RoomFacts.at(0),
            null,
            RoomFacts.created("o", RoomFacts.line("p", 1, 500)));
    Fact payment =
        new Fact("till", "7", RoomFacts.ROOM, "", RoomFacts.at(1), null, RoomFacts.paid("o", 500));
    apply(ledger, order);

    // When
    apply(ledger, payment);
    apply(ledger, payment);

    // Then
    assertThat(ledger.takings(RoomFacts.at(0), RoomFacts.at(60)))
        .isEqualTo(new Takings(1, 500, 500));
  }

  @Test
  void shouldCountNothingTwicePastTheMostOrders() {
    // Given
    RoomLedger small = new RoomLedger(1);
    apply(small, facts.of(0, "", RoomFacts.paid("o1", 500)));
    Fact tooMany = facts.of(1, "", RoomFacts.paid("o2", 300));

    // When
    apply(small, tooMany);
    apply(small, tooMany);

    // Then
    assertThat(small.takings(RoomFacts.at(0), RoomFacts.at(60))).isEqualTo(new Takings(1, 500, 0));
    assertThat(small.leftOut()).isEqualTo(2);
  }

  @Test
  void shouldMakeRoomForOrdersWhenOthersWereNeverPaid() {
    // Given
    RoomLedger small = new RoomLedger(1);
    apply(small, facts.of(0, "", RoomFacts.created("o1", RoomFacts.line("p", 1, 500))));

    // When
    apply(small, facts.of(86_400 + 120, "v", new Happening.Heartbeat()));
    apply(small, facts.of(86_400 + 121, "", RoomFacts.paid("o2", 300)));

    // Then
    assertThat(small.takings()).isEqualTo(new Takings(1, 300, 0));
    assertThat(small.leftOut()).isZero();
  }

  @Test
  void shouldTakeNoMistypedPriceForTheListPrice() {
    // Given: 1,000.00 instead of 10.00 for two minutes, before anything was sold.
    apply(ledger, facts.of(0, "", new Happening.PriceChange("p", RoomFacts.yuan(100_000))));
    apply(ledger, facts.of(120, "", new Happening.PriceChange("p", RoomFacts.yuan(1_000))));
    apply(ledger, facts.of(600, "", RoomFacts.created("o", RoomFacts.line("p", 1, 1_000))));
    apply(ledger, facts.of(601, "", RoomFacts.paid("o", 1_000)));

    // When
    Takings takings = ledger.takings(RoomFacts.at(600), RoomFacts.at(660));

    // Then
    assertThat(takings).isEqualTo(new Takings(1, 1_000, 1_000));
  }

  @Test
  void shouldSayByHowMuchOrdersScatterFromSlotToSlot() {
    // Given: slots of two minutes with 0, 8, 0 and 8 orders: variance 64/3 over a mean of 4.
    for (int minute = 0; minute < 8; minute++) {
      apply(ledger, facts.of(60L * minute, "v", new Happening.Heartbeat()));
      for (int i = 0; minute / 2 % 2 == 1 && i < 4; i++) {
        apply(ledger, facts.of(60 * minute + i, "", RoomFacts.paid("o" + minute + i, 1)));
      }
    }

    // When
    double dispersion = ledger.dispersion(Duration.ofMinutes(2));

    // Then
    assertThat(dispersion).isEqualTo(64 / 3.0 / 4);
    assertThat(ledger.dispersion(Duration.ofMinutes(4))).isEqualTo(1);
  }

  /** Six minutes, each watched, with so many orders paid in each. */
  private void sell(int... orders) {
    for (int minute = 0; minute < orders.length; minute++) {
      apply(ledger, facts.of(60L * minute, "v", new Happening.Heartbeat()));
      for (int i = 0; i < orders[minute]; i++) {
        String order = minute + "-" + i;
        long second = 60L * minute + 10;
        apply(
            ledger,
            facts.of(
                second,
                "v",
                RoomFacts.created(
                    order, RoomFacts.line("p", 1, 500), RoomFacts.line("q", 1, 500))));
        apply(ledger, facts.of(second, "", RoomFacts.paid(order, 1_000)));
      }
    }
  }

  @Test
  void shouldTellWhatWasSoldUnderEachLook() {
    // Given: a look is told late, and one ends with nothing shown.
    apply(ledger, facts.of(180, "", new Happening.LookChange("r", 2, "qipao", "half")));
    apply(ledger, facts.of(0, "", new Happening.LookChange("r", 1, "plain", "full")));
    apply(ledger, facts.of(300, "", new Happening.LookChange("r", 3, "", "")));

    // When
    sell(1, 2, 1, 4, 5, 9);

    // Then
    assertThat(ledger.looks())
        .containsExactly(
            new LookRecord(new Look("plain", "full"), new Sales(4, 3), new Sales(9, 2)),
            new LookRecord(new Look("qipao", "half"), new Sales(9, 2), new Sales(4, 3)));
  }

  @Test
  void shouldTellWhatWasSoldUpToFiveMinutesAfterAnAnswer() {
    // Given
    apply(ledger, facts.of(65, "", new Happening.QuestionAnswered(Happening.Question.SIZE, "p")));

    // When
    sell(1, 2, 3, 4, 5, 6, 7);

    // Then
    assertThat(ledger.answers())
        .isEqualTo(new AnswerRecord(new Sales(2 + 3 + 4 + 5 + 6, 5), new Sales(8, 2)));
  }

  @Test
  void shouldTellWhatWasPaidForInOneOrder() {
    // Given
    sell(1, 2);

    // When
    apply(ledger, facts.of(70, "v", RoomFacts.created("alone", RoomFacts.line("p", 3, 500))));
    apply(ledger, facts.of(71, "", RoomFacts.paid("alone", 1_500)));

    // Then
    assertThat(ledger.pairs()).containsExactly(new PairRecord("p", "q", 3));
  }

  @Test
  void shouldTellWhatAProductSoldAfterAnother() {
    // Given: p, q, p, and p again after a pause, which is no other product.
    apply(ledger, facts.of(0, "", new Happening.ExplainSegment("p", true)));
    apply(ledger, facts.of(60, "", new Happening.ExplainSegment("q", true)));
    apply(ledger, facts.of(120, "", new Happening.ExplainSegment("p", true)));
    apply(ledger, facts.of(180, "", new Happening.ExplainSegment("p", false)));
    apply(ledger, facts.of(240, "", new Happening.ExplainSegment("p", true)));

    // When
    sell(1, 2, 3, 4, 5);

    // Then
    assertThat(ledger.turns())
        .containsExactly(
            new TurnRecord("p", "q", new Sales(3 + 5, 2)),
            new TurnRecord("q", "p", new Sales(2, 1)));
  }

  @Test
  void shouldTellFactorsOfOutsideSlotBySlotAsTheyStood() {
    // Given
    apply(ledger, facts.of(120, "", new Happening.ExternalFactor("weather.rain", 4)));
    apply(ledger, facts.of(300, "", new Happening.ExternalFactor("weather.rain", 2)));
    apply(ledger, facts.of(0, "", new Happening.ExternalFactor("host.lin", 1)));
    apply(ledger, facts.of(60, "", new Happening.ExplainSegment("p", true)));

    // When
    sell(1, 1, 1, 1, 1, 1);

    // Then
    assertThat(ledger.factors(RoomFacts.at(0), 3, 2))
        .containsExactly(
            new Factor(Factor.Kind.EXPLAINED, "p", List.of(0.5, 1.0, 1.0)),
            new Factor(Factor.Kind.HOST, "lin", List.of(1.0, 1.0, 1.0)),
            new Factor(Factor.Kind.OUTSIDE, "weather.rain", List.of(Double.NaN, 4.0, 3.0)));
  }
}

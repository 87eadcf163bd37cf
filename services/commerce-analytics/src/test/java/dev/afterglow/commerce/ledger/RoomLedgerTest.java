package dev.afterglow.commerce.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.commerce.demand.PriceSlot;
import dev.afterglow.commerce.demand.Sales;
import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
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
    apply(ledger, facts.of(0, "", RoomFacts.paid("too late", 500)));

    // Then
    assertThat(ledger.takings()).isEqualTo(new Takings(1, 500, 0));
    assertThat(ledger.minutes()).isLessThanOrEqualTo(1_441);
    assertThat(ledger.leftOut()).isEqualTo(1);
    assertThat(ledger.products().getFirst().priceMinor()).isEqualTo(800);
  }
}

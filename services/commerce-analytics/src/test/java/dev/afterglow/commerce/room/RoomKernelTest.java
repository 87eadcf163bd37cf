package dev.afterglow.commerce.room;

import static dev.afterglow.commerce.room.RoomFacts.at;
import static dev.afterglow.commerce.room.RoomFacts.created;
import static dev.afterglow.commerce.room.RoomFacts.line;
import static dev.afterglow.commerce.room.RoomFacts.paid;
import static dev.afterglow.commerce.room.RoomFacts.refunded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.commerce.room.RoomKernel.Outcome;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Money;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RoomKernelTest {
  private final RoomFacts facts = new RoomFacts();
  private final RoomKernel kernel = new RoomKernel(RoomLimits.DEFAULT, RoomFacts.SPLIT);

  private void tell(long second, String viewer, Happening what) {
    kernel.apply(facts.of(second, viewer, what), at(second));
  }

  private RoomFigures figures(long second) {
    return kernel.figures(at(second));
  }

  @Test
  void shouldBeAllZeroWhenNothingHappened() {
    // When
    RoomFigures figures = figures(0);

    // Then
    assertThat(figures.facts() + figures.viewers() + figures.peakOnline()).isZero();
    assertThat(figures.gmvPaid()).isEmpty();
    assertThat(figures.lastFact()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void shouldUniteLeasesWhenAViewerShowsSigns() {
    // Given: 0–45 and 30–75 unite to 75 s; 200–245 stands alone.
    tell(0, "a", new Happening.Enter(""));
    tell(30, "a", new Happening.Heartbeat());
    tell(200, "a", new Happening.Comment("好看"));

    // When
    RoomFigures figures = figures(210);

    // Then
    assertThat(figures.watchedSeconds()).isEqualTo(75 + 45);
    assertThat(figures.viewers()).isEqualTo(1);
    assertThat(figures.online()).isEqualTo(1);
    assertThat(figures(74).online()).isEqualTo(1);
    assertThat(figures(75).online()).isZero();
  }

  @Test
  void shouldEndTheLeaseWhenTheViewerLeaves() {
    // Given
    tell(0, "a", new Happening.Enter(""));
    tell(10, "a", new Happening.Leave());

    // When
    RoomFigures figures = figures(10);

    // Then
    assertThat(figures.watchedSeconds()).isEqualTo(10);
    assertThat(figures.online()).isZero();
    assertThat(figures(9).online()).isEqualTo(1);
  }

  @Test
  void shouldKeepThePeakWhenViewersLeaveAgain() {
    // Given: a 0–45, b 20–65, c 44–89: all three in second 44 only.
    tell(0, "a", new Happening.Enter(""));
    tell(20, "b", new Happening.Enter(""));
    tell(44, "c", new Happening.Enter(""));

    // When
    RoomFigures figures = figures(1_000);

    // Then
    assertThat(figures.peakOnline()).isEqualTo(3);
    assertThat(figures.online()).isZero();
    assertThat(figures.watchedSeconds()).isEqualTo(135);
  }

  @Test
  void shouldNotCountTheShopsFactsAsPresence() {
    // When
    tell(0, "buyer", created("o1", line("p1", 1, 100)));
    tell(1, "buyer", paid("o1", 100));

    // Then
    assertThat(figures(1).viewers()).isZero();
  }

  @Test
  void shouldSplitThePaidMoneyExactlyWhenItDoesNotDivide() {
    // Given: lines of 3, 3 and 3 yuan, 10.00 yuan paid: 3.34, 3.33, 3.33.
    tell(0, "", created("o1", line("p1", 1, 300), line("p2", 3, 100), line("p3", 1, 300)));
    tell(1, "", paid("o1", 1_000));

    // When
    RoomFigures figures = figures(1);

    // Then
    assertThat(figures.topProducts())
        .containsExactly(
            new ProductFigures("p1", 0, 0, 1, 1, java.util.List.of(new MoneySum("CNY", 334))),
            new ProductFigures("p2", 0, 0, 1, 3, java.util.List.of(new MoneySum("CNY", 333))),
            new ProductFigures("p3", 0, 0, 1, 1, java.util.List.of(new MoneySum("CNY", 333))));
  }

  @Test
  void shouldCountTheUnitsOfEveryProductWhenThereAreMoreThanAreTold() {
    // Given
    for (int i = 0; i < 25; i++) {
      tell(i, "", created("o" + i, line("p" + i, 2, 100)));
      tell(i, "", paid("o" + i, 200));
    }

    // When
    RoomFigures figures = figures(30);

    // Then
    assertThat(figures.topProducts()).hasSize(20);
    assertThat(kernel.paidUnits()).isEqualTo(50);
  }

  @Test
  void shouldKeepFourSumsApartWhenOrdersArePaidRefundedAndCancelled() {
    // Given: o1 100.00 paid, 30.00 back; o2 50.00 paid, cancelled; o3 ordered and cancelled, never
    // paid; o4 20.00 dollars paid.
    tell(0, "", created("o1", line("p1", 2, 5_000)));
    tell(1, "", paid("o1", 10_000));
    tell(2, "", refunded("o1", 3_000));
    tell(3, "", created("o2", line("p2", 1, 5_000)));
    tell(4, "", paid("o2", 5_000));
    tell(5, "", new Happening.OrderCancelled("o2"));
    tell(6, "", created("o3", line("p1", 1, 5_000)));
    tell(7, "", new Happening.OrderCancelled("o3"));
    tell(8, "", new Happening.OrderPaid("o4", new Money("USD", 2_000)));

    // When
    RoomFigures figures = figures(9);

    // Then
    assertThat(figures.gmvPaid())
        .containsExactly(new MoneySum("CNY", 15_000), new MoneySum("USD", 2_000));
    assertThat(figures.gmvNet())
        .containsExactly(new MoneySum("CNY", 7_000), new MoneySum("USD", 2_000));
    assertThat(figures.orders()).isEqualTo(3);
    assertThat(figures.paidOrders()).isEqualTo(3);
    assertThat(figures.refundedOrders()).isEqualTo(1);
    assertThat(figures.flagged()).isZero();
  }

  @Test
  void shouldEndUpTheSameWhenThePaymentComesBeforeTheOrder() {
    // Given
    tell(0, "", refunded("o1", 200));
    tell(1, "", paid("o1", 1_000));
    tell(2, "", created("o1", line("p1", 1, 1_000)));

    // When
    RoomFigures figures = figures(3);

    // Then
    assertThat(figures.gmvNet()).containsExactly(new MoneySum("CNY", 800));
    assertThat(figures.topProducts().getFirst().gmvPaid())
        .containsExactly(new MoneySum("CNY", 1_000));
    assertThat(figures.flagged()).isZero();
  }

  @Test
  void shouldFlagAndCapWhenMoreIsRefundedThanWasPaid() {
    // Given
    tell(0, "", paid("o1", 1_000));
    tell(1, "", refunded("o1", 700));
    tell(2, "", refunded("o1", 700));

    // When
    RoomFigures figures = figures(3);

    // Then
    assertThat(figures.gmvNet()).containsExactly(new MoneySum("CNY", 0));
    assertThat(figures.refundedOrders()).isEqualTo(1);
    assertThat(figures.flagged()).isEqualTo(1);
  }

  @Test
  void shouldFlagAndLeaveOutMoneyWhenTheCurrencyChanges() {
    // Given
    tell(0, "", paid("o1", 1_000));
    tell(1, "", new Happening.OrderRefunded("o1", new Money("USD", 500)));

    // When
    RoomFigures figures = figures(2);

    // Then
    assertThat(figures.gmvNet()).containsExactly(new MoneySum("CNY", 1_000));
    assertThat(figures.flagged()).isEqualTo(1);
  }

  @Test
  void shouldCountARepeatOnceAndPutAContradictionAside() {
    // Given
    Fact like = RoomFacts.of("x", 0, "a", new Happening.Like(3));
    Fact other = RoomFacts.of("x", 0, "a", new Happening.Like(4));
    kernel.apply(like, at(0));

    // When
    Outcome repeat = kernel.apply(like.sentAt(at(9)), at(9));
    Outcome contradiction = kernel.apply(other, at(10));

    // Then
    assertThat(repeat).isEqualTo(Outcome.DUPLICATE);
    assertThat(contradiction).isEqualTo(Outcome.CONFLICT);
    RoomFigures figures = figures(10);
    assertThat(figures.likes()).isEqualTo(3);
    assertThat(figures.facts()).isEqualTo(1);
    assertThat(figures.duplicates()).isEqualTo(1);
    assertThat(figures.quarantined()).isEqualTo(1);
  }

  @Test
  void shouldCountAWordOnceACommentAndRankByUse() {
    // Given
    tell(0, "a", new Happening.Comment("好看 好看 包邮"));
    tell(1, "b", new Happening.Comment("包邮"));

    // When
    RoomFigures figures = figures(2);

    // Then
    assertThat(figures.frequentWords()).containsExactly(new WordUse("包邮", 2), new WordUse("好看", 1));
    assertThat(figures.comments()).isEqualTo(2);
  }

  @Test
  void shouldCorrectTheClientsClockWithinBounds() {
    // Given: one clock an hour ahead, one fact three days old, one from the future.
    Fact ahead = RoomFacts.of("1", 3_590, "a", new Happening.Heartbeat()).sentAt(at(3_600));
    Fact old = RoomFacts.of("2", -260_000, "a", new Happening.Heartbeat()).sentAt(at(0));
    Fact future = RoomFacts.of("3", 200, "a", new Happening.Heartbeat()).sentAt(at(0));

    // When / Then
    assertThat(EventTime.of(ahead, at(50))).isEqualTo(at(40));
    assertThat(EventTime.of(old, at(0))).isEqualTo(at(-86_400));
    assertThat(EventTime.of(future, at(0))).isEqualTo(at(5));
    assertThat(EventTime.of(facts.of(7, "a", new Happening.Leave()), at(50))).isEqualTo(at(50));
  }

  @Test
  void shouldCountPastItsLimitsWithoutGrowing() {
    // Given
    RoomKernel small = new RoomKernel(new RoomLimits(1, 1, 1, 2, 3), RoomFacts.SPLIT);
    Happening[] happenings = {
      new Happening.ProductClick("p1"),
      new Happening.ProductClick("p2"),
      paid("o1", 5),
      paid("o2", 5),
      new Happening.Comment("a b"),
      new Happening.Comment("b c"),
      new Happening.Comment("c")
    };

    // When
    for (Happening what : happenings) {
      small.apply(facts.of(0, "a", what), at(0));
    }
    small.apply(facts.of(0, "b", new Happening.Heartbeat()), at(0));

    // Then
    RoomFigures figures = small.figures(at(0));
    assertThat(figures.facts()).isEqualTo(8);
    assertThat(figures.viewers()).isEqualTo(1);
    assertThat(figures.paidOrders()).isEqualTo(1);
    assertThat(figures.topProducts()).hasSize(1);
    assertThat(figures.flagged()).isEqualTo(3);
    assertThat(figures.frequentWords()).containsExactly(new WordUse("c", 3), new WordUse("b", 2));
  }
}

package dev.afterglow.registry.revenue;

import static dev.afterglow.registry.revenue.Books.END;
import static dev.afterglow.registry.revenue.Books.INVESTOR;
import static dev.afterglow.registry.revenue.Books.LICENCE;
import static dev.afterglow.registry.revenue.Books.NOVEMBER;
import static dev.afterglow.registry.revenue.Books.OPERATOR;
import static dev.afterglow.registry.revenue.Books.OWNER;
import static dev.afterglow.registry.revenue.Books.PLATFORM;
import static dev.afterglow.registry.revenue.Books.START;
import static dev.afterglow.registry.revenue.Books.share;
import static dev.afterglow.registry.revenue.Books.terms;
import static dev.afterglow.registry.revenue.Books.total;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.registry.revenue.Accounts.Counted;
import dev.afterglow.registry.revenue.Accounts.Opening;
import dev.afterglow.registry.revenue.Statement.Basis;
import dev.afterglow.registry.revenue.Statement.Gap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SettlementTest {
  private static final RevenueTerms.Share TIERED =
      new RevenueTerms.Share(
          OWNER, List.of(new RevenueTerms.Tier(0, 1_000), new RevenueTerms.Tier(10_000, 2_000)));

  @Test
  void shouldShareEachTierAtItsRateWhenSalesReachOverIt() {
    // Given
    Books books =
        new Books()
            .under(terms(List.of(TIERED, share(INVESTOR, 500))))
            .room("room-1", START, 3_600, 15_001);

    // When
    Statement statement = books.statement();

    // Then: 10 % of 10,000 and 20 % of 5,001 (1,000.2); 5 % of 15,001 (750.05).
    assertThat(total(statement, OWNER)).isEqualTo(2_000);
    assertThat(total(statement, INVESTOR)).isEqualTo(750);
    assertThat(total(statement, OPERATOR)).isEqualTo(15_001 - 2_000 - 750);
    assertThat(statement.lines())
        .extracting(Statement.Line::basis)
        .containsExactly(Basis.SHARE, Basis.SHARE, Basis.SHARE, Basis.KEPT);
    assertThat(statement.closable()).isTrue();
  }

  @Test
  void shouldPayHoursAndUnitsAndHaveTheKeeperPayWhenThereAreNoSales() {
    // Given
    Books books =
        new Books()
            .under(
                terms(
                    List.of(),
                    List.of(
                        new RevenueTerms.Fee(OWNER, FeeUnit.HOUR_ON_AIR, 30_000),
                        new RevenueTerms.Fee(PLATFORM, FeeUnit.UNIT_PAID, 7)),
                    List.of(),
                    SharedRoomRule.UNSTATED,
                    0))
            .room("room-1", START, 5_400, 0)
            .sold("room-1", 0, 11);

    // When
    Statement statement = books.statement();

    // Then
    assertThat(total(statement, OWNER)).isEqualTo(45_000);
    assertThat(total(statement, PLATFORM)).isEqualTo(77);
    assertThat(total(statement, OPERATOR)).isEqualTo(-45_077);
  }

  @Test
  void shouldCountAMomentOnceWhenAWorkerTakesOverFromAnother() {
    // Given
    Books books = new Books().room("room-1", START, 3_600, 0);
    books.air(LICENCE, "room-1", START.plusSeconds(3_000), 1_200);

    // When
    Statement statement = books.statement();

    // Then
    assertThat(statement.parts().getFirst().onAirMs()).isEqualTo(4_200_000);
  }

  @Test
  void shouldLiftToTheMinimumAndCutAtTheCapWhenEarningsAreOutside() {
    // Given
    Books books =
        new Books()
            .under(
                terms(
                    List.of(share(OWNER, 1_000), share(INVESTOR, 1_000)),
                    List.of(),
                    List.of(
                        new RevenueTerms.Bound(OWNER, 500, null),
                        new RevenueTerms.Bound(INVESTOR, 0, 60L)),
                    SharedRoomRule.UNSTATED,
                    0))
            .room("room-1", START, 60, 1_000);

    // When
    Statement statement = books.statement();

    // Then
    assertThat(total(statement, OWNER)).isEqualTo(500);
    assertThat(total(statement, INVESTOR)).isEqualTo(60);
    assertThat(total(statement, OPERATOR)).isEqualTo(440);
    assertThat(statement.lines())
        .filteredOn(line -> line.basis() == Basis.GUARANTEE)
        .extracting(Statement.Line::amountMinor)
        .containsExactly(400L);
    assertThat(statement.lines())
        .filteredOn(line -> line.basis() == Basis.CAP)
        .extracting(Statement.Line::amountMinor)
        .containsExactly(-40L);
  }

  @Test
  void shouldSplitTheMonthWhenTheTermsChangeInIt() {
    // Given
    Instant change = START.plusSeconds(10 * 86_400);
    Books books = new Books();
    books.versions =
        List.of(
            new TermsVersion(1, terms(List.of(TIERED)), START),
            new TermsVersion(2, terms(List.of(share(OWNER, 5_000))), change));
    books
        .room("early", change.minusSeconds(1_800), 3_600, 12_000)
        .room("late", change.plusSeconds(60), 3_600, 1_000);

    // When
    Statement statement = books.statement();

    // Then: the early room counts where it began, and the hour on both sides of the change.
    assertThat(statement.parts()).extracting(Statement.Part::version).containsExactly(1, 2);
    assertThat(statement.parts())
        .extracting(Statement.Part::baseMinor)
        .containsExactly(12_000L, 1_000L);
    assertThat(statement.parts())
        .extracting(Statement.Part::onAirMs)
        .containsExactly(1_800_000L, 5_400_000L);
    assertThat(statement.parts().get(0).termsSha256Hex())
        .isNotEqualTo(statement.parts().get(1).termsSha256Hex());
    assertThat(total(statement, OWNER)).isEqualTo(1_000 + 400 + 500);
  }

  @Test
  void shouldGiveTheMinimumInProportionWhenTheLicenceBeginsWithinTheMonth() {
    // Given
    Books books =
        new Books()
            .under(
                terms(
                    List.of(),
                    List.of(),
                    List.of(new RevenueTerms.Bound(OWNER, 1_000, null)),
                    SharedRoomRule.UNSTATED,
                    0));
    books.from = START.plusSeconds(20 * 86_400);

    // When
    Statement statement = books.statement();

    // Then: ten of thirty days, rounded up.
    assertThat(total(statement, OWNER)).isEqualTo(334);
  }

  @Test
  void shouldCarryForwardAndPayNobodyLessThanNothingWhenRefundsExceedSales() {
    // Given
    Books books = new Books().under(terms(List.of(share(OWNER, 1_000))));
    books.month = NOVEMBER.plusMonths(1);
    books.now = END.plusSeconds(40L * 86_400);
    books.opening = new Opening(-100, List.of(new Counted("room-1", NOVEMBER, 10_000, 0)), true);
    books.room("room-1", START, 60, 2_000).room("room-2", END, 60, 3_000);

    // When
    Statement statement = books.statement();

    // Then: 3,000 new, 8,000 back since, 100 from before.
    assertThat(statement.baseMinor()).isZero();
    assertThat(statement.carriedOutMinor()).isEqualTo(-5_100);
    assertThat(total(statement, OWNER)).isZero();
    assertThat(statement.rooms())
        .filteredOn(Statement.RoomFigure::adjustment)
        .extracting(Statement.RoomFigure::netMinor)
        .containsExactly(-8_000L);
  }

  @Test
  void shouldNotLookAtARoomAgainWhenItsMonthIsTooLongAgo() {
    // Given
    Books books = new Books().under(terms(List.of(share(OWNER, 1_000))));
    books.month = NOVEMBER.plusMonths(4);
    books.opening = new Opening(0, List.of(new Counted("room-1", NOVEMBER, 10_000, 0)), true);
    books.room("room-1", START, 60, 0);

    // When
    Statement statement = books.statement();

    // Then
    assertThat(statement.rooms()).isEmpty();
    assertThat(statement.baseMinor()).isZero();
  }

  @Test
  void shouldSayWhatIsMissingAndGuessNothing() {
    // Given
    Books books =
        new Books()
            .under(
                terms(
                    List.of(share(OWNER, 1_000)),
                    List.of(new RevenueTerms.Fee(OWNER, FeeUnit.UNIT_PAID, 1)),
                    List.of(),
                    SharedRoomRule.UNSTATED,
                    0));
    books.room("silent", START, 60, 0).room("dead", START, 60, 0).room("two", START, 60, 900);
    books.air("licence-a", "two", START.plusSeconds(60), 60);
    books.sales.put("silent", new RoomSales.NoFacts());
    books.sales.put("dead", new RoomSales.Unavailable());
    books.air(LICENCE, "unheard", START, 60);
    books.air(LICENCE, "fresh", START, 60);
    books.sales.put(
        "fresh",
        new RoomSales.Counted(Map.of("CNY", 1_000L, "USD", 50L), OptionalLong.empty(), 3, true, 1));
    books.opening = new Opening(0, List.of(), false);
    books.keptSince = START.plusSeconds(1);

    // When
    Statement statement = books.statement();

    // Then
    assertThat(statement.gaps())
        .containsExactlyInAnyOrder(
            new Gap(GapKind.FIGURES_UNAVAILABLE, "dead", 0),
            new Gap(GapKind.FIGURES_UNAVAILABLE, "unheard", 0),
            new Gap(GapKind.FIGURES_PROVISIONAL, "fresh", 0),
            new Gap(GapKind.FIGURES_FLAGGED, "fresh", 0),
            new Gap(GapKind.ROOM_WITHOUT_FACTS, "silent", 0),
            new Gap(GapKind.UNITS_UNKNOWN, "fresh", 0),
            new Gap(GapKind.ROOM_SHARED, "two", 900),
            new Gap(GapKind.OTHER_CURRENCY, "fresh USD", 50),
            new Gap(GapKind.MONTH_BEFORE_OPEN, "2026-10", 0),
            new Gap(GapKind.HOURS_NOT_KEPT, "", 0));
    assertThat(statement.baseMinor()).isEqualTo(1_000);
    assertThat(statement.closable()).isFalse();
  }

  @Test
  void shouldNotBeClosableWhenTheMonthIsNotOver() {
    // Given
    Books books = new Books();
    books.now = END.minusMillis(1);

    // When
    boolean closable = books.statement().closable();

    // Then
    assertThat(closable).isFalse();
  }

  @Test
  void shouldHaveNoStatementWhenNoTermsAreInForceInTheMonth() {
    // Given
    Books books = new Books();
    books.month = NOVEMBER.minusMonths(1);

    // Then
    assertThat(Settlement.of(books.accounts())).isEmpty();
  }
}

package dev.afterglow.commerce.economics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.commerce.room.RoomKernel;
import dev.afterglow.commerce.room.RoomLimits;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Happening.CostKind;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EconomicsTest {
  private static final Offset<Double> CLOSE = Offset.offset(1e-6);
  private static final Shares SHARES = new Shares(0.4, 0.2, 0.05);

  private final RoomFacts facts = new RoomFacts();
  private final RoomKernel kernel = new RoomKernel(RoomLimits.DEFAULT, RoomFacts.SPLIT);

  private void tell(long second, String viewer, Happening what) {
    kernel.apply(facts.of(second, viewer, what), RoomFacts.at(second));
  }

  /** An hour that sold 1,000 yuan and took 200 back; a processor worked for two hours. */
  private void sell() {
    tell(0, "v", new Happening.Enter(""));
    tell(1, "v", RoomFacts.created("o", RoomFacts.line("p", 10, 10_000)));
    tell(2, "v", RoomFacts.paid("o", 100_000));
    tell(3, "", RoomFacts.refunded("o", 20_000));
    tell(3_555, "v", new Happening.Heartbeat());
    tell(3_556, "", new Happening.ComputeUsed("r", 0, 7_200_000, 0, 0));
  }

  private Economics economics(ComputePrice price) {
    return Economics.of(kernel.figures(RoomFacts.at(3_600)), SHARES, price);
  }

  @Test
  void shouldTakeEveryKnownCostFromTheMargin() {
    // Given
    sell();
    tell(3_557, "", new Happening.CostIncurred(CostKind.ADVERTISING, RoomFacts.yuan(3_000)));
    tell(3_558, "", new Happening.CostIncurred(CostKind.PEOPLE, RoomFacts.yuan(4_000)));

    // When
    Economics economics = economics(new ComputePrice("CNY", 60, 0));

    // Then: 32,000 of margin, less 16,000, 4,000, 3,000, 4,000 and two hours at 60.
    assertThat(economics.netMinor()).isEqualTo(80_000);
    assertThat(economics.marginMinor()).isCloseTo(32_000, CLOSE);
    assertThat(economics.commissionMinor()).isCloseTo(16_000, CLOSE);
    assertThat(economics.feeMinor()).isCloseTo(4_000, CLOSE);
    assertThat(economics.costs())
        .containsEntry(CostKind.COMPUTE, 120L)
        .containsEntry(CostKind.PEOPLE, 4_000L);
    assertThat(economics.estimated()).isTrue();
    assertThat(economics.unknown()).isEmpty();
    assertThat(economics.netMarginMinor()).isCloseTo(4_880, CLOSE);
    assertThat(economics.computeHours()).isCloseTo(2, CLOSE);
    assertThat(economics.showSeconds()).isEqualTo(3_600);
    assertThat(economics.costAnHour().orElseThrow()).isCloseTo(7_120, CLOSE);
    assertThat(economics.netMarginAComputeHour().orElseThrow()).isCloseTo(2_440, CLOSE);
    assertThat(economics.netSalesAComputeHour().orElseThrow()).isCloseTo(40_000, CLOSE);
  }

  @Test
  void shouldSayUnknownWhereNobodyToldACostOrAPrice() {
    // Given
    sell();

    // When
    Economics noPrice = economics(new ComputePrice("CNY", 0, 0));
    Economics otherMoney = economics(new ComputePrice("USD", 60, 0));

    // Then
    assertThat(noPrice.unknown())
        .containsExactlyInAnyOrder(CostKind.ADVERTISING, CostKind.COMPUTE, CostKind.PEOPLE);
    assertThat(noPrice.costAnHour()).isEmpty();
    assertThat(noPrice.netMarginAComputeHour()).isPresent();
    assertThat(otherMoney).isEqualTo(noPrice);
  }

  @Test
  void shouldBelieveFactsOverWhatWasReckoned() {
    // Given
    sell();
    tell(3_557, "", new Happening.CostIncurred(CostKind.COMPUTE, RoomFacts.yuan(500)));

    // When
    Economics economics = economics(new ComputePrice("CNY", 60, 0));

    // Then
    assertThat(economics.costs()).containsEntry(CostKind.COMPUTE, 500L);
    assertThat(economics.estimated()).isFalse();
  }

  @Test
  void shouldShareOutAllOfTheMarginAndNoMore() {
    // When
    Shares.Split split = SHARES.of(10_000, 3_000);

    // Then
    assertThat(split.producer()).isCloseTo(2_000, CLOSE);
    assertThat(split.platform()).isCloseTo(500, CLOSE);
    assertThat(split.brand()).isCloseTo(500, CLOSE);
    assertThat(split.producer() + split.brand() + split.platform()).isCloseTo(3_000, CLOSE);
    assertThatThrownBy(() -> new Shares(1.1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.afterglow.commerce.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CustomerBookTest {
  private static final Instant NOW = RoomFacts.at(100_000);

  private final RoomFacts facts = new RoomFacts();
  private final CustomerBook book = new CustomerBook(1_000, _ -> false);

  private void apply(Fact fact) {
    book.apply(fact, fact.occurred());
  }

  private void buys(String customer, String order, long second, long minor) {
    apply(facts.of(second, customer, RoomFacts.created(order, RoomFacts.line("p", 1, minor))));
    apply(facts.of(second, "", RoomFacts.paid(order, minor)));
  }

  @Test
  void shouldCountWhatStayedBoughtWhenOrdersWereCancelledAndRefunded() {
    // Given
    buys("c", "o1", 10, 1_000);
    buys("c", "o2", 20, 2_000);
    buys("c", "o3", 30, 4_000);
    buys("c", "o4", 40, 8_000);

    // When
    apply(facts.of(50, "", RoomFacts.refunded("o2", 500)));
    apply(facts.of(50, "", RoomFacts.refunded("o3", 4_000)));
    apply(facts.of(50, "", new Happening.OrderCancelled("o4")));

    // Then
    assertThat(book.customers())
        .containsOnly(java.util.Map.entry("c", new Rfm(RoomFacts.at(20), 2, 2_500)));
  }

  @Test
  void shouldComeToTheSameWhenFactsComeInAnyOrderAndTwice() {
    // Given
    List<Fact> told = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String order = "o" + i;
      told.add(facts.of(i, "c" + i % 7, RoomFacts.created(order, RoomFacts.line("p", 1, 100 + i))));
      told.add(facts.of(i, "", RoomFacts.paid(order, 100 + i)));
      if (i % 3 == 0) {
        told.add(facts.of(i + 1, "", RoomFacts.refunded(order, i % 2 == 0 ? 100 + i : 50)));
      }
    }
    told.forEach(this::apply);
    CustomerBook shuffled = new CustomerBook(1_000, _ -> false);
    List<Fact> twice = new ArrayList<>(told);
    twice.addAll(told);
    Collections.shuffle(twice, new Random(5));

    // When
    twice.forEach(fact -> shuffled.apply(fact, fact.occurred()));

    // Then
    assertThat(shuffled.customers()).isEqualTo(book.customers());
    assertThat(book.customers()).hasSize(7);
  }

  @Test
  void shouldShowNoSegmentOfFewerThanTen() {
    // Given: nine who bought once long ago, and eleven who bought twice just now.
    for (int i = 0; i < 9; i++) {
      buys("few" + i, "f" + i, 10, 100);
    }
    for (int i = 0; i < 11; i++) {
      buys("many" + i, "m" + i, 90_000, 5_000);
      buys("many" + i, "n" + i, 90_001, 5_000);
    }

    // When
    List<Segment> segments = book.segments(NOW);

    // Then
    assertThat(segments).extracting(Segment::customers).containsExactly(11);
    assertThat(book.keys(NOW, Quintiles.PRECISION)).hasSize(20);
    assertThatIllegalArgumentException().isThrownBy(() -> new Segment(new SegmentKey(1, 1, 1), 9));
  }

  @Test
  void shouldShowNothingWhenThereAreNoCustomers() {
    assertThat(book.segments(NOW)).isEmpty();
  }

  @Test
  void shouldLeaveOutOtherMoneyAndOrdersPastTheLimit() {
    // Given
    CustomerBook small = new CustomerBook(2, _ -> false);

    // When
    for (int i = 0; i < 3; i++) {
      Fact paid = facts.of(i, "c", RoomFacts.paid("o" + i, 100));
      small.apply(paid, paid.occurred());
    }
    Fact dollars = facts.of(9, "c", new Happening.OrderPaid("o1", new Money("USD", 700)));
    small.apply(dollars, dollars.occurred());

    // Then
    assertThat(small.overLimit()).isEqualTo(1);
    assertThat(small.otherMoney()).isEqualTo(1);
    assertThat(small.customers().get("c")).isEqualTo(new Rfm(RoomFacts.at(1), 2, 200));
  }

  @Test
  void shouldKeepCutsWithinOnePercentOfTheirRankWhenValuesAreMany() {
    // Given
    int values = 200_000;
    Quintiles quintiles = new Quintiles(Quintiles.PRECISION);
    SplittableRandom random = new SplittableRandom(6);
    List<Integer> shuffled = new ArrayList<>();
    for (int i = 1; i <= values; i++) {
      shuffled.add(i);
    }
    Collections.shuffle(shuffled, new Random(random.nextLong()));

    // When
    shuffled.forEach(value -> quintiles.add(value));
    Quintiles.Cuts cuts = quintiles.cuts();

    // Then
    int[] sizes = new int[6];
    for (int i = 1; i <= values; i++) {
      sizes[cuts.quintile(i)]++;
    }
    for (int fifth = 1, rank = 0; fifth < 5; fifth++) {
      rank += sizes[fifth];
      assertThat(rank / (double) values)
          .as("where fifth %d ends", fifth)
          .isBetween(fifth / 5.0 - 0.01, fifth / 5.0 + 0.01);
    }
  }
}

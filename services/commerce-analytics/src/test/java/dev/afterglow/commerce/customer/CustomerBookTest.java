package dev.afterglow.commerce.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CustomerBookTest {
  private final RoomFacts facts = new RoomFacts();
  private final CustomerBook book = new CustomerBook(1_000, _ -> false, new StageBook());

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
    CustomerBook shuffled = new CustomerBook(1_000, _ -> false, new StageBook());
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
    // Given: ten of two kinds who bought once, and eleven who bought twice just now.
    for (int i = 0; i < 10; i++) {
      buys("few" + i, "f" + i, 10 + i / 5 * 1_000, 100);
    }
    for (int i = 0; i < 11; i++) {
      buys("many" + i, "m" + i, 90_000, 5_000);
      buys("many" + i, "n" + i, 90_001, 5_000);
    }

    // When
    List<Segment> segments = book.segments();

    // Then
    assertThat(segments).extracting(Segment::customers).containsExactly(11);
    assertThat(book.keys()).hasSize(21);
    assertThatIllegalArgumentException().isThrownBy(() -> new Segment(new SegmentKey(1, 1, 1), 9));
  }

  @Test
  void shouldShowNothingWhenThereAreNoCustomers() {
    assertThat(book.segments()).isEmpty();
  }

  @Test
  void shouldLeaveOutOtherMoneyAndOrdersPastTheLimit() {
    // Given
    CustomerBook small = new CustomerBook(2, _ -> false, new StageBook());

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
  void shouldCutFifthsExactlyWhenValuesAreMany() {
    // Given
    SplittableRandom random = new SplittableRandom(6);
    long[] values = random.longs(20_001, 0, 5_000).toArray();

    // When
    Quintiles quintiles = Quintiles.of(values);

    // Then: a value is past a fifth when at least that part of all values lies below it
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    for (long value : values) {
      int below = Arrays.binarySearch(sorted, value);
      while (below > 0 && sorted[below - 1] == value) {
        below--;
      }
      int fifth = 1;
      for (int i = 1; i < 5; i++) {
        fifth += (long) below * 5 >= (long) values.length * i ? 1 : 0;
      }
      assertThat(quintiles.quintile(value)).as("of %d", value).isEqualTo(fifth);
    }
  }

  @Test
  void shouldGiveTheSameSegmentsWhenItIsAskedAgainAndInAnotherOrder() {
    // Given
    List<Fact> told = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      told.add(facts.of(i, "c" + i % 170, RoomFacts.paid("o" + i, 100 + i * 7919 % 1_000)));
    }
    told.forEach(this::apply);
    CustomerBook shuffled = new CustomerBook(1_000, _ -> false, new StageBook());
    Collections.shuffle(told, new Random(8));

    // When
    told.forEach(fact -> shuffled.apply(fact, fact.occurred()));

    // Then
    assertThat(shuffled.keys()).isEqualTo(book.keys()).hasSize(170);
    assertThat(shuffled.segments()).isEqualTo(book.segments());
  }
}

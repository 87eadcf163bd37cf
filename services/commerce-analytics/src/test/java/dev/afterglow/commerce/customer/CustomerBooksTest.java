package dev.afterglow.commerce.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Money;
import org.junit.jupiter.api.Test;

class CustomerBooksTest {
  private final CustomerBooks books = new CustomerBooks(_ -> false);
  private int next;

  private void tell(String source, String viewer, Happening what) {
    books.apply(
        new Fact(source, "id" + next++, RoomFacts.ROOM, viewer, RoomFacts.at(0), null, what),
        RoomFacts.at(0));
  }

  @Test
  void shouldMakeNobodyAShopWhoTellsOfNoOrder() {
    // Given: a thousand sources of comments.
    for (int i = 0; i < 1_000; i++) {
      tell("chat/" + i, "v", new Happening.Comment("hello"));
    }

    // When
    for (int i = 0; i < 12; i++) {
      tell("shop", "c" + i, RoomFacts.paid("o" + i, 500));
    }

    // Then
    assertThat(books.segments("shop")).extracting(Segment::customers).contains(12);
    assertThat(books.leftOut()).isZero();
  }

  @Test
  void shouldCountWhatItLeavesOut() {
    // Given
    for (int i = 0; i < 1_000; i++) {
      tell("shop/" + i, "c", RoomFacts.paid("o", 500));
    }

    // When
    tell("one too many", "c", RoomFacts.paid("o", 500));
    tell("shop/1", "c", new Happening.OrderPaid("o", new Money("USD", 5)));

    // Then
    assertThat(books.leftOut()).isEqualTo(1);
    assertThat(books.otherMoney()).isEqualTo(1);
  }
}

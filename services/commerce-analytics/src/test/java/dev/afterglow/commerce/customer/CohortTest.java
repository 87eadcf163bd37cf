package dev.afterglow.commerce.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Customers by what they have in common. */
class CohortTest {
  private static final String OTHER = "01970000-0000-7000-8000-000000000002";
  private static final Instant MARCH = RoomFacts.START;
  private static final Instant APRIL = MARCH.plus(Duration.ofDays(35));

  private final Set<String> erased = new HashSet<>();
  private final CustomerBooks books = new CustomerBooks(erased::contains);
  private final List<Fact> told = new ArrayList<>();

  private void tell(String source, String room, String viewer, Instant time, Happening what) {
    told.add(new Fact(source, "id" + told.size(), room, viewer, time, null, what));
  }

  private void apply() {
    told.forEach(fact -> books.apply(fact, fact.occurred()));
  }

  /** A show each in two rooms; the first one changes its look after a minute. */
  private void shows() {
    tell("studio", RoomFacts.ROOM, "", MARCH, new Happening.ShowOpened("s", "mei"));
    tell("studio", OTHER, "", MARCH, new Happening.ShowOpened("s", "tao"));
    tell("studio", RoomFacts.ROOM, "", MARCH, new Happening.LookChange("r", 1, "qipao", "half"));
    tell(
        "studio",
        RoomFacts.ROOM,
        "",
        MARCH.plusSeconds(60),
        new Happening.LookChange("r", 2, "suit", "half"));
  }

  private void buys(String room, String viewer, Instant time, String product) {
    String order = "o" + told.size();
    tell("shop", room, viewer, time, RoomFacts.created(order, RoomFacts.line(product, 1, 100)));
    tell("shop", room, "", time.plusSeconds(90), RoomFacts.paid(order, 100));
  }

  @Test
  void shouldSayHowManyCameBackByTheMonthOfTheirFirstOrder() {
    // Given: 25 of March, 11 of whom come again in April; 12 of April
    for (int i = 0; i < 25; i++) {
      buys(RoomFacts.ROOM, "m" + i, MARCH, "p");
    }
    for (int i = 0; i < 11; i++) {
      buys(RoomFacts.ROOM, "m" + i, APRIL, "p");
    }
    for (int i = 0; i < 12; i++) {
      buys(RoomFacts.ROOM, "a" + i, APRIL, "p");
    }

    // When
    apply();

    // Then
    assertThat(books.cohorts("shop", CohortBy.FIRST_MONTH))
        .containsExactly(
            new Cohort("2026-03", 25, OptionalInt.of(11)),
            new Cohort("2026-04", 12, OptionalInt.of(0)));
  }

  @Test
  void shouldNotCountWhatWentBackAsComingBack() {
    // Given: twelve who buy twice, and return the second
    for (int i = 0; i < 12; i++) {
      buys(RoomFacts.ROOM, "c" + i, MARCH, "p");
      buys(RoomFacts.ROOM, "c" + i, APRIL, "p");
      String second = "o" + (told.size() - 2);
      tell("shop", RoomFacts.ROOM, "", APRIL, RoomFacts.refunded(second, 100));
    }

    // When
    apply();

    // Then
    assertThat(books.cohorts("shop", CohortBy.FIRST_MONTH))
        .containsExactly(new Cohort("2026-03", 12, OptionalInt.of(0)));
  }

  @Test
  void shouldKnowPresenterAndLookOfTheFirstOrderAndThePreferredOnesInWhateverOrderFactsCome() {
    // Given: first of Mei in the qipao, then twice of Tao, whose look nobody told
    shows();
    for (int i = 0; i < 10; i++) {
      buys(RoomFacts.ROOM, "c" + i, MARCH.plusSeconds(30), "p");
      buys(OTHER, "c" + i, APRIL, "p");
      buys(OTHER, "c" + i, APRIL.plusSeconds(1), "p");
    }
    // and ten who buy once, after the look changed
    for (int i = 0; i < 10; i++) {
      buys(RoomFacts.ROOM, "d" + i, MARCH.plusSeconds(60), "p");
    }
    Collections.shuffle(told, new Random(3));

    // When
    apply();

    // Then
    assertThat(books.cohorts("shop", CohortBy.FIRST_PRESENTER))
        .containsExactly(new Cohort("mei", 20, OptionalInt.of(10)));
    assertThat(books.cohorts("shop", CohortBy.FIRST_LOOK))
        .containsExactly(
            new Cohort("qipao", 10, OptionalInt.of(10)), new Cohort("suit", 10, OptionalInt.of(0)));
    assertThat(books.cohorts("shop", CohortBy.PREFERRED_PRESENTER))
        .containsExactly(
            new Cohort("mei", 10, OptionalInt.of(0)), new Cohort("tao", 10, OptionalInt.of(10)));
    assertThat(books.cohorts("shop", CohortBy.PREFERRED_LOOK))
        .containsExactly(
            new Cohort("qipao", 10, OptionalInt.of(10)), new Cohort("suit", 10, OptionalInt.of(0)));
  }

  @Test
  void shouldKnowAnErasedCustomerInNoCohort() {
    // Given
    for (int i = 0; i < 11; i++) {
      buys(RoomFacts.ROOM, "c" + i, MARCH, "p");
    }
    apply();

    // When
    erased.add("c3");
    List<Cohort> ten = books.cohorts("shop", CohortBy.FIRST_MONTH);
    erased.add("c4");

    // Then
    assertThat(ten).extracting(Cohort::customers).containsExactly(10);
    assertThat(books.cohorts("shop", CohortBy.FIRST_MONTH)).isEmpty();
    assertThat(books.shopsIn(RoomFacts.ROOM)).containsExactly("shop");
    assertThat(books.shopsIn(OTHER)).isEmpty();
  }
}

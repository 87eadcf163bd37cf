package dev.afterglow.commerce.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.facts.Fact;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How many belong to saved rules, as far as that may be told. */
class AudienceCountsTest {
  private static final AudienceRule ALL = bought(Set.of(), Set.of());

  private final Set<String> erased = new HashSet<>();
  private final CustomerBook book = new CustomerBook(10_000, erased::contains, new StageBook());
  private final RoomFacts facts = new RoomFacts();
  private int next;

  private static AudienceRule bought(Set<String> some, Set<String> none) {
    return new AudienceRule(
        FifthRange.ALL, FifthRange.ALL, FifthRange.ALL, Optional.empty(), some, none);
  }

  private Audience audience(AudienceRule rule) {
    return new Audience(
        new UUID(0, next), "shop", "a" + next, rule, Instant.EPOCH.plusSeconds(next++));
  }

  private void buy(String product, int from, int to) {
    for (int i = from; i < to; i++) {
      String order = product + i;
      apply(facts.of(i, "c" + i, RoomFacts.created(order, RoomFacts.line(product, 1, 100 + i))));
      apply(facts.of(i, "", RoomFacts.paid(order, 100 + i)));
    }
  }

  private void apply(Fact fact) {
    book.apply(fact, fact.occurred());
  }

  private List<OptionalLong> counts(AudienceRule... rules) {
    List<Audience> audiences = List.of(rules).stream().map(this::audience).toList();
    Map<Audience, OptionalLong> counts = AudienceCounts.of(book, audiences);
    return List.copyOf(counts.values());
  }

  @Test
  void shouldCountInWholeTensWhomEachPartTakes() {
    // Given: 60 customers, of whom 37 bought tea and the last 35 a cup
    buy("tea", 0, 37);
    buy("cup", 25, 60);

    // When
    List<OptionalLong> counts =
        counts(
            ALL,
            bought(Set.of("tea"), Set.of()),
            bought(Set.of(), Set.of("tea")),
            new AudienceRule(
                new FifthRange(3, 5),
                FifthRange.ALL,
                FifthRange.ALL,
                Optional.empty(),
                Set.of("cup"),
                Set.of()),
            new AudienceRule(
                FifthRange.ALL,
                FifthRange.ALL,
                FifthRange.ALL,
                Optional.of(new AudienceRule.Cohorts(CohortBy.FIRST_MONTH, Set.of("2026-03"))),
                Set.of(),
                Set.of()),
            bought(Set.of("silk"), Set.of()));

    // Then: of the 36 most recent, 35 bought a cup
    assertThat(counts)
        .containsExactly(
            OptionalLong.of(60),
            OptionalLong.of(30),
            OptionalLong.of(20),
            OptionalLong.of(30),
            OptionalLong.of(60),
            OptionalLong.empty());
  }

  @Test
  void shouldNotTellTheSecondOfTwoThatDifferByAFew() {
    // Given: all who bought tea, and those of them who did not buy the cup that two bought
    buy("tea", 0, 40);
    buy("cup", 38, 60);

    // When
    List<OptionalLong> counts =
        counts(bought(Set.of("tea"), Set.of()), bought(Set.of("tea"), Set.of("cup")));

    // Then
    assertThat(counts).containsExactly(OptionalLong.of(40), OptionalLong.empty());
  }

  @Test
  void shouldNotTellWhatLeavesAFewOfTheWhole() {
    // Given
    buy("tea", 0, 40);
    buy("cup", 30, 45);

    // When: five of 45 did not buy tea
    List<OptionalLong> counts = counts(bought(Set.of("tea"), Set.of()));

    // Then
    assertThat(counts).containsExactly(OptionalLong.empty());
  }

  @Test
  void shouldNotCountWhoWasErased() {
    // Given
    buy("tea", 0, 10);
    List<OptionalLong> before = counts(ALL);

    // When
    erased.add("c4");

    // Then
    assertThat(before).containsExactly(OptionalLong.of(10));
    assertThat(counts(ALL)).containsExactly(OptionalLong.empty());
  }
}

package dev.afterglow.facts.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.facts.Fact;
import dev.afterglow.facts.FactSchedule;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.PlannedFact;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SyntheticRoomTest {
  private static final String ROOM = "01970000-0000-7000-8000-00000000000a";
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private static List<PlannedFact> first(int count, long seed) {
    SyntheticRoom room = new SyntheticRoom(seed, 2);
    return Stream.generate(room::next).limit(count).toList();
  }

  @Test
  void shouldMakeTheSameShowOfTheSameSeed() {
    // When
    List<PlannedFact> show = first(5_000, 7);

    // Then
    assertThat(show).isEqualTo(first(5_000, 7)).isNotEqualTo(first(5_000, 8));
    assertThat(show).isSortedAccordingTo(Comparator.comparing(PlannedFact::offset));
    assertThat(show).allSatisfy(it -> assertThat(it.source()).isEqualTo("synthetic/7"));
    assertThat(show).extracting(PlannedFact::id).doesNotHaveDuplicates();
  }

  @Test
  void shouldHoldEveryKindThatARoomShows() {
    // When
    Set<Class<?>> kinds = new HashSet<>();
    first(20_000, 1).forEach(it -> kinds.add(it.what().getClass()));

    // Then
    assertThat(kinds)
        .contains(
            Happening.Enter.class,
            Happening.Heartbeat.class,
            Happening.Leave.class,
            Happening.Comment.class,
            Happening.Like.class,
            Happening.ProductImpression.class,
            Happening.ProductClick.class,
            Happening.OrderCreated.class,
            Happening.OrderPaid.class,
            Happening.OrderCancelled.class,
            Happening.OrderRefunded.class);
  }

  @Test
  void shouldHandOutWhatIsDueAndNoMore() {
    // Given
    List<PlannedFact> plan =
        List.of(planned(0), planned(1_000), planned(1_000), planned(2_000), planned(4_000));
    FactSchedule schedule = new FactSchedule(plan.iterator(), ROOM, "run-1", START, 2);

    // When
    List<Fact> first = schedule.due(START.plusMillis(500), 2);
    List<Fact> rest = schedule.due(START.plusMillis(500), 2);
    List<Fact> none = schedule.due(START.plusMillis(500), 2);
    List<Fact> last = schedule.due(START.plusSeconds(9), 500);

    // Then
    assertThat(first).hasSize(2);
    assertThat(rest).hasSize(1);
    assertThat(none).isEmpty();
    assertThat(last).extracting(Fact::occurred).contains(START.plusSeconds(2));
    assertThat(last).extracting(Fact::id).containsExactly("run-1/2000", "run-1/4000");
    assertThat(schedule.isOver()).isTrue();
  }

  private static PlannedFact planned(long atMs) {
    return new PlannedFact(
        Duration.ofMillis(atMs), "test", Long.toString(atMs), "v", new Happening.Share());
  }
}

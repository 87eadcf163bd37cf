package dev.afterglow.commerce.room;

import static dev.afterglow.commerce.room.RoomFacts.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrectionsTest {
  private final RoomKernel kernel = new RoomKernel(RoomLimits.DEFAULT, RoomFacts.SPLIT);
  private int next;

  @ParameterizedTest
  @CsvSource({"0, 0", "120, 0", "121, 1", "86400, 1"})
  void shouldListACorrectionWhenAFactComesMoreThanTwoMinutesLate(long lateS, int corrections) {
    // When
    tell(0, lateS, "a", new Happening.Like(3));

    // Then
    assertThat(kernel.corrections()).hasSize(corrections);
  }

  @Test
  void shouldGiveOldAndNewValueOfEachFigureThatALateFactChanged() {
    // Given
    tell(0, 0, "a", RoomFacts.created("o1", RoomFacts.line("p1", 1, 500)));
    tell(1, 1, "a", RoomFacts.paid("o1", 500));
    tell(2, 2, "a", new Happening.Like(2));

    // When
    tell(3, 303, "b", RoomFacts.created("o2", RoomFacts.line("p1", 1, 700)));
    tell(4, 304, "b", RoomFacts.paid("o2", 700));
    tell(5, 305, "b", new Happening.Like(5));
    tell(6, 306, "c", new Happening.Like(1));

    // Then
    Instant minute = Minutes.start(Minutes.of(at(0)));
    assertThat(kernel.corrections())
        .contains(
            new Correction(minute, "likes", "", 2, 8, 2, at(306)),
            new Correction(minute, "orders", "", 1, 2, 1, at(303)),
            new Correction(minute, "paid_orders", "", 1, 2, 1, at(304)),
            new Correction(minute, "paid", "CNY", 500, 1_200, 1, at(304)));
  }

  @Test
  void shouldListNothingWhenALateFactIsARepeat() {
    // Given
    Fact like = RoomFacts.of("x", 0, "a", new Happening.Like(2));
    kernel.apply(like.sentAt(at(0)), at(0));

    // When
    kernel.apply(like.sentAt(at(600)), at(600));

    // Then
    assertThat(kernel.corrections()).isEmpty();
  }

  @Test
  void shouldKeepTheLastTwoThousandOverARestart() {
    // Given
    for (int minute = 0; minute < 2_100; minute++) {
      tell(minute * 60L, minute * 60L + 180, "", new Happening.Share());
    }

    // When
    RoomKernel restored =
        RoomKernel.restore(kernel.snapshot(), RoomLimits.DEFAULT, RoomFacts.SPLIT);

    // Then
    List<Correction> corrections = restored.corrections();
    assertThat(corrections).hasSize(2_000).isEqualTo(kernel.corrections());
    assertThat(corrections.getFirst().minute())
        .isEqualTo(Minutes.start(Minutes.of(at(2_099 * 60L))));
    assertThat(restored.snapshot()).isEqualTo(kernel.snapshot());
  }

  private void tell(long occurredS, long receivedS, String viewer, Happening what) {
    Fact fact = RoomFacts.of("c" + next++, occurredS, viewer, what);
    kernel.apply(fact.sentAt(at(receivedS)), at(receivedS));
  }
}

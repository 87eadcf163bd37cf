package dev.afterglow.commerce.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which look showed when, and for how long. */
class LookTallyTest {
  private static final RoomLimits LIMITS = RoomLimits.DEFAULT;

  private final RoomKernel room = new RoomKernel(LIMITS, RoomFacts.SPLIT);

  @Test
  void shouldAddUpHowLongEachLookShowed() {
    // Given: jacket for 60 s, qipao for 90 s, jacket again for 30 s, then the end, and 100 s more
    tell(0, "a", 1, "jacket", "full");
    tell(60, "a", 2, "qipao", "full");
    tell(150, "a", 3, "jacket", "full");
    tell(180, "a", 4, "", "");
    fact("like", 280, new Happening.Like(1));

    // When
    LookFigures looks = figures();

    // Then
    assertThat(looks.sums())
        .containsExactly(new LookSum("jacket", "full", 2, 90), new LookSum("qipao", "full", 1, 90));
    assertThat(looks.newest())
        .containsExactly(
            span("jacket", "full", 0, 60),
            span("qipao", "full", 60, 150),
            span("jacket", "full", 150, 180));
  }

  @Test
  void shouldLetTheLastOneRunUntilTheLatestFact() {
    // Given
    tell(0, "a", 1, "jacket", "half");
    fact("like", 42, new Happening.Like(1));

    // When
    LookFigures looks = figures();

    // Then
    assertThat(looks.newest())
        .containsExactly(new LookSpan("jacket", "half", RoomFacts.at(0), Optional.empty(), 42));
  }

  @Test
  void shouldGiveALateChangeItsPlaceAndCountARepeatedOneOnce() {
    // Given: the second change comes in last, and twice
    tell(0, "a", 1, "jacket", "full");
    tell(100, "a", 3, "", "");
    tell(40, "a", 2, "jacket", "side");
    tell(40, "a", 2, "jacket", "side");

    // When
    LookFigures looks = figures();

    // Then
    assertThat(looks.newest())
        .containsExactly(span("jacket", "full", 0, 40), span("jacket", "side", 40, 100));
    assertThat(room.figures(RoomFacts.at(200)).duplicates()).isEqualTo(1);
  }

  @Test
  void shouldEndWhatALostRenderShowedWhenTheNextOneBegins() {
    // Given: render a is killed and says no more; b goes on 3 s later
    tell(0, "a", 1, "jacket", "full");
    tell(63, "b", 1, "jacket", "full");
    tell(100, "b", 2, "", "");

    // When
    LookFigures looks = figures();

    // Then
    assertThat(looks.sums()).containsExactly(new LookSum("jacket", "full", 2, 100));
  }

  @Test
  void shouldKeepTheSameFiguresInASnapshot() {
    // Given
    tell(0, "a", 1, "jacket", "full");
    tell(60, "a", 2, "", "side");
    RoomKernel restored = RoomKernel.restore(room.snapshot(), LIMITS, RoomFacts.SPLIT);

    // When
    LookFigures looks = restored.figures(RoomFacts.at(70)).detail().looks();

    // Then
    assertThat(looks).isEqualTo(figures());
    assertThat(restored.snapshot()).isEqualTo(room.snapshot());
  }

  private LookFigures figures() {
    return room.figures(RoomFacts.at(300)).detail().looks();
  }

  private static LookSpan span(String look, String layout, long from, long to) {
    return new LookSpan(look, layout, RoomFacts.at(from), Optional.of(RoomFacts.at(to)), to - from);
  }

  private void tell(long second, String render, long number, String look, String layout) {
    fact(render + ":" + number, second, new Happening.LookChange(render, number, look, layout));
  }

  private void fact(String id, long second, Happening what) {
    Fact fact = RoomFacts.of(id, second, "", what);
    room.apply(fact, RoomFacts.at(second));
  }
}

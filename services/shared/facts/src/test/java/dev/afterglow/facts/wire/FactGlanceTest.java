package dev.afterglow.facts.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.facts.Fact;
import dev.afterglow.facts.FactFault;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Money;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FactGlanceTest {
  private static final String ROOM = "01970000-0000-7000-8000-000000000001";
  private static final Instant OCCURRED = Instant.parse("2026-03-01T12:00:00.123Z");
  private static final Instant SENT = OCCURRED.plusMillis(250);

  @Test
  void shouldSayWhereAndWhenWhenNoBookIsKeptOfIt() {
    // Given
    byte[] bytes = bytes(SENT, new Happening.Comment("多少钱"));

    // When
    FactGlance glance = FactGlance.of(bytes);

    // Then
    assertThat(glance).isEqualTo(new FactGlance(ROOM, OCCURRED, SENT, true, false));
  }

  @Test
  void shouldSayThatABookIsKeptOfItWhenAShowOpens() {
    // Given
    byte[] bytes = bytes(null, new Happening.ShowOpened("shop-1"));

    // When
    FactGlance glance = FactGlance.of(bytes);

    // Then
    assertThat(glance.isBooked()).isTrue();
  }

  @Test
  void shouldSayThatABookIsKeptOfItWhenItTellsOfAnOrder() {
    // Given
    byte[] bytes = bytes(null, new Happening.OrderPaid("o1", new Money("CNY", 4_990)));

    // When
    FactGlance glance = FactGlance.of(bytes);

    // Then
    assertThat(glance).isEqualTo(new FactGlance(ROOM, OCCURRED, null, false, true));
  }

  @Test
  void shouldSayThatBooksAreKeptOfLooksAnswersAndFactorsFromOutside() {
    // Given
    byte[] look = bytes(null, new Happening.LookChange("r", 1, "qipao", "half"));
    byte[] answer = bytes(null, new Happening.QuestionAnswered(Happening.Question.SIZE, "p"));
    byte[] factor = bytes(null, new Happening.ExternalFactor("weather.rain", 3.5));

    // When / Then
    for (byte[] bytes : new byte[][] {look, answer, factor}) {
      assertThat(FactGlance.of(bytes)).isEqualTo(new FactGlance(ROOM, OCCURRED, null, false, true));
    }
  }

  @Test
  void shouldRefuseBytesThatAreNoFact() {
    // Given
    byte[] good = bytes(SENT, new Happening.Share());

    // When / Then
    for (byte[] broken : new byte[][] {{}, {1, 2, 3}, Arrays.copyOf(good, good.length / 2)}) {
      assertThatThrownBy(() -> FactGlance.of(broken)).isInstanceOf(FactFault.class);
    }
  }

  private static byte[] bytes(@Nullable Instant sent, Happening what) {
    return FactMessages.bytes(new Fact("shop/1", "id-1", ROOM, "v1", OCCURRED, sent, what));
  }
}

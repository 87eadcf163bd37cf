package dev.afterglow.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.facts.wire.FactMessages;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactTest {
  private static final String ROOM = "01970000-0000-7000-8000-00000000000A";
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static Fact fact(Instant occurred, Instant sent) {
    return new Fact("s", "1", ROOM, "v", occurred, sent, new Happening.Share());
  }

  @Test
  void shouldJudgeTheFutureByTheClientsOwnClockWhenItTellsIt() {
    // Given: a clock a day ahead that is told, and one ten minutes ahead that is not.
    Fact told = fact(NOW.plusSeconds(86_400), NOW.plusSeconds(86_401));
    Fact untold = fact(NOW.plusSeconds(600), null);

    // When
    told.requireNotAhead(NOW);

    // Then
    assertThatThrownBy(() -> untold.requireNotAhead(NOW))
        .isInstanceOf(FactFault.class)
        .hasMessage("FROM_THE_FUTURE: occur_time");
  }

  @Test
  void shouldComeBackFromItsMessage() {
    // Given
    Fact fact = fact(NOW.plusNanos(1_234), NOW);

    // When
    Fact back = FactMessages.fact(FactMessages.bytes(fact));

    // Then
    assertThat(back).isEqualTo(fact);
    assertThat(back.roomId()).isLowerCase();
  }

  @Test
  void shouldKeepClientAndLayoutOnItsWay() {
    // Given
    Fact told =
        new Fact("s", "1", ROOM, "v", NOW, NOW, new Happening.Share(), "web/1.4.2", 1)
            .calling("w")
            .sentAt(NOW.plusSeconds(1));

    // When
    Fact back = FactMessages.fact(FactMessages.bytes(told));

    // Then
    assertThat(back).isEqualTo(told);
    assertThat(back.client()).isEqualTo("web/1.4.2");
    assertThat(fact(NOW, NOW).client()).isEmpty();
    assertThat(
            FactMessages.fact(FactMessages.message(told).toBuilder().clearSchemaVersion().build())
                .schemaVersion())
        .isEqualTo(1);
  }

  @Test
  void shouldRefuseAClientThatIsNoNameAndALayoutThatIsNotKnown() {
    for (String client : new String[] {"a b", "网页", "\n", "x".repeat(65)}) {
      assertThatThrownBy(
              () -> new Fact("s", "1", ROOM, "v", NOW, null, new Happening.Share(), client, 1))
          .hasMessage("INVALID_FIELD: client");
    }
    var later = FactMessages.message(fact(NOW, NOW)).toBuilder().setSchemaVersion(2).build();
    assertThatThrownBy(() -> FactMessages.fact(later)).hasMessage("INVALID_FIELD: schema_version");
  }

  @Test
  void shouldRefuseBytesThatAreNoFact() {
    // When / Then
    assertThatThrownBy(() -> FactMessages.fact(new byte[] {1, 2, 3})).isInstanceOf(FactFault.class);
    assertThatThrownBy(() -> FactMessages.fact(new byte[0])).isInstanceOf(FactFault.class);
  }

  @Test
  void shouldNeverPrintWhatAViewerSaid() {
    // When
    String printed =
        new Fact("s", "1", ROOM, "v", NOW, null, new Happening.Comment("秘密")).toString()
            + new Happening.Comment("秘密");

    // Then
    assertThat(printed).doesNotContain("秘密");
  }

  @Test
  void shouldRefuseWhatBreaksARule() {
    // Given
    Money price = new Money("CNY", 1);
    Money negative = new Money("CNY", -1);

    // When / Then
    assertThatThrownBy(() -> new Money("YUAN", 1)).hasMessage("INVALID_FIELD: currency_code");
    assertThatThrownBy(() -> new Money("CNY", Money.MOST_MINOR + 1))
        .hasMessage("INVALID_FIELD: amount_minor");
    assertThatThrownBy(() -> new Happening.Like(0)).hasMessage("INVALID_FIELD: like.count");
    assertThatThrownBy(() -> new Happening.Comment("长".repeat(501)))
        .hasMessage("INVALID_FIELD: comment.text");
    assertThatThrownBy(() -> new Happening.OrderLine("p", 1, negative))
        .hasMessage("NEGATIVE_AMOUNT: order_created.lines.unit_price");
    assertThatThrownBy(() -> new Happening.OrderPaid("o", negative))
        .hasMessage("NEGATIVE_AMOUNT: order_paid.amount");
    assertThatThrownBy(() -> new Happening.ExternalFactor("x", Double.NaN))
        .hasMessage("INVALID_FIELD: external_factor.value");
    assertThatThrownBy(
            () ->
                new Happening.OrderCreated(
                    "o", Collections.nCopies(201, new Happening.OrderLine("p", 1, price))))
        .hasMessage("INVALID_FIELD: order_created.lines");
    assertThatThrownBy(
            () ->
                new Happening.OrderCreated(
                    "o",
                    List.of(
                        new Happening.OrderLine("p", 1, price),
                        new Happening.OrderLine("p", 1, new Money("USD", 1)))))
        .hasMessage("INVALID_FIELD: order_created.lines.unit_price");
  }
}

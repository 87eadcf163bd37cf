package dev.afterglow.commerce.room;

import static dev.afterglow.commerce.room.RoomFacts.at;
import static dev.afterglow.commerce.room.RoomFacts.created;
import static dev.afterglow.commerce.room.RoomFacts.line;
import static dev.afterglow.commerce.room.RoomFacts.paid;
import static dev.afterglow.commerce.room.RoomFacts.refunded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.commerce.comment.ChineseComments;
import dev.afterglow.facts.Happening;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What shops tell after a show is news of its orders and changes nothing else that it was. */
class AfterTheShowTest {
  private static final long HOUR = 3_600;
  private static final long DAY = 24 * HOUR;
  private static final RoomLimits LIMITS = RoomLimits.DEFAULT;
  private static final CommentWords WORDS = new ChineseComments(RoomFacts.SPLIT);

  private final RoomFacts facts = new RoomFacts();
  private RoomKernel kernel = new RoomKernel(LIMITS, WORDS);

  private void tell(long second, String viewer, Happening what) {
    kernel.apply(facts.of(second, viewer, what), at(second));
  }

  /** An hour: p is explained from minute 20 on and nobody says until when; one look all through. */
  @BeforeEach
  void play() {
    tell(0, "", new Happening.LookChange("r", 1, "jacket", "full"));
    for (int minute = 0; minute <= 60; minute++) {
      tell(60L * minute, "v" + minute % 3, new Happening.Heartbeat());
      tell(60L * minute + 1, "v" + minute % 3, new Happening.ProductClick("p"));
    }
    tell(1_200, "", new Happening.ExplainSegment("p", true));
    tell(3_500, "v1", new Happening.ProductClick("p"));
    tell(3_520, "v1", created("o", line("p", 1, 500)));
    tell(3_530, "v1", paid("o", 500));
    tell(3_540, "v2", new Happening.Comment("多少钱"));
    tell(HOUR + 60, "", new Happening.CostIncurred(Happening.CostKind.PEOPLE, RoomFacts.yuan(9)));
  }

  private RoomDetail detail() {
    return kernel.figures(at(HOUR)).detail();
  }

  private static ExplainFigures only(RoomDetail detail) {
    assertThat(detail.explained()).hasSize(1);
    return detail.explained().getFirst();
  }

  @Test
  void shouldLeaveTheLiftOfExplainingWhenARefundComesThreeDaysLater() {
    // Given
    ExplainFigures before = only(detail());

    // When
    tell(3 * DAY, "", refunded("o", 500));

    // Then: the last lease ended 45 s after the click of second 3,601.
    assertThat(before.seconds()).isEqualTo(3_646 - 1_200);
    assertThat(before.restSeconds()).isEqualTo(1_200);
    assertThat(only(detail())).isEqualTo(before);
  }

  @Test
  void shouldLeaveTheTimeOfTheLastLookWhenARefundComesThreeDaysLater() {
    // Given
    LookFigures before = detail().looks();

    // When
    tell(3 * DAY, "", refunded("o", 500));

    // Then
    assertThat(before.sums()).containsExactly(new LookSum("jacket", "full", 1, 3_646));
    assertThat(detail().looks()).isEqualTo(before);
  }

  @Test
  void shouldShowALookForNoTimeWhenItCameAfterTheLastViewer() {
    // When
    tell(2 * HOUR, "", new Happening.LookChange("r", 2, "qipao", "full"));

    // Then
    assertThat(detail().looks().sums())
        .containsExactly(
            new LookSum("jacket", "full", 1, 7_200), new LookSum("qipao", "full", 1, 0));
  }

  @Test
  void shouldKeepOpenQuestionsWhenOnlyTheShopGoesOn() {
    // Given
    List<OpenQuestion> before = detail().questions();

    // When
    tell(3 * DAY, "", refunded("o", 500));
    tell(3 * DAY + 1, "", new Happening.ComputeUsed("r", 1, 1, 1, 1));
    kernel = RoomKernel.restore(kernel.snapshot(), LIMITS, WORDS);
    tell(3 * DAY + 2, "", new Happening.CostIncurred(Happening.CostKind.PEOPLE, RoomFacts.yuan(5)));

    // Then
    assertThat(before).extracting(OpenQuestion::intent).containsExactly(CommentIntent.PRICE);
    assertThat(detail().questions()).isEqualTo(before);
  }

  @Test
  void shouldKeepTheCurvesOfTheShowWhenARefundComesThreeDaysLater() {
    // Given
    RoomHistory before = kernel.history();

    // When
    tell(3 * DAY, "", refunded("o", 500));
    kernel = RoomKernel.restore(kernel.snapshot(), LIMITS, WORDS);

    // Then: its money is in the sums, and in the minute in which the order was paid.
    RoomHistory after = kernel.history();
    assertThat(before.show()).hasSize(60);
    assertThat(after.from()).isEqualTo(before.from());
    assertThat(after.showMinutes()).isEqualTo(60);
    assertThat(after.show().get(58).paidMinor("CNY")).isEqualTo(500);
    assertThat(after.show().get(58).count(MinuteCount.REFUNDED_OF_PAID)).isEqualTo(1);
    assertThat(kernel.gmvNet()).containsExactly(new MoneySum("CNY", 0));
    assertThat(detail().total().count(MinuteCount.REFUNDS)).isEqualTo(1);
  }

  @Test
  void shouldKeepTheMinutesOfRefundsThatComeWithinTwoDays() {
    // When
    tell(DAY, "", refunded("o", 500));
    tell(DAY + 60, "", new Happening.CostIncurred(Happening.CostKind.PEOPLE, RoomFacts.yuan(5)));

    // Then
    assertThat(kernel.history().minutes()).hasSize(1_441);
    assertThat(kernel.history().minutes().getLast().count(MinuteCount.REFUNDS)).isEqualTo(1);
  }

  @Test
  void shouldGiveUpTheOldestMinutesWhenViewersComeBackDaysLater() {
    // When
    tell(3 * DAY, "v1", new Happening.Heartbeat());
    tell(3 * DAY + 30, "", created("later", line("p", 1, 700)));
    tell(3 * DAY + 31, "", paid("later", 700));
    tell(3 * DAY + 60, "v1", new Happening.ProductClick("p"));
    tell(3 * DAY + 180, "v1", new Happening.Heartbeat());

    // Then
    RoomHistory history = kernel.history();
    assertThat(history.showMinutes()).isEqualTo(Minutes.MOST);
    assertThat(history.show().stream().mapToLong(it -> it.paidMinor("CNY")).sum()).isEqualTo(700);
  }
}

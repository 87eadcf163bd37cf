package dev.afterglow.commerce.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.commerce.comment.ChineseComments;
import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.commerce.room.RoomKernel;
import dev.afterglow.commerce.room.RoomLimits;
import dev.afterglow.commerce.words.ChineseWords;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A report may be handed on, so it counts out nobody among fewer than ten people. */
class FewPeopleTest {
  private final RoomFacts facts = new RoomFacts();
  private final RoomKernel kernel =
      new RoomKernel(RoomLimits.DEFAULT, new ChineseComments(new ChineseWords()));

  private void tell(int viewers, Happening what) {
    for (int i = 0; i < viewers; i++) {
      Fact fact = facts.of(i, "v" + i, what);
      kernel.apply(fact, fact.occurred());
    }
  }

  private void buy(int viewers) {
    for (int i = 0; i < viewers; i++) {
      for (Happening what :
          List.of(
              RoomFacts.created("o" + i, RoomFacts.line("tea", 1, 500)),
              RoomFacts.paid("o" + i, 500))) {
        Fact fact = facts.of(30 + i, "v" + i, what);
        kernel.apply(fact, fact.occurred());
      }
    }
  }

  private String page() {
    return HtmlReport.of(ShowReport.of(PlayedShow.minuteOf(kernel), "en", ZoneOffset.UTC));
  }

  @Test
  void shouldNotCountThemOutWhenFewerThanTenDidSomething() {
    // Given
    tell(12, new Happening.Enter(""));
    tell(9, new Happening.Comment("多少钱"));
    buy(9);

    // When
    String page = page();

    // Then
    assertThat(page)
        .contains("Fewer than 10 of 12 viewers bought", "<td>Paid</td><td>fewer than 10</td>")
        .contains("<td>too few people</td>")
        .doesNotContain("75%")
        .doesNotContain("Asked by about");
  }

  @Test
  void shouldCountThemWhenTheyAreTen() {
    // Given
    tell(20, new Happening.Enter(""));
    tell(10, new Happening.Comment("多少钱"));
    buy(10);

    // When
    String page = page();

    // Then
    assertThat(page)
        .contains("10 of 20 viewers bought", "<td>Paid</td><td>10</td>", "50%")
        .contains("Asked by about 10 viewers at the end and not answered: what it costs");
  }

  @Test
  void shouldShowNoCurveOfViewersWhenFewerThanTenWereThereAtOnce() {
    // Given
    tell(9, new Happening.Enter(""));
    tell(1, new Happening.Heartbeat());
    Fact later = facts.of(300, "v1", new Happening.Heartbeat());
    kernel.apply(later, later.occurred());

    // When
    String page = page();

    // Then
    assertThat(page)
        .contains("Viewers were fewer than 10", "at most fewer than 10 at once", "Money paid")
        .doesNotContain("Viewers online");
  }
}

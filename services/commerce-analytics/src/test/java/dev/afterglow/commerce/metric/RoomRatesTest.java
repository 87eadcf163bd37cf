package dev.afterglow.commerce.metric;

import static dev.afterglow.commerce.room.RoomFacts.at;
import static dev.afterglow.commerce.room.RoomFacts.created;
import static dev.afterglow.commerce.room.RoomFacts.line;
import static dev.afterglow.commerce.room.RoomFacts.paid;
import static dev.afterglow.commerce.room.RoomFacts.refunded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.commerce.room.RoomKernel;
import dev.afterglow.commerce.room.RoomLimits;
import dev.afterglow.facts.Happening;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One small show, whose every figure was worked out by hand. */
class RoomRatesTest {
  private final RoomFacts facts = new RoomFacts();
  private final RoomKernel kernel = new RoomKernel(RoomLimits.DEFAULT, RoomFacts.READ);

  private void tell(long second, String viewer, Happening what) {
    kernel.apply(facts.of(second, viewer, what), at(second));
  }

  /**
   * Minutes 0 to 9: a, b, c and d come in; a and b are shown p1, a opens it, a orders and pays
   * 100.00, d pays 60.00 without having opened anything. Minutes 10 to 19: b orders and pays 40.00;
   * a's order gets 30.00 back.
   */
  @BeforeEach
  void play() {
    tell(0, "a", new Happening.Enter(""));
    tell(0, "b", new Happening.Enter(""));
    tell(60, "c", new Happening.Enter(""));
    tell(65, "c", new Happening.Leave());
    tell(70, "d", new Happening.Enter(""));
    tell(75, "a", new Happening.Enter(""));
    tell(80, "a", new Happening.ProductImpression("p1"));
    tell(80, "b", new Happening.ProductImpression("p1"));
    tell(85, "a", new Happening.ProductClick("p1"));
    tell(86, "a", new Happening.Like(500));
    tell(87, "a", new Happening.Follow());
    tell(90, "a", created("o1", line("p1", 1, 10_000)));
    tell(95, "a", paid("o1", 10_000));
    tell(96, "d", paid("o3", 6_000));
    tell(600, "b", created("o2", line("p1", 1, 4_000)));
    tell(605, "b", paid("o2", 4_000));
    tell(660, "a", refunded("o1", 3_000));
  }

  private List<MetricValue> values() {
    return RoomRates.of(kernel.figures(at(1_200)).detail());
  }

  private double value(String id, MetricWindow window) {
    return values().stream()
        .filter(value -> value.metricId().equals(id) && value.window() == window)
        .findAny()
        .orElseThrow(() -> new AssertionError("no " + id))
        .value()
        .orElse(Double.NaN);
  }

  private double total(String id) {
    return value(id, MetricWindow.TOTAL);
  }

  @Test
  void shouldDivideByPeopleAndByCountsWhenAskedForEach() {
    // When / Then
    assertThat(total("entries")).isEqualTo(5);
    assertThat(total("unique_viewers")).isEqualTo(4);
    assertThat(total("viewer_to_impression_people")).isEqualTo(2 / 4.0);
    assertThat(total("impression_to_click_people")).isEqualTo(1 / 2.0);
    assertThat(total("click_to_order_people")).isEqualTo(2.0);
    assertThat(total("order_to_pay_people")).isEqualTo(3 / 2.0);
    assertThat(total("viewer_to_pay_people")).isEqualTo(3 / 4.0);
    assertThat(total("like_rate")).isEqualTo(1 / 4.0);
    assertThat(total("followers_gained")).isEqualTo(1);
  }

  @Test
  void shouldKeepFourSumsOfMoneyApart() {
    // When / Then
    assertThat(total("gmv_paid_window")).isEqualTo(20_000);
    assertThat(total("gmv_net_window")).isEqualTo(17_000);
    assertThat(total("gmv_direct")).isEqualTo(10_000);
    assertThat(total("gmv_assisted")).isEqualTo(10_000);
    assertThat(total("gpm_view")).isEqualTo(20_000 * 1_000 / 5.0);
    assertThat(total("gpm_impression")).isEqualTo(20_000 * 1_000 / 2.0);
    assertThat(total("uv_value")).isEqualTo(20_000 / 4.0);
    assertThat(total("aov_buyer")).isCloseTo(20_000 / 3.0, within(1e-9));
    assertThat(total("aov_order")).isCloseTo(20_000 / 3.0, within(1e-9));
  }

  @Test
  void shouldBookARefundOnTheWindowThatPaidForIt() {
    // When / Then: o1 was paid before, its money came back later.
    assertThat(value("refund_rate_count", MetricWindow.PREVIOUS_10_MINUTES)).isEqualTo(1 / 2.0);
    assertThat(value("refund_rate_count", MetricWindow.LAST_10_MINUTES)).isZero();
    assertThat(value("refund_rate_amount", MetricWindow.PREVIOUS_10_MINUTES))
        .isEqualTo(3_000 / 16_000.0);
    assertThat(value("gmv_net_window", MetricWindow.LAST_10_MINUTES)).isEqualTo(1_000);
  }

  @Test
  void shouldIntegrateWhoIsOnline() {
    // Given: a 0–45 and 75–132, b 0–45 and 80–125, c 60–65, d 70–115: 45+57+45+45+5+45 seconds
    // over the 132 from the first to the last.
    // When / Then
    assertThat(total("acu")).isCloseTo(242 / 132.0, within(1e-9));
    assertThat(total("pcu")).isEqualTo(3);
    assertThat(total("watch_time_mean_s")).isEqualTo(242 / 4.0);
    assertThat(total("watch_time_median_s")).isEqualTo(45);
    assertThat(total("effective_viewer_share")).isEqualTo(3 / 4.0);
    assertThat(value("acu", MetricWindow.PREVIOUS_10_MINUTES)).isCloseTo(242 / 600.0, within(1e-9));
  }

  @Test
  void shouldCallItUnknownWhenNothingIsBelowTheLine() {
    // When / Then
    assertThat(value("impression_to_click_count", MetricWindow.LAST_10_MINUTES)).isNaN();
  }

  @Test
  void shouldDivideCountsOfOrdersByCountsOfClicks() {
    // When / Then: one click, two orders, three that became paid, of which one was never made here.
    assertThat(total("impression_to_click_count")).isEqualTo(1 / 2.0);
    assertThat(total("click_to_order_count")).isEqualTo(2.0);
    assertThat(total("order_to_pay_count")).isEqualTo(3 / 2.0);
    assertThat(value("click_to_order_count", MetricWindow.PREVIOUS_10_MINUTES)).isEqualTo(1.0);
    assertThat(value("click_to_order_count", MetricWindow.LAST_10_MINUTES)).isNaN();
  }

  @Test
  void shouldDivideWhoTookPartByWhoWatched() {
    // Given: three of four comment, two share, one gives twice.
    for (String viewer : List.of("a", "b", "c", "a")) {
      tell(610, viewer, new Happening.Comment("hello"));
    }
    tell(620, "a", new Happening.Share());
    tell(620, "b", new Happening.Share());
    tell(630, "d", new Happening.Gift(RoomFacts.yuan(300)));
    tell(640, "d", new Happening.Gift(RoomFacts.yuan(200)));

    // When / Then
    assertThat(total("comment_rate")).isEqualTo(3 / 4.0);
    assertThat(total("share_rate")).isEqualTo(2 / 4.0);
    assertThat(total("follow_rate")).isEqualTo(1 / 4.0);
    assertThat(total("gift_rate")).isEqualTo(1 / 4.0);
    assertThat(total("gift_worth")).isEqualTo(500);
    assertThat(total("gmv_paid_window")).isEqualTo(20_000);
    assertThat(value("gift_worth", MetricWindow.LAST_10_MINUTES)).isEqualTo(500);
  }
}

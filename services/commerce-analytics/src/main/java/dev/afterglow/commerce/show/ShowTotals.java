package dev.afterglow.commerce.show;

import dev.afterglow.commerce.metric.Metric;
import dev.afterglow.commerce.metric.MetricValue;
import dev.afterglow.commerce.metric.MetricWindow;
import dev.afterglow.commerce.metric.Rate;
import dev.afterglow.commerce.metric.RoomRates;
import dev.afterglow.commerce.room.MoneySum;
import dev.afterglow.commerce.room.RoomFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The figures of a room that tell of the whole show in one number, or one a currency. */
public final class ShowTotals {
  private static final Map<String, Integer> VERSIONS = versions();

  private ShowTotals() {}

  private static Map<String, Integer> versions() {
    Map<String, Integer> versions = new HashMap<>();
    Arrays.stream(Metric.values()).forEach(it -> versions.put(it.id(), it.version()));
    Arrays.stream(Rate.values()).forEach(it -> versions.put(it.id(), it.version()));
    return Map.copyOf(versions);
  }

  /** Those that are known, in the order of the dictionary. */
  public static List<ShowTotal> of(RoomFigures figures) {
    List<ShowTotal> totals = new ArrayList<>();
    count(totals, Metric.VIEWER_COUNT, figures.viewers());
    count(totals, Metric.PEAK_ONLINE_COUNT, figures.peakOnline());
    count(totals, Metric.WATCH_TIME_S, figures.watchedSeconds());
    count(totals, Metric.COMMENT_COUNT, figures.comments());
    count(totals, Metric.LIKE_COUNT, figures.likes());
    count(totals, Metric.IMPRESSION_COUNT, figures.impressions());
    count(totals, Metric.CLICK_COUNT, figures.clicks());
    count(totals, Metric.ORDER_COUNT, figures.orders());
    count(totals, Metric.PAID_ORDER_COUNT, figures.paidOrders());
    count(totals, Metric.REFUNDED_ORDER_COUNT, figures.refundedOrders());
    money(totals, Metric.GMV_PAID, figures.gmvPaid());
    money(totals, Metric.GMV_NET, figures.gmvNet());
    for (MetricValue value : RoomRates.of(figures.detail())) {
      if (value.window() == MetricWindow.TOTAL) {
        rate(totals, value);
      }
    }
    return List.copyOf(totals);
  }

  private static void count(List<ShowTotal> totals, Metric metric, double value) {
    totals.add(new ShowTotal(new TotalKey(metric.id(), metric.version(), ""), value, false));
  }

  private static void money(List<ShowTotal> totals, Metric metric, List<MoneySum> sums) {
    sums.forEach(
        sum ->
            totals.add(
                new ShowTotal(
                    new TotalKey(metric.id(), metric.version(), sum.currency()),
                    sum.minor(),
                    true)));
  }

  private static void rate(List<ShowTotal> totals, MetricValue value) {
    value
        .value()
        .ifPresent(
            known ->
                totals.add(
                    new ShowTotal(
                        new TotalKey(
                            value.metricId(),
                            VERSIONS.getOrDefault(value.metricId(), 0),
                            value.currency()),
                        known,
                        !value.currency().isEmpty() && value.denominator() == 1)));
  }
}

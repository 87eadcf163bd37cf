package dev.afterglow.commerce.metric;

import dev.afterglow.commerce.room.Basis;
import dev.afterglow.commerce.room.RoomDetail;
import dev.afterglow.commerce.room.WatchSpread;
import java.util.ArrayList;
import java.util.List;

/** Every figure of a room that the dictionary works out by window. */
public final class RoomRates {
  private RoomRates() {}

  /** The values of all rates in all windows, and of the spread of watch times. */
  public static List<MetricValue> of(RoomDetail detail) {
    List<MetricValue> values = new ArrayList<>();
    add(values, MetricWindow.TOTAL, detail.total());
    spread(values, detail.watch());
    add(values, MetricWindow.LAST_10_MINUTES, detail.last());
    add(values, MetricWindow.PREVIOUS_10_MINUTES, detail.before());
    return values;
  }

  private static void add(List<MetricValue> values, MetricWindow window, Basis basis) {
    for (Rate rate : Rate.values()) {
      values.addAll(rate.values(window, basis));
    }
  }

  private static void spread(List<MetricValue> values, WatchSpread watch) {
    double known = watch.viewers() > 0 ? 1 : 0;
    values.add(total(Metric.WATCH_TIME_MEDIAN_S, watch.medianS(), known));
    values.add(total(Metric.WATCH_TIME_P90_S, watch.p90S(), known));
    values.add(total(Metric.EFFECTIVE_VIEWER_SHARE, watch.longerThan10S(), watch.viewers()));
  }

  private static MetricValue total(Metric metric, double above, double below) {
    return new MetricValue(metric.id(), MetricWindow.TOTAL, "", above, below);
  }
}

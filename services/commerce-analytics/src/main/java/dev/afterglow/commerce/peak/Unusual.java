package dev.afterglow.commerce.peak;

import dev.afterglow.commerce.peak.Anomaly.Kind;
import dev.afterglow.commerce.room.HistoryMinute;
import dev.afterglow.commerce.room.MinuteCount;
import dev.afterglow.commerce.room.RoomHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is unusual in a room. Waves of refunds are looked for after the show as well. */
final class Unusual {
  private static final int REFUNDS_OF_MINUTES = 60;

  /** What is clicked now is paid a little later. */
  private static final int PAYS_AFTER_MINUTES = 2;

  private final RoomHistory history;
  private final Surroundings surroundings;
  private final List<Anomaly> found = new ArrayList<>();

  Unusual(RoomHistory history, Surroundings surroundings) {
    this.history = history;
    this.surroundings = surroundings;
  }

  /** By start, then by kind. */
  List<Anomaly> find() {
    List<HistoryMinute> show = history.show();
    double[] comments = shifted(show, MinuteCount.COMMENTS, 0);
    double[] clicks = shifted(show, MinuteCount.CLICKS, PAYS_AFTER_MINUTES);
    watch(Kind.REFUND_WAVE, MinuteCount.REFUNDS, history.minutes(), orders(history.minutes()));
    watch(Kind.NEGATIVE_COMMENTS, MinuteCount.NEGATIVE, show, comments);
    watch(Kind.POSITIVE_COMMENTS, MinuteCount.POSITIVE, show, comments);
    watch(Kind.CLICKS_WITHOUT_PAY, MinuteCount.PAID_ORDERS, show, clicks);
    watch(Kind.PAY_ABOVE_CLICKS, MinuteCount.PAID_ORDERS, show, clicks);
    found.sort(Comparator.comparing(Anomaly::start).thenComparing(Anomaly::kind));
    return found;
  }

  private void watch(Kind kind, MinuteCount count, List<HistoryMinute> minutes, double[] among) {
    long[] counts = minutes.stream().mapToLong(minute -> minute.count(count)).toArray();
    RateWatch.Side side =
        kind == Kind.CLICKS_WITHOUT_PAY ? RateWatch.Side.FEWER : RateWatch.Side.MORE;
    for (RateWatch.Found each : new RateWatch(counts, among, side).find()) {
      found.add(
          new Anomaly(
              kind,
              history.at(each.first()),
              history.at(each.end()),
              each.end() == counts.length,
              each.seen(),
              each.expected(),
              each.chance(),
              surroundings.of(history.at(each.first()), history.at(each.end()))));
    }
  }

  private static double[] shifted(List<HistoryMinute> minutes, MinuteCount count, int by) {
    double[] curve = new double[minutes.size()];
    for (int i = by; i < curve.length; i++) {
      curve[i] = minutes.get(i - by).count(count);
    }
    return curve;
  }

  /** Orders paid in the hour up to each minute: those whose money may come to go back. */
  private static double[] orders(List<HistoryMinute> minutes) {
    double[] running = new double[minutes.size()];
    double sum = 0;
    for (int i = 0; i < running.length; i++) {
      sum += minutes.get(i).count(MinuteCount.PAID_ORDERS);
      sum -=
          i < REFUNDS_OF_MINUTES
              ? 0
              : minutes.get(i - REFUNDS_OF_MINUTES).count(MinuteCount.PAID_ORDERS);
      running[i] = sum;
    }
    return running;
  }
}

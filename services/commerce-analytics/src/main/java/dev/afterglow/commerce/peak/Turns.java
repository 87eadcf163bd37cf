package dev.afterglow.commerce.peak;

import dev.afterglow.commerce.room.HistoryMinute;
import dev.afterglow.commerce.room.MinuteCount;
import dev.afterglow.commerce.room.MoneySum;
import dev.afterglow.commerce.room.RoomHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a show went up and down.
 *
 * @param from when the first minute starts that was looked at
 * @param to when the last one ends
 * @param explained when which product was explained, by start
 * @param peaks by start, then by curve; at most 100
 * @param anomalies by start, then by kind; at most 100
 */
public record Turns(
    Instant from, Instant to, List<Beside> explained, List<Peak> peaks, List<Anomaly> anomalies) {
  private static final int MOST = 100;

  public Turns {
    explained = List.copyOf(explained);
    peaks = List.copyOf(peaks);
    anomalies = List.copyOf(anomalies);
  }

  /**
   * Of a room: the same facts give the same turns, whenever they are read.
   *
   * @param tested the slots in which a playbook told the room to act
   */
  public static Turns of(RoomHistory history, List<Beside> tested) {
    Surroundings surroundings = new Surroundings(history, tested);
    List<Peak> peaks = new ArrayList<>();
    for (Curve curve : Curve.values()) {
      peaks(curve, history, surroundings, peaks);
    }
    peaks.sort(Comparator.comparing(Peak::start).thenComparing(Peak::curve));
    List<Anomaly> anomalies = new Unusual(history, surroundings).find();
    return new Turns(
        history.from(),
        history.at(history.minutes().size()),
        surroundings.explained(),
        peaks.stream().limit(MOST).toList(),
        anomalies.stream().limit(MOST).toList());
  }

  private static void peaks(
      Curve curve, RoomHistory history, Surroundings surroundings, List<Peak> to) {
    String currency = curve == Curve.GMV ? currency(history) : "";
    double[] values = curve(curve, currency, history.show());
    for (PeakFinder.Found found : PeakFinder.find(values, curve.floor())) {
      Instant start = history.at(found.first());
      Instant end = history.at(found.end());
      to.add(
          new Peak(
              curve,
              currency,
              start,
              end,
              found.end() == values.length,
              found.probability(),
              found.level(),
              found.usual(),
              surroundings.of(start, end)));
    }
  }

  /** One number a minute of a show. */
  public static double[] curve(Curve curve, String currency, List<HistoryMinute> show) {
    return show.stream()
        .mapToDouble(
            minute ->
                switch (curve) {
                  case VIEWERS -> minute.watchedSeconds() / 60.0;
                  case COMMENTS -> minute.count(MinuteCount.COMMENTS);
                  case CLICKS -> minute.count(MinuteCount.CLICKS);
                  case ORDERS -> minute.count(MinuteCount.ORDERS);
                  case GMV -> minute.paidMinor(currency);
                })
        .toArray();
  }

  /** The currency of which most was paid; empty where nothing was. */
  public static String currency(RoomHistory history) {
    Map<String, Long> sums = new TreeMap<>();
    for (HistoryMinute minute : history.minutes()) {
      for (MoneySum sum : minute.figures().gmvPaid()) {
        sums.merge(sum.currency(), sum.minor(), Long::sum);
      }
    }
    return sums.entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }
}

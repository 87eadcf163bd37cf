package dev.afterglow.commerce.peak;

import dev.afterglow.commerce.room.HistoryMinute;
import dev.afterglow.commerce.room.MinuteCount;
import dev.afterglow.commerce.room.MinuteFigures;
import dev.afterglow.commerce.room.MoneySum;
import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.commerce.room.RoomHistory;
import dev.afterglow.commerce.room.StageEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hipparchus.random.RandomDataGenerator;

/**
 * A room that was made up minute by minute: viewers come and stay for five minutes on average,
 * comment, click, order, pay some, and send a few back.
 *
 * @param viewers how many are there on average
 * @param dispersion variance over mean of what they do in a minute; 1 is Poisson
 * @param swing by what share more and fewer viewers come in waves of 90 minutes
 * @param change what becomes of what viewers do, and when
 */
record SimulatedRoom(double viewers, double dispersion, double swing, Change change) {
  static final int MINUTES = 180;
  private static final double STAY = 5;

  /** What is multiplied by what. */
  interface Change {
    double of(MinuteCount count, int minute);
  }

  static final Change NONE = (_, _) -> 1;

  /** Multiplies one thing between two minutes. */
  static Change times(MinuteCount what, double factor, int from, int to) {
    return (count, minute) -> count == what && minute >= from && minute < to ? factor : 1;
  }

  RoomHistory play(long seed) {
    return play(seed, List.of());
  }

  RoomHistory play(long seed, List<StageEvent> events) {
    RandomDataGenerator chance = new RandomDataGenerator(seed);
    long[] refunds = new long[MINUTES];
    List<HistoryMinute> minutes = new ArrayList<>();
    double there = viewers;
    double clicksBefore = 0;
    double clicksTwoBefore = 0;
    for (int minute = 0; minute < MINUTES; minute++) {
      double wave = 1 + swing * Math.sin(2 * Math.PI * minute / 90);
      double come = viewers / STAY * wave * change.of(MinuteCount.ENTRIES, minute);
      there += poisson(come, chance) - Math.min(there, poisson(there / STAY, chance));
      List<Long> counts = new ArrayList<>(Collections.nCopies(MinuteCount.values().length, 0L));
      long comments = set(counts, MinuteCount.COMMENTS, there * 0.3, minute, chance);
      long clicks = set(counts, MinuteCount.CLICKS, there * 0.25, minute, chance);
      share(counts, MinuteCount.NEGATIVE, comments, 0.04, minute, chance);
      share(counts, MinuteCount.POSITIVE, comments, 0.15, minute, chance);
      set(counts, MinuteCount.ORDERS, there * 0.02, minute, chance);
      long paid = set(counts, MinuteCount.PAID_ORDERS, clicksTwoBefore * 0.07, minute, chance);
      clicksTwoBefore = clicksBefore;
      clicksBefore = clicks;
      for (long order = 0; order < paid; order++) {
        int back = minute + 1 + (int) chance.nextExponential(10);
        // An order goes back once or never, so that many of them cannot scatter more than chance.
        if (back < MINUTES
            && chance.nextUniform(0, 1) < 0.06 * change.of(MinuteCount.REFUNDS, back)) {
          refunds[back]++;
        }
      }
      counts.set(MinuteCount.REFUNDS.ordinal(), refunds[minute]);
      long minor = 0;
      for (long order = 0; order < paid; order++) {
        minor += Math.round(Math.exp(chance.nextNormal(9, 0.5)));
      }
      List<MoneySum> money = minor == 0 ? List.of() : List.of(new MoneySum("CNY", minor));
      MinuteFigures figures = new MinuteFigures(RoomFacts.at(60L * minute), counts, money);
      minutes.add(new HistoryMinute(figures, Math.round(there * 60)));
    }
    return new RoomHistory(RoomFacts.START, MINUTES, minutes, events);
  }

  private long set(
      List<Long> counts, MinuteCount count, double mean, int minute, RandomDataGenerator chance) {
    double changed = mean * change.of(count, minute);
    double rate =
        dispersion == 1 || changed < 1e-9
            ? changed
            : chance.nextGamma(changed / (dispersion - 1), dispersion - 1);
    long drawn = poisson(rate, chance);
    counts.set(count.ordinal(), drawn);
    return drawn;
  }

  private void share(
      List<Long> counts,
      MinuteCount count,
      long of,
      double share,
      int minute,
      RandomDataGenerator chance) {
    long drawn = 0;
    for (long i = 0; i < of; i++) {
      drawn += chance.nextUniform(0, 1) < share * change.of(count, minute) ? 1 : 0;
    }
    counts.set(count.ordinal(), drawn);
  }

  private static long poisson(double mean, RandomDataGenerator chance) {
    return mean < 1e-9 ? 0 : chance.nextPoisson(mean);
  }
}

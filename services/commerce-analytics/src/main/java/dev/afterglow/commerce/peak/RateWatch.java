package dev.afterglow.commerce.peak;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.special.Beta;
import org.hipparchus.util.FastMath;

/**
 * Watches how often something happens for what it happens among: each ten minutes against all
 * minutes before that were not unusual. Were nothing to change, the ten minutes' count would be
 * negative binomial: of the mean that the minutes before foretell, and of their scatter, more for
 * what so few minutes leave unsure. Where they scatter like Poisson counts it is what the Gamma
 * posterior of their rate foretells.
 */
final class RateWatch {
  /** A side to watch. */
  enum Side {
    MORE,
    FEWER
  }

  static final int WINDOW = 10;
  static final int FEWEST_BEFORE = 20;
  static final double CHANCE = 2e-5;
  private static final int FEWEST_SEEN = 5;

  /** What is believed of the scatter before anything is seen: as if so many events had shown it. */
  private static final double PRIOR_EVENTS = 10;

  private static final double PRIOR_DISPERSION = 1.5;
  private static final int FEWEST_EXPECTED = 10;

  /** Minutes, the first included, the last not. */
  record Found(int first, int end, long seen, double expected, double chance) {}

  private final long[] counts;
  private final double[] exposures;
  private final Side side;
  private final List<Found> found = new ArrayList<>();

  private final boolean[] unusual;
  // Of the stretch that is open, −1 = none.
  private int first = -1;
  private int lastHit;
  private double rate;
  private double chance;

  /**
   * @param counts how many, a minute
   * @param exposures among how many, a minute
   */
  RateWatch(long[] counts, double[] exposures, Side side) {
    this.counts = counts;
    this.exposures = exposures;
    this.side = side;
    this.unusual = new boolean[counts.length];
  }

  List<Found> find() {
    for (int end = FEWEST_BEFORE + WINDOW; end <= counts.length; end++) {
      look(end);
    }
    close();
    return found;
  }

  /** What the usual minutes before a minute say. */
  private record Usual(double count, double exposure, double dispersion, int minutes) {
    double rate() {
      return count / exposure;
    }
  }

  private Usual usual(int before) {
    double count = 0;
    double exposure = 0;
    int minutes = 0;
    for (int i = 0; i < before; i++) {
      count += unusual[i] ? 0 : counts[i];
      exposure += unusual[i] ? 0 : exposures[i];
      minutes += unusual[i] ? 0 : 1;
    }
    double off = 0;
    for (int i = 0; i < before; i++) {
      double gap = unusual[i] ? 0 : counts[i] - exposures[i] * count / exposure;
      off += gap * gap;
    }
    double dispersion = (off + PRIOR_EVENTS * PRIOR_DISPERSION) / (count + PRIOR_EVENTS);
    // A minute may scatter less by chance; it cannot be trusted to.
    dispersion = Math.max(1, dispersion);
    return new Usual(count, exposure, dispersion, minutes);
  }

  private void look(int end) {
    Usual usual = usual(end - WINDOW);
    long seen = count(end - WINDOW, end);
    double among = exposure(end - WINDOW, end);
    if (usual.minutes() < FEWEST_BEFORE || !(usual.exposure() > 0) || !(among > 0)) {
      return;
    }
    double tail = tail(usual, seen, among);
    if (tail <= CHANCE) {
      hit(end, usual, tail);
    } else if (end - lastHit >= WINDOW) {
      close();
    }
  }

  private double tail(Usual usual, long seen, double among) {
    double mean = (usual.count() + 0.5) / usual.exposure() * among;
    double scatter = usual.dispersion() * (1 + among / usual.exposure());
    double size = mean / (scatter - 1);
    double share = 1 - 1 / scatter;
    if (side == Side.MORE) {
      return seen < FEWEST_SEEN ? 1 : Beta.regularizedBeta(share, seen, size);
    }
    return usual.rate() * among < FEWEST_EXPECTED
        ? 1
        : 1 - Beta.regularizedBeta(share, seen + 1.0, size);
  }

  private void hit(int end, Usual usual, double tail) {
    if (first < 0) {
      rate = Math.max(usual.rate(), 0.5 / usual.exposure());
      first = best(end - WINDOW, end);
      chance = tail;
    }
    chance = Math.min(chance, tail);
    lastHit = end;
    for (int i = first; i < end; i++) {
      unusual[i] = true;
    }
  }

  /** From which minute on it is told best that the rate is another, up to an end. */
  private int best(int from, int end) {
    int best = from;
    double most = -1;
    for (int i = from; i < end; i++) {
      double told = told(i, end);
      if (told > most) {
        most = told;
        best = i;
      }
    }
    return best;
  }

  /** How much better the minutes' own rate explains them than the usual one, in nats. */
  private double told(int from, int end) {
    double seen = count(from, end);
    double expected = rate * exposure(from, end);
    boolean thatSide = side == Side.MORE ? seen > expected : seen < expected;
    if (!thatSide) {
      return 0;
    }
    return (seen > 0 ? seen * FastMath.log(seen / expected) : 0) - seen + expected;
  }

  private void close() {
    if (first >= 0) {
      int end = first + 1;
      for (int i = first + 1; i <= lastHit; i++) {
        end = told(first, i) >= told(first, end) ? i : end;
      }
      for (int i = end; i < lastHit; i++) {
        unusual[i] = false;
      }
      found.add(new Found(first, end, count(first, end), rate * exposure(first, end), chance));
      first = -1;
    }
  }

  private long count(int from, int end) {
    long sum = 0;
    for (int i = from; i < end; i++) {
      sum += counts[i];
    }
    return sum;
  }

  private double exposure(int from, int end) {
    double sum = 0;
    for (int i = from; i < end; i++) {
      sum += exposures[i];
    }
    return sum;
  }
}

package dev.afterglow.commerce.room;

import java.time.Instant;
import java.util.List;

/**
 * The counts of one minute.
 *
 * @param start when it starts
 * @param counts one a {@link MinuteCount}, in its order
 * @param gmvPaid paid in it, a sum a currency
 */
public record MinuteFigures(Instant start, List<Long> counts, List<MoneySum> gmvPaid) {
  public MinuteFigures {
    counts = List.copyOf(counts);
    gmvPaid = List.copyOf(gmvPaid);
  }

  /** One of its counts. */
  public long count(MinuteCount count) {
    return counts.get(count.ordinal());
  }
}

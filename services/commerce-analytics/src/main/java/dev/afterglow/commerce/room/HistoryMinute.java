package dev.afterglow.commerce.room;

/**
 * One minute of a show.
 *
 * @param figures its counts; all 0 where nothing was counted
 * @param watchedSeconds seconds watched in it; by 60 they are the viewers that were there
 */
public record HistoryMinute(MinuteFigures figures, long watchedSeconds) {
  /** One of its counts. */
  public long count(MinuteCount count) {
    return figures.count(count);
  }

  /** Paid in it, in one currency. */
  public long paidMinor(String currency) {
    return figures.gmvPaid().stream()
        .filter(sum -> sum.currency().equals(currency))
        .mapToLong(MoneySum::minor)
        .sum();
  }
}

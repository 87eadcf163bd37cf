package dev.afterglow.commerce.show;

import java.time.Instant;
import java.util.List;

/**
 * A show that is over.
 *
 * @param roomId its room
 * @param shopId whose it is
 * @param openTime when it went on air
 * @param lastFact the latest corrected time of a fact
 * @param facts how many facts its totals rest on
 * @param totals each total that is known
 */
public record FinishedShow(
    String roomId,
    String shopId,
    Instant openTime,
    Instant lastFact,
    long facts,
    List<ShowTotal> totals) {
  public FinishedShow {
    totals = List.copyOf(totals);
  }
}

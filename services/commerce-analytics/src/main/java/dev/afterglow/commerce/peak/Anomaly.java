package dev.afterglow.commerce.peak;

import java.time.Instant;
import java.util.List;

/**
 * A stretch of minutes that the room's own minutes before do not explain.
 *
 * @param kind what is unusual
 * @param start when its first minute starts
 * @param end when its last minute ends
 * @param goesOn whether it lasts until the end of what is known
 * @param seen how many there were
 * @param expected how many there would have been by the minutes before
 * @param chance the probability of as much in ten minutes, were all as before; the least over it
 * @param beside what the room did then
 */
public record Anomaly(
    Kind kind,
    Instant start,
    Instant end,
    boolean goesOn,
    long seen,
    double expected,
    double chance,
    List<Beside> beside) {
  public Anomaly {
    beside = List.copyOf(beside);
  }

  /** What can be unusual. */
  public enum Kind {
    /** More orders had money back than the orders of the last hour let expect. */
    REFUND_WAVE,
    /** More comments were negative than usual. */
    NEGATIVE_COMMENTS,
    /** More comments were positive than usual. */
    POSITIVE_COMMENTS,
    /** Fewer orders were paid than the clicks let expect. */
    CLICKS_WITHOUT_PAY,
    /** More orders were paid than the clicks let expect. */
    PAY_ABOVE_CLICKS
  }
}

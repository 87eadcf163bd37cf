package dev.afterglow.commerce.peak;

import java.time.Instant;
import java.util.List;

/**
 * A stretch of whole minutes in which a curve's level was above one and a half times its usual.
 *
 * @param curve which curve
 * @param currency ISO 4217 where the curve is money; else empty
 * @param start when its first minute starts
 * @param end when its last minute ends
 * @param goesOn whether it lasts until the end of what is known
 * @param probability that the level was above, in the surest minute
 * @param level a minute, on average over it
 * @param usual a minute, over the show
 * @param beside what the room did then: it came together, which does not say what caused it
 */
public record Peak(
    Curve curve,
    String currency,
    Instant start,
    Instant end,
    boolean goesOn,
    double probability,
    double level,
    double usual,
    List<Beside> beside) {
  public Peak {
    beside = List.copyOf(beside);
  }
}

package dev.afterglow.commerce.peak;

import java.time.Instant;

/**
 * What the room did during something, or at most three minutes before it.
 *
 * @param kind what
 * @param productId the product; empty where a test acted on none, or on several
 * @param start when it began
 * @param end when it ended; the end of what is known where it goes on
 */
public record Beside(Kind kind, String productId, Instant start, Instant end) {
  /** What a room does. */
  public enum Kind {
    /** The product was explained. */
    EXPLAINED,
    /** Its price was lowered; it lasts until the next price. */
    PRICE_CUT,
    /** Its price was raised; it lasts until the next price, and is told where it begins. */
    PRICE_RISE,
    /** A playbook under test told the room to act on it. */
    PLAYBOOK,
    /** A promotion ran; of an empty product the whole room's. */
    PROMOTION
  }
}

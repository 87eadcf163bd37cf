package dev.afterglow.commerce.room;

import java.time.Instant;

/**
 * Something that the room did: what viewers did may be looked at beside it.
 *
 * @param time when
 * @param kind what
 * @param productId the product
 * @param currency ISO 4217, for {@link Kind#PRICE}; else empty
 * @param minor the new price in the smallest unit, for {@link Kind#PRICE}; else 0
 */
public record StageEvent(Instant time, Kind kind, String productId, String currency, long minor) {
  /** What a room does. Ordinals go into snapshots: only add, at the end. */
  public enum Kind {
    /** The presenter begins to explain a product. */
    EXPLAIN_BEGINS,
    /** The presenter ends explaining it. */
    EXPLAIN_ENDS,
    /** A price was set. */
    PRICE
  }
}

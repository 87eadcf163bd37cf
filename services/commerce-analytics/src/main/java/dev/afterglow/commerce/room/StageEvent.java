package dev.afterglow.commerce.room;

import java.time.Instant;

/**
 * Something that the room did: what viewers did may be looked at beside it.
 *
 * @param time when
 * @param kind what
 * @param productId the product; of a promotion of the whole room empty
 * @param currency ISO 4217, where a price was told; else empty
 * @param minor the new price in the smallest unit; 0 where none was told
 * @param promotionId the promotion, for its beginning and end; else empty
 */
public record StageEvent(
    Instant time, Kind kind, String productId, String currency, long minor, String promotionId) {
  /** One that is no promotion's. */
  public StageEvent(Instant time, Kind kind, String productId, String currency, long minor) {
    this(time, kind, productId, currency, minor, "");
  }

  /** What a room does. Ordinals go into snapshots: only add, at the end. */
  public enum Kind {
    /** The presenter begins to explain a product. */
    EXPLAIN_BEGINS,
    /** The presenter ends explaining it. */
    EXPLAIN_ENDS,
    /** A price was set. */
    PRICE,
    /** A promotion of a product, or of the whole room, begins. */
    PROMOTION_BEGINS,
    /** It ends. */
    PROMOTION_ENDS
  }
}

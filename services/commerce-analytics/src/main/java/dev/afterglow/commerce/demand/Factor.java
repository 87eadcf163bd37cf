package dev.afterglow.commerce.demand;

import java.util.List;

/**
 * Something that may go with sales.
 *
 * @param kind what it is
 * @param name which one, 0 to 98 characters: a product, a look and its layout, a name as it was
 *     told
 * @param values how much of it there was, one a slot; not a number where nobody knows
 */
public record Factor(Kind kind, String name, List<Double> values) {
  /** What goes with sales. */
  public enum Kind {
    /** Positive less negative comments over all of the slot before, −1 to 1. */
    SENTIMENT,
    /** The share of the slot in which a product was explained. */
    EXPLAINED,
    /** The share of the slot in which a look showed. */
    LOOK,
    /** A host, as whoever tells it says: by how much of the slot they presented. */
    HOST,
    /** Something outside the room, in its own unit: weather, a holiday, a price, a trend. */
    OUTSIDE
  }

  public Factor {
    values = List.copyOf(values);
  }
}

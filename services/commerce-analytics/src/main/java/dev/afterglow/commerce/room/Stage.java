package dev.afterglow.commerce.room;

/** How far a viewer went. Ordinals go into snapshots: only add, at the end. */
public enum Stage {
  /** Came in. */
  ENTERED,
  /** Was shown a product. */
  SAW,
  /** Opened a product. */
  CLICKED,
  /** Put a product into the cart. */
  CARTED,
  /** Ordered. */
  ORDERED,
  /** Paid, whatever became of the order. */
  PAID,
  /** Commented. */
  COMMENTED,
  /** Liked. */
  LIKED,
  /** Shared the room. */
  SHARED,
  /** Follows the shop from then on. */
  FOLLOWED,
  /** Gave a gift. */
  GAVE
}

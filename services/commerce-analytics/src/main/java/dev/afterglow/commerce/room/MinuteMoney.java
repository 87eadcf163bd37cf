package dev.afterglow.commerce.room;

/** Which money is added up by the minute. Ordinals go into snapshots: only add, at the end. */
public enum MinuteMoney {
  /** Payments. */
  PAID,
  /** Payments less cancellations and refunds, at the minute of each. */
  NET,
  /** Of payments by viewers that opened a product here before they paid. */
  DIRECT,
  /** Of payments by viewers that were here before they paid and opened no product. */
  ASSISTED,
  /** Of the money of orders that became paid in this minute: what went back by now. */
  REFUNDED_OF_PAID,
  /** What gifts were worth, as told. */
  GIFTS
}

package dev.afterglow.registry.revenue;

/** What a fee counts. */
public enum FeeUnit {
  /** An hour on air, counted in milliseconds. */
  HOUR_ON_AIR,
  /** A unit paid for; returned units are not taken off. */
  UNIT_PAID
}

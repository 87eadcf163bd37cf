package dev.afterglow.registry.policy;

/** What an operator weighs heavier: that a revocation is felt at once, or that a room stays on. */
public enum LeaseMode {
  /**
   * The platform's own time to live, 5 s by default: an outage of the registry stops rooms soon.
   */
  STRICT,
  /** As long as the platform's policy lets a lease last: rooms outlive a short outage. */
  AVAILABLE
}

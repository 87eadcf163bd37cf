package dev.afterglow.registry.revenue.storage;

/** Whose rows are read and written. */
final class Tenants {
  /** The one tenant of an installation without tenants. */
  static final String DEFAULT = "default";

  private Tenants() {}
}

package dev.afterglow.registry.licence;

/** Who may drive under a licence. */
public enum DriverScope {
  /** Not said: nobody. */
  UNSTATED,
  /** The licensor alone. */
  OWNER_ONLY,
  /** The people whom the terms name. */
  NAMED
}

package dev.afterglow.registry.licence;

/** Who may drive under a licence. */
public enum DriverScope {
  /** Not said: nobody. */
  UNSTATED,
  /** The licensor alone. */
  OWNER_ONLY,
  /** The people whom the terms name. */
  NAMED,
  /** Any verified person who is a member of the licensee at that moment. */
  ANY_VERIFIED_OF_ORG
}

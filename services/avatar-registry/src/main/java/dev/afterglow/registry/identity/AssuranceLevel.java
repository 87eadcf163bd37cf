package dev.afterglow.registry.identity;

/** How sure a verification is. */
public enum AssuranceLevel {
  /** Name and number match. */
  TWO_FACTOR,
  /** The face matches the authority's photograph. */
  FACE_AUTHORITY,
  /** A chip was read. */
  NFC,
  /** Two people looked. */
  MANUAL,
  /** Nobody was verified: the simulator said so. Never valid outside standalone and tests. */
  SIMULATED
}

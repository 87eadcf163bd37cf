package dev.afterglow.registry.licence;

/** How a licensor consented. */
public enum ConsentMethod {
  /** Read the text aloud before a provider. */
  INTENTION,
  /** Signed on paper. */
  WET_INK,
  /** Nobody consented: the simulator said so. Never valid outside standalone and tests. */
  SIMULATED
}

package dev.afterglow.registry.identity;

/** What a provider is asked about a person. The three are set up, asked and kept apart. */
public enum Purpose {
  /** Who is this? The answer makes or renews a verification. */
  ENROL,
  /** Is it them, now? The answer is a presence, and never changes who somebody is. */
  PRESENCE,
  /** Do they want what they read aloud? The answer is what a consent stands on. */
  INTENTION
}

package dev.afterglow.registry.use;

/** How live a use is. */
public enum Liveness {
  /** Not said: denies. */
  UNSTATED,
  /** A person drives now. */
  LIVE,
  /** A person drives part of the time. */
  HYBRID,
  /** Nobody drives. */
  UNATTENDED
}

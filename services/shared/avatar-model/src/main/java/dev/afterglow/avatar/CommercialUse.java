package dev.afterglow.avatar;

/** What the file's own licence metadata says about commerce. */
public enum CommercialUse {
  /** VRM 0.x {@code commercialUssageName} Allow, or VRM 1.0 {@code commercialUsage} corporation. */
  ALLOWED,
  /** The metadata names a narrower use; the default of VRM 1.0 is personal non-profit. */
  FORBIDDEN,
  /** The file carries no licence metadata: a plain GLB. */
  UNSTATED
}

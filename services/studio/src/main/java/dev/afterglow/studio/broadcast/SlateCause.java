package dev.afterglow.studio.broadcast;

/** Why the slate shows. */
public enum SlateCause {
  /** It does not: the avatar shows. */
  NONE,
  /** It shows and the worker did not say why. */
  UNSTATED,
  /** No lease yet. */
  NO_LEASE,
  /** The lease ran out. */
  LEASE_EXPIRED,
  /** The registry revoked the lease. */
  LEASE_REVOKED,
  /** The drive is lost. */
  DRIVE_LOST,
  /** The label was not found on the encoded picture. */
  LABEL_MISSING,
  /** The operator asked for it. */
  OPERATOR,
  /** The drive has not begun. */
  DRIVE_WAITING,
  /** The lease does not allow what made the drive's motion. */
  MOTION_NOT_LICENSED,
  /** The drive's standing does not allow the figure, or none came. */
  DRIVER_IN_DOUBT
}

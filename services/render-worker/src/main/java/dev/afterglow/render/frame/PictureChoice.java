package dev.afterglow.render.frame;

import dev.afterglow.render.lease.LeaseHolder;

/**
 * What the next picture shows. The figure is the exception that must be earned: lease, drive and
 * label must all be there, and the operator must not have asked for the slate.
 */
public enum PictureChoice {
  FIGURE,
  NO_LEASE,
  LEASE_EXPIRED,
  LEASE_REVOKED,
  LABEL_MISSING,
  OPERATOR,
  DRIVE_WAITING,
  DRIVE_LOST;

  /**
   * Decides.
   *
   * @param labelPresent whether the label stood on the last encoded pictures that were looked at
   * @param driveSeen whether any motion ever arrived
   * @param driveAlive whether there is motion for this very instant
   */
  public static PictureChoice of(
      LeaseHolder.Standing lease,
      boolean labelPresent,
      boolean operatorSlate,
      boolean driveSeen,
      boolean driveAlive) {
    return switch (lease) {
      case NONE -> NO_LEASE;
      case EXPIRED -> LEASE_EXPIRED;
      case REVOKED -> LEASE_REVOKED;
      case VALID -> {
        if (!labelPresent) {
          yield LABEL_MISSING;
        }
        if (operatorSlate) {
          yield OPERATOR;
        }
        if (!driveAlive) {
          yield driveSeen ? DRIVE_LOST : DRIVE_WAITING;
        }
        yield FIGURE;
      }
    };
  }
}

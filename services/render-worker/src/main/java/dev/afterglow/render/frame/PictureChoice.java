package dev.afterglow.render.frame;

import dev.afterglow.render.clock.DriveTimeline;
import dev.afterglow.render.lease.LeaseHolder;

/**
 * What the next picture shows. The figure is the exception that must be earned: lease, drive and
 * label must all be there, the lease must allow what made the motion, the drive's standing must not
 * speak against its driver, and the operator must not have asked for the slate.
 */
public enum PictureChoice {
  FIGURE,
  NO_LEASE,
  LEASE_EXPIRED,
  LEASE_REVOKED,
  LABEL_MISSING,
  OPERATOR,
  DRIVE_WAITING,
  DRIVE_LOST,
  MOTION_NOT_LICENSED,
  DRIVER_IN_DOUBT;

  /**
   * Decides.
   *
   * @param labelPresent whether the label stood on the last encoded pictures that were looked at
   * @param drive what there is of the drive for this very instant
   * @param motionAllowed whether the lease allows what made that motion
   * @param driverAllowed whether the drive's standing allows the figure
   */
  public static PictureChoice of(
      LeaseHolder.Standing lease,
      boolean labelPresent,
      boolean operatorSlate,
      DriveTimeline.Moment drive,
      boolean motionAllowed,
      boolean driverAllowed) {
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
        if (drive.motion() == null) {
          yield drive.seen() ? DRIVE_LOST : DRIVE_WAITING;
        }
        if (!motionAllowed) {
          yield MOTION_NOT_LICENSED;
        }
        yield driverAllowed ? FIGURE : DRIVER_IN_DOUBT;
      }
    };
  }
}

package dev.afterglow.registry.device;

import dev.afterglow.drive.device.DeviceKey;
import java.time.Instant;

/**
 * A capture device of one person.
 *
 * <pre>
 *   enrolled ──▶ Active ── revoke ──▶ Revoked, the end
 * </pre>
 *
 * <p>Whether an active one's signatures count also depends on its person: see {@link Standing}.
 */
public sealed interface Device {
  /** Who it is. */
  Enrolment enrolment();

  /**
   * What was enrolled.
   *
   * @param deviceId a UUID of version 7
   * @param subjectId whose device it is
   * @param key what it signs with
   * @param label what people call it, 1 to 64 characters
   * @param createTime when it was enrolled
   */
  record Enrolment(
      String deviceId, String subjectId, DeviceKey key, String label, Instant createTime) {
    private static final int LONGEST_LABEL = 64;

    public Enrolment {
      if (label.isEmpty() || label.codePointCount(0, label.length()) > LONGEST_LABEL) {
        throw new IllegalArgumentException("a device's label has 1 to 64 characters");
      }
    }

    /** Without the label, which a person wrote. */
    @Override
    public String toString() {
      return "Enrolment[" + deviceId + ", " + key + "]";
    }
  }

  /** It may sign. */
  record Active(Enrolment enrolment) implements Device {
    /** Ends it for good. */
    public Revoked revoke(Instant now) {
      return new Revoked(enrolment, now);
    }
  }

  /** It may not sign any more. */
  record Revoked(Enrolment enrolment, Instant revokeTime) implements Device {}

  /** Whether a device's signatures count at this moment. */
  enum Standing {
    /** They count. */
    ACTIVE,
    /** Its person is not verified now. */
    SUSPENDED,
    /** They do not count any more. */
    REVOKED
  }

  /**
   * Whether its signatures count.
   *
   * @param personVerified whether its person is verified at this moment
   */
  default Standing standing(boolean personVerified) {
    return switch (this) {
      case Active _ -> personVerified ? Standing.ACTIVE : Standing.SUSPENDED;
      case Revoked _ -> Standing.REVOKED;
    };
  }
}

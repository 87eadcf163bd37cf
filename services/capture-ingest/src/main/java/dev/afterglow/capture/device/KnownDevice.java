package dev.afterglow.capture.device;

import dev.afterglow.drive.device.DeviceKey;

/**
 * A device as the registry knows it.
 *
 * @param deviceId its UUID
 * @param subjectId the pseudonymous id of its person
 * @param key what it signs with
 * @param standing whether its signatures count
 */
public record KnownDevice(String deviceId, String subjectId, DeviceKey key, Standing standing) {

  /** Whether a device's signatures count. */
  public enum Standing {
    /** They count. */
    ACTIVE,
    /** Its person is not verified now, or nobody can tell. */
    SUSPENDED,
    /** They do not count any more. */
    REVOKED
  }
}

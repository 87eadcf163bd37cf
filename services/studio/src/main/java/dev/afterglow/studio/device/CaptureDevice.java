package dev.afterglow.studio.device;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A device that signs for a presenter.
 *
 * @param deviceId which
 * @param label what people call it, 1 to 64 characters
 * @param standing whether its signatures count now
 * @param createTime when it was enrolled
 * @param revokeTime when it was revoked; empty before
 */
public record CaptureDevice(
    UUID deviceId,
    String label,
    Standing standing,
    Instant createTime,
    Optional<Instant> revokeTime) {

  /** Whether a device's signatures count. */
  public enum Standing {
    /** They count. */
    ACTIVE,
    /** They do not count now: its person is not verified at this moment, or nobody can say. */
    SUSPENDED,
    /** They do not count any more. */
    REVOKED
  }

  /** Without the label, which a person wrote. */
  @Override
  public String toString() {
    return "CaptureDevice[" + deviceId + ", " + standing + "]";
  }
}

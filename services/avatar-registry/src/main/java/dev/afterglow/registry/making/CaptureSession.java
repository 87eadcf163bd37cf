package dev.afterglow.registry.making;

import java.time.Duration;
import java.time.Instant;

/**
 * A session in which somebody was captured.
 *
 * @param sessionId which
 * @param avatarId for which avatar
 * @param performerSubjectId who was captured
 * @param startTime when it began
 * @param duration how long it took
 * @param makeUp make-up; this and the next three have 0 to 256 characters
 * @param scriptReference what was read or acted
 * @param light light
 * @param devices cameras and suits
 */
public record CaptureSession(
    String sessionId,
    String avatarId,
    String performerSubjectId,
    Instant startTime,
    Duration duration,
    String makeUp,
    String scriptReference,
    String light,
    String devices) {

  /** The same under an id. */
  public CaptureSession as(String id) {
    return new CaptureSession(
        id,
        avatarId,
        performerSubjectId,
        startTime,
        duration,
        makeUp,
        scriptReference,
        light,
        devices);
  }
}

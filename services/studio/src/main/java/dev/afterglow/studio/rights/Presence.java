package dev.afterglow.studio.rights;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One look at a presenter before a broadcast.
 *
 * @param provider who looks
 * @param refusal why it is not them, a word of the registry's; empty otherwise
 * @param expireTime until when a proven one counts, exclusive
 * @param continueUrl where the person goes on, at the provider; empty where there is nothing to do
 */
public record Presence(
    UUID presenceId,
    UUID subjectId,
    String provider,
    State state,
    String refusal,
    Instant createTime,
    Optional<Instant> expireTime,
    String continueUrl) {
  /** As in the registry; what cannot be read proves nothing. */
  public enum State {
    ASKED,
    PROVEN,
    REFUSED,
    VOIDED
  }
}

package dev.afterglow.commerce.playbook;

import java.time.Instant;
import java.util.UUID;

/**
 * A person's decision on a playbook.
 *
 * @param requestId the caller's request
 * @param by who decided, as the caller told, 0 to 64 characters; empty = not told
 * @param at when
 */
public record Decision(UUID requestId, String by, Instant at) {
  /** Without who it was. */
  @Override
  public String toString() {
    return "Decision[" + requestId + ", " + at + "]";
  }
}

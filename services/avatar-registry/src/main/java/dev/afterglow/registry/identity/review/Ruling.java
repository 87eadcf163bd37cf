package dev.afterglow.registry.identity.review;

import java.time.Instant;

/**
 * One reviewer's decision.
 *
 * @param reviewerSubjectId who
 * @param reason why, which says what as well
 * @param time when
 */
public record Ruling(String reviewerSubjectId, ReviewReason reason, Instant time) {

  /** What was decided. */
  public ReviewVerdict verdict() {
    return reason.verdict();
  }
}

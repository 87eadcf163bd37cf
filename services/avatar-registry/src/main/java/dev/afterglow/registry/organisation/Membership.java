package dev.afterglow.registry.organisation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody belongs to an organisation. No date is ever written back: it begins when it is
 * recorded or later and ends when that is said or later, so the dates are also its history.
 *
 * @param membershipId which
 * @param organisationId of which organisation
 * @param subjectId who
 * @param fromTime from when, inclusive
 * @param untilTime until when, exclusive; null = until it is ended
 */
public record Membership(
    String membershipId,
    String organisationId,
    String subjectId,
    Instant fromTime,
    @Nullable Instant untilTime) {

  /** Checks the order. */
  public Membership {
    if (untilTime != null && !untilTime.isAfter(fromTime)) {
      throw new IllegalArgumentException("a membership ends after it begins");
    }
  }

  /** Whether somebody belongs at a time. */
  public boolean lastsAt(Instant now) {
    return !now.isBefore(fromTime) && (untilTime == null || now.isBefore(untilTime));
  }
}

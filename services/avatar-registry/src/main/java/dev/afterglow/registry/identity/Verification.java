package dev.afterglow.registry.identity;

import java.time.Instant;

/**
 * A verification that succeeded.
 *
 * @param attempt which
 * @param assurance how sure it is
 * @param verifyTime when it was decided
 * @param reverifyTime when it must be done again
 */
public record Verification(
    Attempt attempt, AssuranceLevel assurance, Instant verifyTime, Instant reverifyTime) {}

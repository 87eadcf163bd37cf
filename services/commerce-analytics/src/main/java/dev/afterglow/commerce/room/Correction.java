package dev.afterglow.commerce.room;

import java.time.Instant;

/**
 * A figure of a minute that facts changed after they were due.
 *
 * @param minute when the minute starts
 * @param figure which figure: a {@link MinuteCount} or a {@link MinuteMoney} in lower case
 * @param currency ISO 4217; empty for a count
 * @param before what it was before the first late fact; a count, or the currency's smallest unit
 * @param after what it has been since the latest one
 * @param facts how many late facts changed it
 * @param received when the latest of them came
 */
public record Correction(
    Instant minute,
    String figure,
    String currency,
    long before,
    long after,
    long facts,
    Instant received) {}

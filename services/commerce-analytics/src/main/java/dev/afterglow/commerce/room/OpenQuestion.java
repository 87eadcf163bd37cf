package dev.afterglow.commerce.room;

import java.time.Instant;

/**
 * A question that viewers asked in the last ten minutes and that was not answered since.
 *
 * @param intent what it asks
 * @param subject a product, or {@code link:} and a number; empty = nothing named
 * @param asks comments that asked it
 * @param askers distinct viewers that asked it, as well as a sketch of 512 bits tells them apart:
 *     within 10 % up to 500; comments of no viewer count as one
 * @param lastAsked the start of the minute of the latest
 * @param explainedNow whether it is about the product that is explained now
 * @param score what it is ranked by: askers a minute, halved every three minutes, twice as much for
 *     the product that is explained now; thousandths
 */
public record OpenQuestion(
    CommentIntent intent,
    String subject,
    long asks,
    long askers,
    Instant lastAsked,
    boolean explainedNow,
    long score) {}

package dev.afterglow.commerce.ledger;

import java.time.Instant;

/**
 * A show went on air.
 *
 * @param shopId whose it is, 1 to 200 characters
 * @param time when, corrected
 */
public record Opening(String shopId, Instant time) {}

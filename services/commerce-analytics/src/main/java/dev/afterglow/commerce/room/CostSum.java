package dev.afterglow.commerce.room;

import dev.afterglow.facts.Happening.CostKind;

/**
 * What was spent on one thing in one currency.
 *
 * @param kind what for
 * @param currency ISO 4217
 * @param minor how much, in the smallest unit
 */
public record CostSum(CostKind kind, String currency, long minor) {}

package dev.afterglow.commerce.room;

/**
 * A sum of money, which may pass what one fact may name.
 *
 * @param currency an ISO 4217 code
 * @param minor in the currency's smallest unit
 */
public record MoneySum(String currency, long minor) {}

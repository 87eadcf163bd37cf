package dev.afterglow.commerce.ledger;

/**
 * Two products that were paid for in one order.
 *
 * @param first the one
 * @param second the other; its id comes after the first's
 * @param orders how many orders held both
 */
public record PairRecord(String first, String second, long orders) {}

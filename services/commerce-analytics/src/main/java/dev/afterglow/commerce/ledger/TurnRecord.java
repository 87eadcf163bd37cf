package dev.afterglow.commerce.ledger;

import dev.afterglow.commerce.demand.Sales;

/**
 * What a product sold while it was explained right after another.
 *
 * @param productId the product
 * @param after the one that was explained before it
 * @param sales its orders in those minutes
 */
public record TurnRecord(String productId, String after, Sales sales) {}

package dev.afterglow.commerce.ledger;

import dev.afterglow.commerce.demand.Sales;

/**
 * What a room sold under a look.
 *
 * @param look the look
 * @param shown orders in the minutes in which it showed
 * @param otherwise orders in the minutes in which another one did
 */
public record LookRecord(Look look, Sales shown, Sales otherwise) {}

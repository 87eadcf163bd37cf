package dev.afterglow.commerce.customer;

import java.time.Instant;

/**
 * A customer in three figures. Orders that were cancelled or wholly refunded do not count in any.
 *
 * @param lastPaid when the customer last paid an order
 * @param orders how many orders, 1 or more
 * @param netMinor what was paid for them less what went back, in the smallest unit, above 0
 */
record Rfm(Instant lastPaid, int orders, long netMinor) {}

package dev.afterglow.commerce.customer;

import java.time.Instant;

/**
 * A customer came into another segment, into the first one or out of all.
 *
 * @param shopId whose customer
 * @param sequence counts the shop's changes from 1 up, without a gap
 * @param pseudonym the customer, as facts call them; personal, so it never prints
 * @param from the segment before; empty = none
 * @param to the segment now; empty = none
 * @param asOf when it was worked out
 */
record SegmentChange(
    String shopId, long sequence, String pseudonym, String from, String to, Instant asOf) {
  @Override
  public String toString() {
    return "SegmentChange[" + shopId + " " + sequence + " " + from + " to " + to + "]";
  }
}

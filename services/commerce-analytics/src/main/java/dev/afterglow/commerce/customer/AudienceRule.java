package dev.afterglow.commerce.customer;

import java.util.Optional;
import java.util.Set;

/**
 * Which customers belong to an audience: those whom every part takes.
 *
 * @param recency fifths of recency
 * @param frequency fifths of frequency
 * @param monetary fifths of money
 * @param cohort whose cohort has one of some keys
 * @param bought who bought one of these products; empty = whatever
 * @param notBought who bought none of these
 */
record AudienceRule(
    FifthRange recency,
    FifthRange frequency,
    FifthRange monetary,
    Optional<Cohorts> cohort,
    Set<String> bought,
    Set<String> notBought) {

  /**
   * Cohorts by their keys.
   *
   * @param by what their customers have in common
   * @param keys one or more
   */
  record Cohorts(CohortBy by, Set<String> keys) {
    Cohorts {
      keys = Set.copyOf(keys);
      if (keys.isEmpty()) {
        throw new IllegalArgumentException("cohorts are named by their keys");
      }
    }
  }

  AudienceRule {
    bought = Set.copyOf(bought);
    notBought = Set.copyOf(notBought);
  }

  /**
   * Whether a customer belongs to it.
   *
   * @param boughtNumbers the numbers of {@link #bought()} in the customer's shop
   * @param notBoughtNumbers those of {@link #notBought()}
   */
  boolean takes(Buyer buyer, SegmentKey segment, int[] boughtNumbers, int[] notBoughtNumbers) {
    return recency.takes(segment.recency())
        && frequency.takes(segment.frequency())
        && monetary.takes(segment.monetary())
        && cohort.map(it -> it.keys().contains(it.by().of(buyer))).orElse(true)
        && (bought.isEmpty() || buyer.bought(boughtNumbers))
        && !buyer.bought(notBoughtNumbers);
  }
}

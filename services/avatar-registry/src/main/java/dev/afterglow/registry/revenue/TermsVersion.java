package dev.afterglow.registry.revenue;

import java.time.Instant;

/**
 * Terms with the time from which they hold, until the next version's.
 *
 * @param version counts up from 1 within a licence
 * @param terms the terms
 * @param effectiveTime from when, inclusive
 */
public record TermsVersion(int version, RevenueTerms terms, Instant effectiveTime) {

  /** SHA-256 of the terms' text, 64 lower-case hex digits. */
  public String sha256Hex() {
    return RevenueText.digest(terms);
  }
}

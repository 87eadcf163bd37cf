package dev.afterglow.commerce.customer;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * A saved rule; whom it takes follows from the orders each time.
 *
 * @param id its id
 * @param shopId whose it is
 * @param name what the shop calls it
 * @param rule the rule
 * @param created when it was saved
 */
record Audience(UUID id, String shopId, String name, AudienceRule rule, Instant created) {
  static final Comparator<Audience> OLDEST_FIRST =
      Comparator.comparing(Audience::created).thenComparing(Audience::id);
}

package dev.afterglow.commerce.customer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Customers with something in common, ten or more.
 *
 * @param key what they have in common; empty where it was not told
 * @param customers how many, 10 or more
 * @param repeaters how many of them have a second order that stayed bought; empty where those, or
 *     the others, are one to nine
 */
public record Cohort(String key, int customers, OptionalInt repeaters) {
  public Cohort {
    if (customers < Segment.FEWEST
        || !Slices.isTellable(repeaters.orElse(0))
        || !Slices.isTellable(customers - repeaters.orElse(customers))) {
      throw new IllegalArgumentException("a slice tells of ten people or more");
    }
  }

  /** The cohorts that may be told, by key. */
  static List<Cohort> of(Collection<Buyer> buyers, CohortBy by) {
    Map<String, Integer> customers = new HashMap<>();
    Map<String, Integer> repeaters = new HashMap<>();
    for (Buyer buyer : buyers) {
      String key = by.of(buyer);
      customers.merge(key, 1, Integer::sum);
      repeaters.merge(key, buyer.isRepeater() ? 1 : 0, Integer::sum);
    }
    List<Cohort> cohorts = new ArrayList<>();
    Slices.tellable(customers)
        .forEach(
            (key, count) ->
                cohorts.add(
                    new Cohort(key, count, tellable(repeaters.getOrDefault(key, 0), count))));
    return List.copyOf(cohorts);
  }

  private static OptionalInt tellable(int repeaters, int customers) {
    boolean tellable = Slices.isTellable(repeaters) && Slices.isTellable(customers - repeaters);
    return tellable ? OptionalInt.of(repeaters) : OptionalInt.empty();
  }
}

package dev.afterglow.commerce.room;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums of money, one a currency, by currency code. A sum cannot overflow: at most 10^6 orders of at
 * most 10^12 each stay below 2^63.
 */
final class MoneyTally {
  private final Map<String, Long> sums = new TreeMap<>();

  void add(String currency, long minor) {
    sums.merge(currency, minor, Math::addExact);
  }

  /** The largest of the sums; what products are ordered by. */
  long largest() {
    return sums.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** One sum for each currency that was ever met, 0 included. */
  List<MoneySum> sums() {
    return sums.entrySet().stream().map(sum -> new MoneySum(sum.getKey(), sum.getValue())).toList();
  }
}

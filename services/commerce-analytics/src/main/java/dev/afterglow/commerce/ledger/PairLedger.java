package dev.afterglow.commerce.ledger;

import dev.afterglow.facts.Happening.OrderLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which two products were paid for in one order, by the minute. */
final class PairLedger {
  private static final int MOST_PAIRS = 2_000;

  /** An order of more products than this says little of any two of them. */
  private static final int MOST_PRODUCTS = 8;

  private record Pair(String first, String second) implements Comparable<Pair> {
    private static final Comparator<Pair> ORDER =
        Comparator.comparing(Pair::first).thenComparing(Pair::second);

    @Override
    public int compareTo(Pair other) {
      return ORDER.compare(this, other);
    }
  }

  private final TreeMap<Pair, TreeMap<Long, Integer>> sold = new TreeMap<>();

  /** An order was paid for; false where a pair of it found no room. */
  boolean add(List<OrderLine> lines, long minute) {
    List<String> products =
        lines.stream().map(OrderLine::productId).distinct().sorted().collect(Collectors.toList());
    if (products.size() > MOST_PRODUCTS) {
      return false;
    }
    boolean fits = true;
    for (int i = 0; i < products.size(); i++) {
      for (int j = i + 1; j < products.size(); j++) {
        fits &= add(new Pair(products.get(i), products.get(j)), minute);
      }
    }
    return fits;
  }

  private boolean add(Pair pair, long minute) {
    if (sold.size() >= MOST_PAIRS && !sold.containsKey(pair)) {
      return false;
    }
    sold.computeIfAbsent(pair, _ -> new TreeMap<>()).merge(minute, 1, Integer::sum);
    return true;
  }

  void forget(long before) {
    sold.values().forEach(minutes -> minutes.headMap(before).clear());
    sold.values().removeIf(TreeMap::isEmpty);
  }

  /** What was sold together in some minutes, by the products' ids. */
  List<PairRecord> records(Set<Long> minutes) {
    List<PairRecord> records = new ArrayList<>();
    sold.forEach(
        (pair, counts) -> {
          long orders =
              counts.entrySet().stream()
                  .filter(count -> minutes.contains(count.getKey()))
                  .mapToLong(count -> count.getValue())
                  .sum();
          if (orders > 0) {
            records.add(new PairRecord(pair.first(), pair.second(), orders));
          }
        });
    return records;
  }
}

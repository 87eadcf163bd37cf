package dev.afterglow.commerce.ledger;

import dev.afterglow.commerce.demand.Factor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * What a room showed and what was told of outside, as factors by slots.
 *
 * @param from the first slot's first minute
 * @param slots how many slots
 * @param slotMinutes how long each is
 */
record SlotFactors(long from, int slots, int slotMinutes) {
  /** Of products and of looks as many: those that showed longest. */
  private static final int MOST_OF_A_KIND = 10;

  private static final String HOST = "host.";

  List<Factor> explained(NavigableMap<Long, String> byMinute) {
    return shares(
        Factor.Kind.EXPLAINED,
        minute -> Optional.of(byMinute.floorEntry(minute).getValue()).filter(it -> !it.isEmpty()));
  }

  List<Factor> looks(NavigableMap<Long, Optional<Look>> byMinute) {
    return shares(
        Factor.Kind.LOOK,
        minute ->
            byMinute.floorEntry(minute).getValue().map(it -> it.lookId() + "/" + it.layout()));
  }

  private List<Factor> shares(Factor.Kind kind, LongFunction<Optional<String>> shown) {
    Map<String, double[]> shares = new HashMap<>();
    for (int slot = 0; slot < slots; slot++) {
      long start = from + (long) slot * slotMinutes;
      for (long minute = start; minute < start + slotMinutes; minute++) {
        int of = slot;
        shown
            .apply(minute)
            .ifPresent(
                name ->
                    shares.computeIfAbsent(name, _ -> new double[slots])[of] += 1.0 / slotMinutes);
      }
    }
    return shares.entrySet().stream()
        .map(it -> new Factor(kind, it.getKey(), boxed(it.getValue())))
        .sorted(
            Comparator.comparingDouble(SlotFactors::total).reversed().thenComparing(Factor::name))
        .limit(MOST_OF_A_KIND)
        .toList();
  }

  private static double total(Factor factor) {
    return factor.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static List<Double> boxed(double[] values) {
    List<Double> list = new ArrayList<>(values.length);
    for (double value : values) {
      list.add(value);
    }
    return list;
  }

  /** Whoever tells a factor by the name "host." and a word tells who presents. */
  List<Factor> outside(Map<String, TreeMap<Long, Double>> byName) {
    List<Factor> factors = new ArrayList<>();
    byName.forEach(
        (name, told) -> {
          List<Double> values = new ArrayList<>(slots);
          for (int slot = 0; slot < slots; slot++) {
            values.add(mean(told, from + (long) slot * slotMinutes));
          }
          boolean isHost = name.startsWith(HOST) && name.length() > HOST.length();
          factors.add(
              isHost
                  ? new Factor(Factor.Kind.HOST, name.substring(HOST.length()), values)
                  : new Factor(Factor.Kind.OUTSIDE, name, values));
        });
    return factors;
  }

  private double mean(TreeMap<Long, Double> told, long start) {
    double sum = 0;
    int known = 0;
    for (long minute = start; minute < start + slotMinutes; minute++) {
      Map.Entry<Long, Double> standing = told.floorEntry(minute);
      if (standing != null) {
        sum += standing.getValue();
        known++;
      }
    }
    return known == 0 ? Double.NaN : sum / known;
  }
}

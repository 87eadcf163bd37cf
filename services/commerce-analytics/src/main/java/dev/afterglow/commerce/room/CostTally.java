package dev.afterglow.commerce.room;

import dev.afterglow.facts.Happening.CostIncurred;
import dev.afterglow.facts.Happening.CostKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was spent on the room, by what for and currency, in bounded room. */
final class CostTally {
  private static final int MOST_CURRENCIES = 16;
  private static final long MOST_MINOR = 1_000_000_000_000_000_000L;
  private static final CostKind[] KINDS = CostKind.values();

  private final Map<String, long[]> sums = new TreeMap<>();
  private final TreeSet<String> changed = new TreeSet<>();

  /** Whether there was room for it. */
  boolean spent(CostIncurred cost) {
    String currency = cost.amount().currency();
    if (!sums.containsKey(currency) && sums.size() >= MOST_CURRENCIES) {
      return false;
    }
    long[] row = sums.computeIfAbsent(currency, _ -> new long[KINDS.length]);
    changed.add(currency);
    int kind = cost.kind().ordinal();
    boolean fits = row[kind] <= MOST_MINOR - cost.amount().minor();
    row[kind] += fits ? cost.amount().minor() : 0;
    return fits;
  }

  /** By what for, then by currency; where anything was spent. */
  List<CostSum> sums() {
    List<CostSum> found = new ArrayList<>();
    for (CostKind kind : KINDS) {
      sums.forEach(
          (currency, row) -> {
            if (row[kind.ordinal()] > 0) {
              found.add(new CostSum(kind, currency, row[kind.ordinal()]));
            }
          });
    }
    return found;
  }

  void changes(PartSink sink) {
    for (String currency : changed) {
      sink.accept(key(currency), value(sums.getOrDefault(currency, new long[KINDS.length])));
    }
    changed.clear();
  }

  void all(PartSink sink) {
    sums.forEach((currency, row) -> sink.accept(key(currency), value(row)));
  }

  void load(Unpacker key, Unpacker value) {
    long[] row = new long[KINDS.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = value.number();
    }
    sums.put(key.restAsText(), row);
  }

  private static byte[] key(String currency) {
    return new Packer().raw(PartKind.COST).raw(currency.getBytes(StandardCharsets.UTF_8)).bytes();
  }

  private static byte[] value(long[] row) {
    Packer value = new Packer();
    for (long sum : row) {
      value.number(sum);
    }
    return value.bytes();
  }
}

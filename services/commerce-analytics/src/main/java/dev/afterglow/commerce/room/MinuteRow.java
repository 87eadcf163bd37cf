package dev.afterglow.commerce.room;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The counts and sums of one minute, of several, or of all. */
final class MinuteRow {
  private final long[] counts = new long[MinuteCount.values().length];
  private final Map<String, long[]> money = new TreeMap<>();
  boolean changed;

  void add(MinuteCount count, long by) {
    counts[count.ordinal()] += by;
  }

  void add(MinuteMoney kind, String currency, long minor) {
    long[] sums = money.computeIfAbsent(currency, _ -> new long[MinuteMoney.values().length]);
    sums[kind.ordinal()] = Math.addExact(sums[kind.ordinal()], minor);
  }

  void add(MinuteRow other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    other.money.forEach(
        (currency, sums) -> {
          for (MinuteMoney kind : MinuteMoney.values()) {
            add(kind, currency, sums[kind.ordinal()]);
          }
        });
  }

  long count(MinuteCount count) {
    return counts[count.ordinal()];
  }

  long sum(MinuteMoney kind, String currency) {
    long[] sums = money.get(currency);
    return sums == null ? 0 : sums[kind.ordinal()];
  }

  Set<String> currencies() {
    return money.keySet();
  }

  /** One a {@link MinuteCount}, in its order. */
  List<Long> counts() {
    return Arrays.stream(counts).boxed().toList();
  }

  /** One sum for each currency in which it is not 0. */
  List<MoneySum> sums(MinuteMoney kind) {
    return money.entrySet().stream()
        .filter(entry -> entry.getValue()[kind.ordinal()] != 0)
        .map(entry -> new MoneySum(entry.getKey(), entry.getValue()[kind.ordinal()]))
        .toList();
  }

  /** One list a {@link MinuteMoney}, in its order. */
  List<List<MoneySum>> allSums() {
    return Arrays.stream(MinuteMoney.values()).map(this::sums).toList();
  }

  byte[] pack() {
    Packer value = new Packer();
    int used = (int) Arrays.stream(counts).filter(count -> count != 0).count();
    value.number(used);
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        value.raw(i).number(counts[i]);
      }
    }
    value.number(money.size());
    money.forEach(
        (currency, sums) -> {
          value.text(currency);
          Arrays.stream(sums).forEach(value::number);
        });
    return value.bytes();
  }

  static MinuteRow unpack(Unpacker value) {
    MinuteRow row = new MinuteRow();
    for (int left = value.count(); left > 0; left--) {
      row.counts[value.raw()] = value.number();
    }
    for (int left = value.count(); left > 0; left--) {
      String currency = value.text();
      for (MinuteMoney kind : MinuteMoney.values()) {
        row.add(kind, currency, value.number());
      }
    }
    return row;
  }
}

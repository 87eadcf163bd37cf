package dev.afterglow.commerce.ledger;

import dev.afterglow.commerce.demand.PriceSlot;
import dev.afterglow.commerce.demand.Sales;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One product in one room: what it sold each minute, at which price, and when it was explained. */
final class ProductLedger {
  private static final class Cell {
    int orders;
    long units;
  }

  private final String productId;
  private final TreeMap<Long, Cell> sold = new TreeMap<>();
  private final TreeMap<Long, Long> prices = new TreeMap<>();
  private final TreeMap<Long, Boolean> explained = new TreeMap<>();
  private long unitsLeft = -1;

  ProductLedger(String productId) {
    this.productId = productId;
  }

  void sold(long minute, long units) {
    Cell cell = sold.computeIfAbsent(minute, _ -> new Cell());
    cell.orders++;
    cell.units += units;
  }

  /** A price that was announced stands from its minute on. */
  void price(long minute, long minor) {
    prices.put(minute, minor);
  }

  /** A price that an order tells, where none was announced. */
  void priceOfAnOrder(long minute, long minor) {
    if (prices.isEmpty()) {
      prices.put(minute, minor);
    }
  }

  void explained(long minute, boolean begins) {
    explained.put(minute, begins);
  }

  void stock(long left) {
    unitsLeft = left;
  }

  void forget(long before) {
    sold.headMap(before).clear();
    forgetChanges(prices, before);
    forgetChanges(explained, before);
  }

  /** The last change before still says what stands. */
  private static <T> void forgetChanges(NavigableMap<Long, T> changes, long before) {
    Map.Entry<Long, T> standing = changes.floorEntry(before);
    if (standing != null) {
      changes.headMap(standing.getKey(), false).clear();
    }
  }

  long units(long from, long to) {
    return sold.subMap(from, to).values().stream().mapToLong(cell -> cell.units).sum();
  }

  /** The highest price that stands or was changed to; 0 where none is known. */
  long listPrice() {
    return prices.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** What it came to in these minutes. */
  ProductRecord record(long from, long to) {
    double whileExplained = 0;
    double explainedMinutes = 0;
    double otherwise = 0;
    Map<Long, double[]> byPrice = new TreeMap<>();
    for (long minute = from; minute < to; minute++) {
      Cell cell = sold.get(minute);
      int orders = cell == null ? 0 : cell.orders;
      if (isExplained(minute)) {
        whileExplained += orders;
        explainedMinutes++;
      } else {
        otherwise += orders;
      }
      double[] atPrice = byPrice.computeIfAbsent(priceAt(minute), _ -> new double[2]);
      atPrice[0] += orders;
      atPrice[1]++;
    }
    long units = units(from, to);
    return new ProductRecord(
        productId,
        priceAt(to),
        unitsLeft,
        whileExplained + otherwise == 0 ? 1 : units / (whileExplained + otherwise),
        new Sales(whileExplained, explainedMinutes),
        new Sales(otherwise, to - from - explainedMinutes),
        slots(byPrice));
  }

  private static List<PriceSlot> slots(Map<Long, double[]> byPrice) {
    List<PriceSlot> slots = new ArrayList<>();
    byPrice.forEach(
        (price, counts) -> {
          if (price > 0) {
            slots.add(new PriceSlot(price, counts[0], counts[1]));
          }
        });
    return slots;
  }

  private boolean isExplained(long minute) {
    Map.Entry<Long, Boolean> last = explained.floorEntry(minute);
    return last != null && last.getValue();
  }

  private long priceAt(long minute) {
    Map.Entry<Long, Long> last = prices.floorEntry(minute);
    return last == null ? listPrice() : last.getValue();
  }
}

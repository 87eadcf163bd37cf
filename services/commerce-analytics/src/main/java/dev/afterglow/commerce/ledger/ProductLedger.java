package dev.afterglow.commerce.ledger;

import dev.afterglow.commerce.demand.PriceSlot;
import dev.afterglow.commerce.demand.ProductSales;
import dev.afterglow.commerce.demand.Sales;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/** One product in one room: what it sold each minute, and at which price. */
final class ProductLedger {
  private static final class Cell {
    int orders;
    long units;
  }

  private static final int LIST_PRICE_MINUTES = 5;

  private final String productId;
  private final TreeMap<Long, Cell> sold = new TreeMap<>();
  private final TreeMap<Long, Long> prices = new TreeMap<>();
  private long unitsLeft = -1;
  private long toldMinute;

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

  void stock(long minute, long left) {
    unitsLeft = left;
    toldMinute = minute;
  }

  /** What was told last, less what was sold in the minutes since; −1 where nothing was told. */
  private long stillLeft(long to) {
    return unitsLeft < 0 ? -1 : Math.max(0, unitsLeft - units(toldMinute + 1, to + 1));
  }

  /** What it sold in slots of so many minutes, from a minute on. */
  ProductSales slots(long from, int slots, int slotMinutes, ProductRecord record, long to) {
    List<Long> units = new ArrayList<>(slots);
    for (int slot = 0; slot < slots; slot++) {
      long start = from + (long) slot * slotMinutes;
      units.add(units(start, start + slotMinutes));
    }
    return new ProductSales(productId, units, stillLeft(to), record.byPrice());
  }

  void forget(long before) {
    sold.headMap(before).clear();
    forgetChanges(prices, before);
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

  int orders(long minute) {
    Cell cell = sold.get(minute);
    return cell == null ? 0 : cell.orders;
  }

  long units(Set<Long> minutes) {
    return sold.entrySet().stream()
        .filter(cell -> minutes.contains(cell.getKey()))
        .mapToLong(cell -> cell.getValue().units)
        .sum();
  }

  /**
   * The highest price that stood for five minutes in all, up to a minute: one that was mistyped and
   * put right is none. Where none stood so long the highest there was; 0 where none is known.
   */
  long listPrice(long to) {
    TreeMap<Long, Long> minutes = new TreeMap<>();
    prices.forEach(
        (from, price) -> {
          Long next = prices.higherKey(from);
          minutes.merge(price, (next == null ? to : next) - from, Long::sum);
        });
    return minutes.descendingMap().entrySet().stream()
        .filter(stood -> stood.getValue() >= LIST_PRICE_MINUTES)
        .mapToLong(Map.Entry::getKey)
        .findFirst()
        .orElse(minutes.isEmpty() ? 0 : minutes.lastKey());
  }

  /**
   * What it came to in some minutes.
   *
   * @param minutes those that count, in their order
   * @param running from which minute on which product was explained
   * @param to the minute at which the price is asked for
   */
  ProductRecord record(SortedSet<Long> minutes, NavigableMap<Long, String> running, long to) {
    double whileExplained = 0;
    double explainedMinutes = 0;
    double otherwise = 0;
    long units = 0;
    Map<Long, double[]> byPrice = new TreeMap<>();
    for (long minute : minutes) {
      Cell cell = sold.get(minute);
      int orders = cell == null ? 0 : cell.orders;
      units += cell == null ? 0 : cell.units;
      Map.Entry<Long, String> shown = running.floorEntry(minute);
      if (shown != null && shown.getValue().equals(productId)) {
        whileExplained += orders;
        explainedMinutes++;
      } else {
        otherwise += orders;
      }
      double[] atPrice = byPrice.computeIfAbsent(priceAt(minute, to), _ -> new double[2]);
      atPrice[0] += orders;
      atPrice[1]++;
    }
    return new ProductRecord(
        productId,
        priceAt(to, to),
        unitsLeft,
        whileExplained + otherwise == 0 ? 1 : units / (whileExplained + otherwise),
        new Sales(whileExplained, explainedMinutes),
        new Sales(otherwise, minutes.size() - explainedMinutes),
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

  private long priceAt(long minute, long to) {
    Map.Entry<Long, Long> last = prices.floorEntry(minute);
    return last == null ? listPrice(to) : last.getValue();
  }
}

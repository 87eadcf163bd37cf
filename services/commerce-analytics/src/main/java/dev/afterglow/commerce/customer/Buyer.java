package dev.afterglow.commerce.customer;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A customer with the orders that stayed bought; inside the service alone.
 *
 * @param pseudonym whose they are
 * @param orders one or more, the first paid first
 */
record Buyer(String pseudonym, List<Bought> orders) {
  /** Orders and money of one presenter or look. */
  private record Share(String key, int orders, long netMinor) {
    private static final Comparator<Share> MOST =
        Comparator.comparingInt(Share::orders)
            .thenComparingLong(Share::netMinor)
            .thenComparing(Share::key, Comparator.reverseOrder());

    Share plus(Share other) {
      return new Share(key, orders + other.orders, netMinor + other.netMinor);
    }
  }

  Buyer {
    orders = orders.stream().sorted(Bought.FIRST_FIRST).toList();
  }

  /** Whether more than one order stayed bought. */
  boolean isRepeater() {
    return orders.size() > 1;
  }

  /** The month of the first order, UTC; example: "2026-11". */
  String firstMonth() {
    return YearMonth.from(orders.getFirst().firstPaid().atOffset(ZoneOffset.UTC)).toString();
  }

  String firstPresenter() {
    return orders.getFirst().presenter();
  }

  String firstLook() {
    return orders.getFirst().look();
  }

  /** Of whom most orders were bought; then most money, then the first by name. Empty: not told. */
  String preferredPresenter() {
    return preferred(Bought::presenter);
  }

  /** In which look most orders were bought, by the same rule. */
  String preferredLook() {
    return preferred(Bought::look);
  }

  private String preferred(Function<Bought, String> of) {
    Map<String, Share> shares = new HashMap<>();
    for (Bought order : orders) {
      String key = of.apply(order);
      if (!key.isEmpty()) {
        shares.merge(key, new Share(key, 1, order.netMinor()), Share::plus);
      }
    }
    return shares.values().stream().max(Share.MOST).map(Share::key).orElse("");
  }

  /** Whether one of the products was bought. */
  boolean bought(int[] products) {
    return orders.stream()
        .anyMatch(
            order ->
                Arrays.stream(products)
                    .anyMatch(product -> Arrays.binarySearch(order.products(), product) >= 0));
  }
}

package dev.afterglow.commerce.demand;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a shop's past shows tell of the next one: what a product sells in a show is drawn around
 * what it sells, and that around what the shop's products sell; {@link RatePrior} says how far each
 * is pulled. It is believed no longer than a bound, because a show is another day's.
 */
public final class PastSales {
  /** Nothing is known of any past show. */
  public static final PastSales NONE = new PastSales(Map.of(), Optional.empty());

  private final Map<String, Rate> products;
  private final Optional<Rate> shop;

  private PastSales(Map<String, Rate> products, Optional<Rate> shop) {
    this.products = Map.copyOf(products);
    this.shop = shop;
  }

  /**
   * Of what was sold.
   *
   * @param shows each past show's sales by product; those without exposure do not count
   * @param unsold the rate where nothing was ever sold
   * @param most the most exposure that is believed, above 0
   */
  public static PastSales of(List<Map<String, Sales>> shows, Rate unsold, double most) {
    Map<String, List<Sales>> byProduct = new HashMap<>();
    for (Map<String, Sales> show : shows) {
      show.forEach(
          (product, sales) -> {
            if (sales.exposure() > 0) {
              byProduct.computeIfAbsent(product, _ -> new ArrayList<>()).add(sales);
            }
          });
    }
    if (byProduct.isEmpty()) {
      return NONE;
    }
    Rate shop = RatePrior.of(byProduct.values().stream().map(PastSales::sum).toList(), unsold);
    Map<String, Rate> products = new HashMap<>();
    byProduct.forEach((product, sales) -> products.put(product, bounded(own(sales, shop), most)));
    return new PastSales(products, Optional.of(bounded(shop, most)));
  }

  private static Sales sum(List<Sales> sales) {
    return new Sales(
        sales.stream().mapToDouble(Sales::count).sum(),
        sales.stream().mapToDouble(Sales::exposure).sum());
  }

  /**
   * Its own shows, put to the shop's rate; how much they differ says how much they are believed.
   */
  private static Rate own(List<Sales> shows, Rate shop) {
    Sales all = sum(shows);
    Rate both = shop.with(all.count(), all.exposure());
    double believed = RatePrior.of(shows, shop).exposure();
    return new Rate(both.mean() * believed, believed);
  }

  private static Rate bounded(Rate rate, double most) {
    return rate.exposure() <= most ? rate : rate.fading(most / rate.exposure());
  }

  /** What a product is expected to sell before its show; a new one what the shop's sell. */
  public Optional<Rate> of(String productId) {
    Rate known = products.get(productId);
    return known == null ? shop : Optional.of(known);
  }

  /** Whether the product was in a past show. */
  public boolean knows(String productId) {
    return products.containsKey(productId);
  }

  /** What the shop's products sell. */
  public Optional<Rate> shop() {
    return shop;
  }
}

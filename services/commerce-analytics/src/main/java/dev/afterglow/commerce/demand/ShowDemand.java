package dev.afterglow.commerce.demand;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The demand of a running show: each product's units of the slot to come, by {@link SlotDemand}
 * over viewer-minutes. Each earlier slot is foretold by those before it alone, so that a forecast
 * says how often its like held.
 *
 * <p>The slot to come is taken to have the viewers of the one before it. A product's level begins
 * with its first three slots, and half a unit in a slot like the first, believed as firmly as half
 * a sale; how slots scatter is learnt from the fourth on. A product that a past show of the shop
 * had begins with what it sold there, and its forecasts are judged from the first slot on.
 */
public final class ShowDemand {
  private static final double SHARE = 0.8;
  private static final double UNITS_BEFORE = 0.5;

  /** Past shows are believed as much as an hour of slots of five minutes like the first. */
  private static final double BELIEVED_SLOTS = 12;

  /** Slots that a product is learnt from before its forecasts are judged. */
  private static final int LEARNED = 3;

  private ShowDemand() {}

  /**
   * The forecasts, the product that sells most first; none where nobody was there.
   *
   * @param products what they sold, in as many slots as there are viewer-minutes
   * @param viewerMinutes minutes that all viewers together were there, a slot; in order
   * @param slotMinutes how long a slot is
   * @param shows what each of the shop's past shows sold of each product, over viewer-minutes
   */
  public static List<ProductForecast> of(
      List<ProductSales> products,
      List<Double> viewerMinutes,
      int slotMinutes,
      List<Map<String, Sales>> shows) {
    Optional<Double> first = viewerMinutes.stream().filter(it -> it > 0).findFirst();
    Optional<Double> last =
        viewerMinutes.isEmpty() ? Optional.empty() : Optional.of(viewerMinutes.getLast());
    if (first.isEmpty() || last.filter(it -> it > 0).isEmpty()) {
      return List.of();
    }
    PriceModel prices = new PriceModel(products.stream().map(ProductSales::byPrice).toList());
    Rate before = new Rate(UNITS_BEFORE, first.get());
    PastSales past = PastSales.of(shows, before, BELIEVED_SLOTS * first.get());
    return products.stream()
        .sorted(
            Comparator.comparingLong(ProductSales::allUnits)
                .reversed()
                .thenComparing(ProductSales::productId))
        .map(
            product ->
                forecast(
                    product,
                    past.of(product.productId()).orElse(before),
                    past.knows(product.productId()) ? 0 : LEARNED,
                    viewerMinutes,
                    slotMinutes,
                    prices.of(product.byPrice())))
        .toList();
  }

  private static ProductForecast forecast(
      ProductSales product,
      Rate before,
      int toLearn,
      List<Double> viewerMinutes,
      int slotMinutes,
      Elasticity elasticity) {
    int slot = 0;
    Rate level = before;
    for (int learned = 0; slot < viewerMinutes.size() && learned < toLearn; slot++) {
      double exposure = viewerMinutes.get(slot);
      if (exposure > 0) {
        level = level.with(product.units().get(slot), exposure);
        learned++;
      }
    }
    SlotDemand demand = new SlotDemand(level);
    int judged = 0;
    int held = 0;
    for (; slot < viewerMinutes.size(); slot++) {
      double exposure = viewerMinutes.get(slot);
      long units = product.units().get(slot);
      if (exposure > 0) {
        judged++;
        held += demand.foretell(exposure).interval(SHARE).holds(units) ? 1 : 0;
        demand.add(units, exposure);
      }
    }
    double next = viewerMinutes.getLast();
    CountDistribution units = demand.foretell(next);
    Optional<StockOut> stockOut =
        product.unitsLeft() < 0
            ? Optional.empty()
            : Optional.of(StockOut.of(demand.level(), product.unitsLeft(), next / slotMinutes));
    return new ProductForecast(
        product.productId(),
        units.mean(),
        units.interval(SHARE),
        judged,
        held,
        product.unitsLeft(),
        stockOut,
        elasticity);
  }
}

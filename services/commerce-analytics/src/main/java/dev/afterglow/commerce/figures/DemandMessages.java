package dev.afterglow.commerce.figures;

import com.google.protobuf.Timestamp;
import dev.afterglow.api.commerce.v1.ElasticitySilence;
import dev.afterglow.api.commerce.v1.GetDemandResponse;
import dev.afterglow.api.commerce.v1.PriceElasticity;
import dev.afterglow.api.commerce.v1.ProductDemand;
import dev.afterglow.commerce.demand.Elasticity;
import dev.afterglow.commerce.demand.ProductForecast;
import dev.afterglow.commerce.demand.ProductSales;
import dev.afterglow.commerce.demand.Sales;
import dev.afterglow.commerce.demand.ShowDemand;
import dev.afterglow.commerce.demand.StockOut;
import dev.afterglow.commerce.factor.ShowSlots;
import dev.afterglow.commerce.ledger.RoomLedger;
import dev.afterglow.commerce.room.RoomHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The demand of a show as a message. */
final class DemandMessages {
  private static final int MOST_PRODUCTS = 20;

  private DemandMessages() {}

  /** The whole slots of a show up to its last whole minute, at most a day of them. */
  static GetDemandResponse response(
      RoomHistory history, RoomLedger ledger, int slotMinutes, List<Map<String, Sales>> past) {
    ShowSlots show = ShowSlots.of(history, slotMinutes);
    Instant next = show.next();
    GetDemandResponse.Builder response =
        GetDemandResponse.newBuilder()
            .setSlotTime(RoomMessages.timestamp(next))
            .setSlotS(Math.toIntExact(Duration.ofMinutes(slotMinutes).toSeconds()))
            .setSlotCount(show.count());
    ShowDemand.of(
            ledger.slots(show.from(), show.count(), slotMinutes),
            show.viewerMinutes(),
            slotMinutes,
            past)
        .stream()
        .limit(MOST_PRODUCTS)
        .forEach(it -> response.addProducts(product(it, next)));
    return response.build();
  }

  /** What a past show sold of each product, over viewer-minutes. */
  static Map<String, Sales> sales(RoomHistory history, RoomLedger ledger, int slotMinutes) {
    ShowSlots show = ShowSlots.of(history, slotMinutes);
    double watched = show.viewerMinutes().stream().mapToDouble(Double::doubleValue).sum();
    Map<String, Sales> sales = new HashMap<>();
    for (ProductSales product : ledger.slots(show.from(), show.count(), slotMinutes)) {
      sales.put(product.productId(), new Sales(product.allUnits(), watched));
    }
    return sales;
  }

  private static ProductDemand product(ProductForecast forecast, Instant next) {
    ProductDemand.Builder product =
        ProductDemand.newBuilder()
            .setProductId(forecast.productId())
            .setUnits(forecast.mean())
            .setLowUnits(forecast.interval().low())
            .setHighUnits(forecast.interval().high())
            .setHeldShare(forecast.interval().held())
            .setJudgedSlotCount(forecast.judged())
            .setHeldSlotCount(forecast.held());
    if (forecast.unitsLeft() >= 0) {
      product.setUnitsLeft(forecast.unitsLeft());
    }
    forecast.stockOut().ifPresent(it -> stockOut(it, next, product));
    switch (forecast.elasticity()) {
      case Elasticity.Known known ->
          product.setElasticity(
              PriceElasticity.newBuilder()
                  .setMean(known.mean())
                  .setLow(known.low())
                  .setHigh(known.high()));
      case Elasticity.Unknown unknown -> product.setElasticitySilence(silence(unknown.why()));
    }
    return product.build();
  }

  private static void stockOut(StockOut out, Instant next, ProductDemand.Builder product) {
    time(out.early(), next, product::setSoldOutEarlyTime);
    time(out.middle(), next, product::setSoldOutTime);
    time(out.late(), next, product::setSoldOutLateTime);
  }

  private static void time(Optional<Duration> after, Instant next, Consumer<Timestamp> to) {
    after.ifPresent(it -> to.accept(RoomMessages.timestamp(next.plus(it))));
  }

  private static ElasticitySilence silence(Elasticity.Silence why) {
    return switch (why) {
      case ONE_PRICE -> ElasticitySilence.ELASTICITY_SILENCE_ONE_PRICE;
      case TOO_LITTLE_DATA -> ElasticitySilence.ELASTICITY_SILENCE_TOO_LITTLE_DATA;
    };
  }
}

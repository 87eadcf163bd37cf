package dev.afterglow.commerce.figures;

import com.google.protobuf.Timestamp;
import dev.afterglow.api.commerce.v1.ElasticitySilence;
import dev.afterglow.api.commerce.v1.GetDemandResponse;
import dev.afterglow.api.commerce.v1.PriceElasticity;
import dev.afterglow.api.commerce.v1.ProductDemand;
import dev.afterglow.commerce.demand.Elasticity;
import dev.afterglow.commerce.demand.ProductForecast;
import dev.afterglow.commerce.demand.ShowDemand;
import dev.afterglow.commerce.demand.StockOut;
import dev.afterglow.commerce.ledger.RoomLedger;
import dev.afterglow.commerce.room.HistoryMinute;
import dev.afterglow.commerce.room.RoomHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The demand of a show as a message. */
final class DemandMessages {
  private static final int MOST_PRODUCTS = 20;
  private static final double SECONDS_A_MINUTE = 60;

  private DemandMessages() {}

  /** The whole slots of a show up to its last whole minute, at most a day of them. */
  static GetDemandResponse response(RoomHistory history, RoomLedger ledger, int slotMinutes) {
    List<HistoryMinute> show = history.show();
    int most = Math.toIntExact(RoomLedger.kept().toMinutes()) / slotMinutes;
    int slots = Math.min(most, show.size() / slotMinutes);
    int first = show.size() - slots * slotMinutes;
    Instant from = history.at(first);
    List<Double> viewerMinutes = new ArrayList<>(slots);
    for (int slot = 0; slot < slots; slot++) {
      int start = first + slot * slotMinutes;
      viewerMinutes.add(
          show.subList(start, start + slotMinutes).stream()
                  .mapToLong(HistoryMinute::watchedSeconds)
                  .sum()
              / SECONDS_A_MINUTE);
    }
    Instant next = history.at(show.size());
    GetDemandResponse.Builder response =
        GetDemandResponse.newBuilder()
            .setSlotTime(RoomMessages.timestamp(next))
            .setSlotS(Math.toIntExact(Duration.ofMinutes(slotMinutes).toSeconds()))
            .setSlotCount(slots);
    ShowDemand.of(ledger.slots(from, slots, slotMinutes), viewerMinutes, slotMinutes).stream()
        .limit(MOST_PRODUCTS)
        .forEach(it -> response.addProducts(product(it, next)));
    return response.build();
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

package dev.afterglow.commerce.room;

import java.time.Instant;
import java.util.List;

/**
 * The figures of a room as they stand; {@code metric.MetricDictionary} says what each means.
 *
 * @param platformFacts of the facts, those that our own services told of renders
 * @param lastFact the latest corrected time of a fact; the epoch where there is none
 * @param asOf the time that {@code online} and the net figures hold for
 */
public record RoomFigures(
    long facts,
    long duplicates,
    long quarantined,
    long platformFacts,
    long flagged,
    long viewers,
    long online,
    long peakOnline,
    long watchedSeconds,
    long comments,
    long likes,
    long impressions,
    long clicks,
    long orders,
    long paidOrders,
    long refundedOrders,
    List<MoneySum> gmvPaid,
    List<MoneySum> gmvNet,
    List<ProductFigures> topProducts,
    List<WordUse> frequentWords,
    ComputeSum compute,
    List<CostSum> costs,
    RoomDetail detail,
    Instant lastFact,
    Instant asOf) {
  public RoomFigures {
    gmvPaid = List.copyOf(gmvPaid);
    gmvNet = List.copyOf(gmvNet);
    topProducts = List.copyOf(topProducts);
    frequentWords = List.copyOf(frequentWords);
    costs = List.copyOf(costs);
  }
}

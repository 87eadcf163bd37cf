package dev.afterglow.commerce.figures;

import com.google.protobuf.Timestamp;
import dev.afterglow.api.commerce.v1.MetricDefinition;
import dev.afterglow.api.commerce.v1.Money;
import dev.afterglow.api.commerce.v1.ProductFigures;
import dev.afterglow.api.commerce.v1.Room;
import dev.afterglow.api.commerce.v1.RoomCompute;
import dev.afterglow.api.commerce.v1.RoomCost;
import dev.afterglow.api.commerce.v1.WordCount;
import dev.afterglow.commerce.engine.RoomView;
import dev.afterglow.commerce.metric.Metric;
import dev.afterglow.commerce.room.CostSum;
import dev.afterglow.commerce.room.MoneySum;
import dev.afterglow.commerce.room.RoomFigures;
import java.time.Instant;
import java.util.List;

/** Figures as messages. */
final class RoomMessages {
  private RoomMessages() {}

  static Room room(RoomView view) {
    RoomFigures figures = view.figures();
    Room.Builder room =
        Room.newBuilder()
            .setRoomId(view.roomId())
            .setFactCount(figures.facts())
            .setDuplicateCount(figures.duplicates())
            .setQuarantinedCount(figures.quarantined())
            .setPlatformFactCount(figures.platformFacts())
            .setFlaggedCount(figures.flagged())
            .setViewerCount(figures.viewers())
            .setOnlineCount(figures.online())
            .setPeakOnlineCount(figures.peakOnline())
            .setWatchTimeS(figures.watchedSeconds())
            .setCommentCount(figures.comments())
            .setLikeCount(figures.likes())
            .setImpressionCount(figures.impressions())
            .setClickCount(figures.clicks())
            .setOrderCount(figures.orders())
            .setPaidOrderCount(figures.paidOrders())
            .setRefundedOrderCount(figures.refundedOrders())
            .addAllGmvPaid(money(figures.gmvPaid()))
            .addAllGmvNet(money(figures.gmvNet()))
            .setCompute(
                RoomCompute.newBuilder()
                    .setRenderCount(figures.compute().renders())
                    .setDeviceMs(figures.compute().deviceMs())
                    .setProcessorMs(figures.compute().processorMs())
                    .setEncoderMs(figures.compute().encoderMs())
                    .setBytesOut(figures.compute().bytesOut())
                    .setToldCount(figures.compute().told()))
            .addAllCosts(costs(figures.costs()))
            .setProvisional(view.provisional())
            .setAsOfTime(timestamp(figures.asOf()));
    if (figures.facts() > 0) {
      room.setLastFactTime(timestamp(figures.lastFact()));
    }
    for (dev.afterglow.commerce.room.ProductFigures product : figures.topProducts()) {
      room.addTopProducts(
          ProductFigures.newBuilder()
              .setProductId(product.productId())
              .setImpressionCount(product.impressions())
              .setClickCount(product.clicks())
              .setPaidOrderCount(product.paidOrders())
              .setUnitCount(product.units())
              .addAllGmvPaid(money(product.gmvPaid())));
    }
    figures
        .frequentWords()
        .forEach(
            use ->
                room.addFrequentWords(
                    WordCount.newBuilder().setWord(use.word()).setCount(use.comments())));
    DetailMessages.add(figures.detail(), room);
    return room.setCommitted(DetailMessages.committed(view.committed())).build();
  }

  private static List<RoomCost> costs(List<CostSum> costs) {
    return costs.stream()
        .map(
            cost ->
                RoomCost.newBuilder()
                    .setKind(EconomicsMessages.kind(cost.kind()))
                    .setAmount(
                        Money.newBuilder()
                            .setCurrencyCode(cost.currency())
                            .setAmountMinor(cost.minor()))
                    .build())
        .toList();
  }

  static List<Money> money(List<MoneySum> sums) {
    return sums.stream()
        .map(
            sum ->
                Money.newBuilder()
                    .setCurrencyCode(sum.currency())
                    .setAmountMinor(sum.minor())
                    .build())
        .toList();
  }

  static MetricDefinition definition(Metric metric, String locale) {
    Metric.Words words = metric.words(locale);
    return MetricDefinition.newBuilder()
        .setMetricId(metric.id())
        .setDisplayName(words.name())
        .setFormula(words.formula())
        .setUnit(metric.unit())
        .setVersion(metric.version())
        .setNumerator(metric.numerator(locale))
        .setDenominator(metric.denominator(locale))
        .addAllWindows(metric.windows().stream().map(DetailMessages::window).toList())
        .build();
  }

  static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}

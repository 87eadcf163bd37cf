package dev.afterglow.commerce.figures;

import dev.afterglow.api.commerce.v1.CommentFigures;
import dev.afterglow.api.commerce.v1.CommentIntent;
import dev.afterglow.api.commerce.v1.CommittedFigures;
import dev.afterglow.api.commerce.v1.ExplainFigures;
import dev.afterglow.api.commerce.v1.IntentCount;
import dev.afterglow.api.commerce.v1.LookSpan;
import dev.afterglow.api.commerce.v1.LookSum;
import dev.afterglow.api.commerce.v1.MetricDefinition;
import dev.afterglow.api.commerce.v1.MetricValue;
import dev.afterglow.api.commerce.v1.MetricWindow;
import dev.afterglow.api.commerce.v1.MinuteFigures;
import dev.afterglow.api.commerce.v1.OpenQuestion;
import dev.afterglow.api.commerce.v1.Room;
import dev.afterglow.api.commerce.v1.WordTrend;
import dev.afterglow.commerce.engine.Committed;
import dev.afterglow.commerce.metric.Rate;
import dev.afterglow.commerce.metric.RoomRates;
import dev.afterglow.commerce.room.Basis;
import dev.afterglow.commerce.room.MinuteCount;
import dev.afterglow.commerce.room.RoomDetail;
import dev.afterglow.commerce.room.Sentiment;
import java.util.function.ToLongFunction;

/** Windows, minutes and questions as messages. */
final class DetailMessages {
  private static final dev.afterglow.commerce.room.CommentIntent[] INTENTS =
      dev.afterglow.commerce.room.CommentIntent.values();

  private DetailMessages() {}

  static void add(RoomDetail detail, Room.Builder room) {
    RoomRates.of(detail).forEach(value -> room.addMetrics(value(value)));
    detail.curve().forEach(minute -> room.addMinutes(minute(minute)));
    detail.questions().forEach(question -> room.addQuestions(question(question)));
    detail.explained().forEach(explained -> room.addExplained(explained(explained)));
    detail.looks().sums().forEach(sum -> room.addLooks(sum(sum)));
    detail.looks().newest().forEach(span -> room.addLookSpans(span(span)));
    detail.words().forEach(word -> room.addWordTrends(trend(word)));
    room.addComments(comments(MetricWindow.METRIC_WINDOW_TOTAL, detail.total()));
    room.addComments(comments(MetricWindow.METRIC_WINDOW_LAST_10_MINUTES, detail.last()));
    room.addComments(comments(MetricWindow.METRIC_WINDOW_PREVIOUS_10_MINUTES, detail.before()));
  }

  private static WordTrend trend(dev.afterglow.commerce.room.WordTrend trend) {
    return WordTrend.newBuilder()
        .setWord(trend.word())
        .setLastCount(trend.last())
        .setPreviousCount(trend.before())
        .build();
  }

  private static LookSum sum(dev.afterglow.commerce.room.LookSum sum) {
    return LookSum.newBuilder()
        .setLookId(sum.lookId())
        .setLayout(sum.layout())
        .setSpanCount(sum.spans())
        .setShownS(sum.seconds())
        .build();
  }

  private static LookSpan span(dev.afterglow.commerce.room.LookSpan span) {
    LookSpan.Builder message =
        LookSpan.newBuilder()
            .setLookId(span.lookId())
            .setLayout(span.layout())
            .setStartTime(RoomMessages.timestamp(span.start()))
            .setShownS(span.seconds());
    span.end().ifPresent(end -> message.setEndTime(RoomMessages.timestamp(end)));
    return message.build();
  }

  private static MetricValue value(dev.afterglow.commerce.metric.MetricValue value) {
    MetricValue.Builder message =
        MetricValue.newBuilder()
            .setMetricId(value.metricId())
            .setWindow(window(value.window()))
            .setCurrencyCode(value.currency())
            .setNumerator(value.numerator())
            .setDenominator(value.denominator());
    value.value().ifPresent(message::setValue);
    return message.build();
  }

  static MetricWindow window(dev.afterglow.commerce.metric.MetricWindow window) {
    return switch (window) {
      case TOTAL -> MetricWindow.METRIC_WINDOW_TOTAL;
      case LAST_10_MINUTES -> MetricWindow.METRIC_WINDOW_LAST_10_MINUTES;
      case PREVIOUS_10_MINUTES -> MetricWindow.METRIC_WINDOW_PREVIOUS_10_MINUTES;
    };
  }

  private static MinuteFigures minute(dev.afterglow.commerce.room.MinuteFigures minute) {
    MinuteFigures.Builder message =
        MinuteFigures.newBuilder()
            .setStartTime(RoomMessages.timestamp(minute.start()))
            .setEntryCount(minute.count(MinuteCount.ENTRIES))
            .setCommentCount(minute.count(MinuteCount.COMMENTS))
            .setLikeCount(minute.count(MinuteCount.LIKES))
            .setShareCount(minute.count(MinuteCount.SHARES))
            .setFollowCount(minute.count(MinuteCount.FOLLOWS))
            .setGiftCount(minute.count(MinuteCount.GIFTS))
            .setImpressionCount(minute.count(MinuteCount.IMPRESSIONS))
            .setClickCount(minute.count(MinuteCount.CLICKS))
            .setCartCount(minute.count(MinuteCount.CARTS))
            .setOrderCount(minute.count(MinuteCount.ORDERS))
            .setPaidOrderCount(minute.count(MinuteCount.PAID_ORDERS))
            .setRefundedOrderCount(minute.count(MinuteCount.REFUNDED_OF_PAID))
            .setNeutralCount(minute.count(MinuteCount.NEUTRAL))
            .setPositiveCount(minute.count(MinuteCount.POSITIVE))
            .setNegativeCount(minute.count(MinuteCount.NEGATIVE))
            .addAllGmvPaid(RoomMessages.money(minute.gmvPaid()));
    for (dev.afterglow.commerce.room.CommentIntent intent : INTENTS) {
      IntentCount count = count(intent, minute::count);
      if (count.getCount() > 0) {
        message.addIntents(count);
      }
    }
    return message.build();
  }

  private static IntentCount count(
      dev.afterglow.commerce.room.CommentIntent intent, ToLongFunction<MinuteCount> counts) {
    return IntentCount.newBuilder()
        .setIntent(intent(intent))
        .setCount(counts.applyAsLong(MinuteCount.of(intent)))
        .build();
  }

  private static CommentIntent intent(dev.afterglow.commerce.room.CommentIntent intent) {
    return CommentIntent.valueOf("COMMENT_INTENT_" + intent.name());
  }

  private static CommentFigures comments(MetricWindow window, Basis basis) {
    CommentFigures.Builder message =
        CommentFigures.newBuilder()
            .setWindow(window)
            .setNeutralCount(basis.count(MinuteCount.of(Sentiment.NEUTRAL)))
            .setPositiveCount(basis.count(MinuteCount.of(Sentiment.POSITIVE)))
            .setNegativeCount(basis.count(MinuteCount.of(Sentiment.NEGATIVE)));
    for (dev.afterglow.commerce.room.CommentIntent intent : INTENTS) {
      message.addIntents(count(intent, basis::count));
    }
    return message.build();
  }

  private static OpenQuestion question(dev.afterglow.commerce.room.OpenQuestion question) {
    return OpenQuestion.newBuilder()
        .setIntent(intent(question.intent()))
        .setSubject(question.subject())
        .setAskCount(question.asks())
        .setAskerCount(question.askers())
        .setLastAskTime(RoomMessages.timestamp(question.lastAsked()))
        .setExplainedNow(question.explainedNow())
        .setScore(question.score())
        .build();
  }

  private static ExplainFigures explained(dev.afterglow.commerce.room.ExplainFigures explained) {
    ExplainFigures.Builder message =
        ExplainFigures.newBuilder()
            .setProductId(explained.productId())
            .setSegmentCount(explained.segments())
            .setExplainedS(explained.seconds())
            .setRestS(explained.restSeconds())
            .setClickInsideCount(explained.clicksInside())
            .setClickOutsideCount(explained.clicksOutside());
    explained.clickLift().ifPresent(message::setClickLift);
    return message.build();
  }

  static CommittedFigures committed(Committed committed) {
    return CommittedFigures.newBuilder()
        .setFactCount(committed.facts())
        .setPaidOrderCount(committed.paidOrders())
        .setPaidUnitCount(committed.paidUnits())
        .addAllGmvPaid(RoomMessages.money(committed.gmvPaid()))
        .addAllGmvNet(RoomMessages.money(committed.gmvNet()))
        .build();
  }

  static MetricDefinition definition(Rate rate, String locale) {
    return MetricDefinition.newBuilder()
        .setMetricId(rate.id())
        .setDisplayName(rate.words(locale).name())
        .setFormula(rate.words(locale).formula())
        .setUnit(rate.unit())
        .setVersion(rate.version())
        .setNumerator(rate.numerator(locale))
        .setDenominator(rate.denominator(locale))
        .addWindows(MetricWindow.METRIC_WINDOW_TOTAL)
        .addWindows(MetricWindow.METRIC_WINDOW_LAST_10_MINUTES)
        .addWindows(MetricWindow.METRIC_WINDOW_PREVIOUS_10_MINUTES)
        .setAttribution(rate.attribution(locale))
        .build();
  }
}

package dev.afterglow.studio.room;

import com.google.protobuf.Timestamp;
import dev.afterglow.api.commerce.v1.MetricStanding;
import dev.afterglow.api.commerce.v1.OpenQuestion;
import dev.afterglow.api.commerce.v1.ProductFigures;
import dev.afterglow.api.commerce.v1.Room;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;

/** Room figures from the contract. */
final class RoomMapper {

  // The bounds that the contract gives its lists, kept even by a service that does not.
  private static final int MAX_PRODUCTS = 20;
  private static final int MAX_WORDS = 50;
  private static final int MAX_CURRENCIES = 16;
  private static final int MAX_STANDINGS = 200;
  private static final int MAX_QUESTIONS = 20;
  private static final String INTENT = "COMMENT_INTENT_";

  private RoomMapper() {}

  static RoomFigures figures(Room room) {
    return new RoomFigures(
        UUID.fromString(room.getRoomId()),
        room.getFactCount(),
        room.getDuplicateCount(),
        room.getQuarantinedCount(),
        room.getFlaggedCount(),
        room.getViewerCount(),
        room.getOnlineCount(),
        room.getPeakOnlineCount(),
        room.getWatchTimeS(),
        room.getCommentCount(),
        room.getLikeCount(),
        room.getImpressionCount(),
        room.getClickCount(),
        room.getOrderCount(),
        room.getPaidOrderCount(),
        room.getRefundedOrderCount(),
        money(room.getGmvPaidList()),
        money(room.getGmvNetList()),
        room.getTopProductsList().stream().limit(MAX_PRODUCTS).map(RoomMapper::product).toList(),
        room.getFrequentWordsList().stream()
            .limit(MAX_WORDS)
            .map(it -> new RoomFigures.Word(it.getWord(), it.getCount()))
            .toList(),
        room.getShopId(),
        room.getStandingsList().stream().limit(MAX_STANDINGS).map(RoomMapper::standing).toList(),
        room.getQuestionsList().stream().limit(MAX_QUESTIONS).map(RoomMapper::question).toList(),
        room.getProvisional(),
        instant(room.getAsOfTime()));
  }

  private static RoomFigures.Standing standing(MetricStanding standing) {
    return new RoomFigures.Standing(
        standing.getMetricId(),
        standing.getCurrencyCode(),
        standing.hasPercentile()
            ? OptionalDouble.of(standing.getPercentile())
            : OptionalDouble.empty(),
        standing.getShowCount(),
        standing.getLeastShowCount());
  }

  private static RoomFigures.Question question(OpenQuestion question) {
    String intent = question.getIntent().name();
    return new RoomFigures.Question(
        intent.startsWith(INTENT) ? intent.substring(INTENT.length()) : intent,
        question.getSubject(),
        question.getAskCount(),
        question.getAskerCount(),
        instant(question.getLastAskTime()),
        question.getExplainedNow());
  }

  private static RoomFigures.Product product(ProductFigures product) {
    return new RoomFigures.Product(
        product.getProductId(),
        product.getImpressionCount(),
        product.getClickCount(),
        product.getPaidOrderCount(),
        product.getUnitCount(),
        money(product.getGmvPaidList()));
  }

  private static List<RoomFigures.Money> money(List<dev.afterglow.api.commerce.v1.Money> amounts) {
    return amounts.stream()
        .limit(MAX_CURRENCIES)
        .map(it -> new RoomFigures.Money(it.getCurrencyCode(), it.getAmountMinor()))
        .toList();
  }

  private static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }
}

package dev.afterglow.facts.wire;

import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.api.commerce.v1.Promotion;
import dev.afterglow.api.commerce.v1.QuestionAnswered;
import dev.afterglow.facts.FactFault;
import dev.afterglow.facts.FactFault.Reason;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Money;

/** What happened, out of a message. */
final class HappeningReader {
  private HappeningReader() {}

  static Happening read(Fact fact) {
    return switch (fact.getKindCase()) {
      case ENTER -> new Happening.Enter(fact.getEnter().getChannel());
      case HEARTBEAT -> new Happening.Heartbeat();
      case LEAVE -> new Happening.Leave();
      case COMMENT -> new Happening.Comment(fact.getComment().getText());
      case LIKE -> new Happening.Like(fact.getLike().getCount());
      case SHARE -> new Happening.Share();
      case FOLLOW -> new Happening.Follow();
      case GIFT -> new Happening.Gift(money("gift.worth", fact.getGift().getWorth()));
      case PRODUCT_IMPRESSION ->
          new Happening.ProductImpression(fact.getProductImpression().getProductId());
      case PRODUCT_CLICK -> new Happening.ProductClick(fact.getProductClick().getProductId());
      case CART_ADD ->
          new Happening.CartAdd(fact.getCartAdd().getProductId(), fact.getCartAdd().getQuantity());
      case ORDER_CREATED, ORDER_PAID, ORDER_CANCELLED, ORDER_REFUNDED -> order(fact);
      case EXPLAIN_SEGMENT ->
          new Happening.ExplainSegment(
              fact.getExplainSegment().getProductId(), fact.getExplainSegment().getBegins());
      case PRICE_CHANGE ->
          new Happening.PriceChange(
              fact.getPriceChange().getProductId(),
              money("price_change.price", fact.getPriceChange().getPrice()));
      case STOCK_CHANGE ->
          new Happening.StockChange(
              fact.getStockChange().getProductId(), fact.getStockChange().getUnitsLeft());
      case COST_INCURRED -> cost(fact);
      case COMPUTE_USED ->
          new Happening.ComputeUsed(
              fact.getComputeUsed().getRenderId(),
              fact.getComputeUsed().getDeviceMs(),
              fact.getComputeUsed().getProcessorMs(),
              fact.getComputeUsed().getEncoderMs(),
              fact.getComputeUsed().getBytesOut());
      case LOOK_CHANGE ->
          new Happening.LookChange(
              fact.getLookChange().getRenderId(),
              fact.getLookChange().getNumber(),
              fact.getLookChange().getLookId(),
              fact.getLookChange().getLayout());
      case SHOW_OPENED ->
          new Happening.ShowOpened(
              fact.getShowOpened().getShopId(), fact.getShowOpened().getPresenterId());
      case PROMOTION -> promotion(fact.getPromotion());
      case QUESTION_ANSWERED -> answered(fact.getQuestionAnswered());
      case EXTERNAL_FACTOR ->
          new Happening.ExternalFactor(
              fact.getExternalFactor().getName(), fact.getExternalFactor().getValue());
      case KIND_NOT_SET -> throw new FactFault(Reason.INVALID_FIELD, "kind");
    };
  }

  private static Happening promotion(Promotion told) {
    Happening.PromotionSort sort =
        switch (told.getSort()) {
          case PROMOTION_SORT_PRICE -> Happening.PromotionSort.PRICE;
          case PROMOTION_SORT_COUPON -> Happening.PromotionSort.COUPON;
          case PROMOTION_SORT_BUNDLE -> Happening.PromotionSort.BUNDLE;
          case PROMOTION_SORT_GIFT -> Happening.PromotionSort.GIFT;
          case PROMOTION_SORT_FREE_SHIPPING -> Happening.PromotionSort.FREE_SHIPPING;
          case PROMOTION_SORT_UNSPECIFIED, UNRECOGNIZED ->
              throw new FactFault(Reason.INVALID_FIELD, "promotion.sort");
        };
    return new Happening.Promotion(
        told.getPromotionId(),
        told.getProductId(),
        told.getBegins(),
        sort,
        told.hasPrice() ? money("promotion.price", told.getPrice()) : null);
  }

  private static Happening answered(QuestionAnswered answered) {
    Happening.Question question =
        switch (answered.getIntent()) {
          case COMMENT_INTENT_PRICE -> Happening.Question.PRICE;
          case COMMENT_INTENT_HOW_TO_BUY -> Happening.Question.HOW_TO_BUY;
          case COMMENT_INTENT_DISCOUNT -> Happening.Question.DISCOUNT;
          case COMMENT_INTENT_SHIPPING -> Happening.Question.SHIPPING;
          case COMMENT_INTENT_FREIGHT_INSURANCE -> Happening.Question.FREIGHT_INSURANCE;
          case COMMENT_INTENT_RETURN -> Happening.Question.RETURN;
          case COMMENT_INTENT_SIZE -> Happening.Question.SIZE;
          case COMMENT_INTENT_QUALITY -> Happening.Question.QUALITY;
          case COMMENT_INTENT_STOCK -> Happening.Question.STOCK;
          case COMMENT_INTENT_REPEAT_EXPLAIN -> Happening.Question.REPEAT_EXPLAIN;
          case COMMENT_INTENT_AI_QUESTION -> Happening.Question.AI_QUESTION;
          case COMMENT_INTENT_PRAISE,
              COMMENT_INTENT_COMPLAINT,
              COMMENT_INTENT_NOISE,
              COMMENT_INTENT_UNSPECIFIED,
              UNRECOGNIZED ->
              throw new FactFault(Reason.INVALID_FIELD, "question_answered.intent");
        };
    return new Happening.QuestionAnswered(question, answered.getSubject());
  }

  private static Happening order(Fact fact) {
    return switch (fact.getKindCase()) {
      case ORDER_CREATED ->
          new Happening.OrderCreated(
              fact.getOrderCreated().getOrderId(),
              fact.getOrderCreated().getLinesList().stream()
                  .map(
                      line ->
                          new Happening.OrderLine(
                              line.getProductId(),
                              line.getQuantity(),
                              money("order_created.lines.unit_price", line.getUnitPrice())))
                  .toList());
      case ORDER_PAID ->
          new Happening.OrderPaid(
              fact.getOrderPaid().getOrderId(),
              money("order_paid.amount", fact.getOrderPaid().getAmount()));
      case ORDER_CANCELLED -> new Happening.OrderCancelled(fact.getOrderCancelled().getOrderId());
      default ->
          new Happening.OrderRefunded(
              fact.getOrderRefunded().getOrderId(),
              money("order_refunded.amount", fact.getOrderRefunded().getAmount()));
    };
  }

  private static Happening cost(Fact fact) {
    var cost = fact.getCostIncurred();
    Happening.CostKind kind =
        switch (cost.getKind()) {
          case COST_KIND_ADVERTISING -> Happening.CostKind.ADVERTISING;
          case COST_KIND_COMPUTE -> Happening.CostKind.COMPUTE;
          case COST_KIND_PEOPLE -> Happening.CostKind.PEOPLE;
          case COST_KIND_UNSPECIFIED, UNRECOGNIZED ->
              throw new FactFault(Reason.INVALID_FIELD, "cost_incurred.kind");
        };
    return new Happening.CostIncurred(kind, money("cost_incurred.amount", cost.getAmount()));
  }

  /** The currency and size are checked by the record, which does not know whose money it is. */
  private static Money money(String field, dev.afterglow.api.commerce.v1.Money money) {
    if (money.getAmountMinor() < 0) {
      throw new FactFault(Reason.NEGATIVE_AMOUNT, field);
    }
    try {
      return new Money(money.getCurrencyCode(), money.getAmountMinor());
    } catch (FactFault e) {
      throw new FactFault(e.reason(), field + "." + e.field());
    }
  }
}

package dev.afterglow.facts.wire;

import dev.afterglow.api.commerce.v1.CartAdd;
import dev.afterglow.api.commerce.v1.Comment;
import dev.afterglow.api.commerce.v1.CommentIntent;
import dev.afterglow.api.commerce.v1.ComputeUsed;
import dev.afterglow.api.commerce.v1.CostIncurred;
import dev.afterglow.api.commerce.v1.CostKind;
import dev.afterglow.api.commerce.v1.Enter;
import dev.afterglow.api.commerce.v1.ExplainSegment;
import dev.afterglow.api.commerce.v1.ExternalFactor;
import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.api.commerce.v1.Follow;
import dev.afterglow.api.commerce.v1.Gift;
import dev.afterglow.api.commerce.v1.Heartbeat;
import dev.afterglow.api.commerce.v1.Leave;
import dev.afterglow.api.commerce.v1.Like;
import dev.afterglow.api.commerce.v1.LookChange;
import dev.afterglow.api.commerce.v1.Money;
import dev.afterglow.api.commerce.v1.OrderCancelled;
import dev.afterglow.api.commerce.v1.OrderCreated;
import dev.afterglow.api.commerce.v1.OrderLine;
import dev.afterglow.api.commerce.v1.OrderPaid;
import dev.afterglow.api.commerce.v1.OrderRefunded;
import dev.afterglow.api.commerce.v1.PriceChange;
import dev.afterglow.api.commerce.v1.ProductClick;
import dev.afterglow.api.commerce.v1.ProductImpression;
import dev.afterglow.api.commerce.v1.Promotion;
import dev.afterglow.api.commerce.v1.PromotionSort;
import dev.afterglow.api.commerce.v1.QuestionAnswered;
import dev.afterglow.api.commerce.v1.Share;
import dev.afterglow.api.commerce.v1.ShowOpened;
import dev.afterglow.api.commerce.v1.StockChange;
import dev.afterglow.facts.Happening;

/** What happened, into a message. */
final class HappeningWriter {
  private HappeningWriter() {}

  static void write(Happening what, Fact.Builder fact) {
    switch (what) {
      case Happening.Enter enter -> fact.setEnter(Enter.newBuilder().setChannel(enter.channel()));
      case Happening.Heartbeat _ -> fact.setHeartbeat(Heartbeat.getDefaultInstance());
      case Happening.Leave _ -> fact.setLeave(Leave.getDefaultInstance());
      case Happening.Comment comment ->
          fact.setComment(Comment.newBuilder().setText(comment.text()));
      case Happening.Like like -> fact.setLike(Like.newBuilder().setCount(like.count()));
      case Happening.Share _ -> fact.setShare(Share.getDefaultInstance());
      case Happening.Follow _ -> fact.setFollow(Follow.getDefaultInstance());
      case Happening.Gift gift -> fact.setGift(Gift.newBuilder().setWorth(money(gift.worth())));
      case Happening.ProductImpression shown ->
          fact.setProductImpression(ProductImpression.newBuilder().setProductId(shown.productId()));
      case Happening.ProductClick click ->
          fact.setProductClick(ProductClick.newBuilder().setProductId(click.productId()));
      case Happening.CartAdd add ->
          fact.setCartAdd(
              CartAdd.newBuilder().setProductId(add.productId()).setQuantity(add.quantity()));
      case Happening.OrderCreated created -> fact.setOrderCreated(created(created));
      case Happening.OrderPaid paid ->
          fact.setOrderPaid(
              OrderPaid.newBuilder().setOrderId(paid.orderId()).setAmount(money(paid.amount())));
      case Happening.OrderCancelled cancelled ->
          fact.setOrderCancelled(OrderCancelled.newBuilder().setOrderId(cancelled.orderId()));
      case Happening.OrderRefunded refund ->
          fact.setOrderRefunded(
              OrderRefunded.newBuilder()
                  .setOrderId(refund.orderId())
                  .setAmount(money(refund.amount())));
      case Happening.ExplainSegment segment ->
          fact.setExplainSegment(
              ExplainSegment.newBuilder()
                  .setProductId(segment.productId())
                  .setBegins(segment.begins()));
      case Happening.PriceChange change ->
          fact.setPriceChange(
              PriceChange.newBuilder()
                  .setProductId(change.productId())
                  .setPrice(money(change.price())));
      case Happening.StockChange change ->
          fact.setStockChange(
              StockChange.newBuilder()
                  .setProductId(change.productId())
                  .setUnitsLeft(change.unitsLeft()));
      case Happening.CostIncurred cost -> fact.setCostIncurred(cost(cost));
      case Happening.ComputeUsed used ->
          fact.setComputeUsed(
              ComputeUsed.newBuilder()
                  .setRenderId(used.renderId())
                  .setDeviceMs(used.deviceMs())
                  .setProcessorMs(used.processorMs())
                  .setEncoderMs(used.encoderMs())
                  .setBytesOut(used.bytesOut()));
      case Happening.LookChange change ->
          fact.setLookChange(
              LookChange.newBuilder()
                  .setRenderId(change.renderId())
                  .setNumber(change.number())
                  .setLookId(change.lookId())
                  .setLayout(change.layout()));
      case Happening.ShowOpened opened ->
          fact.setShowOpened(
              ShowOpened.newBuilder()
                  .setShopId(opened.shopId())
                  .setPresenterId(opened.presenterId()));
      case Happening.Promotion promotion -> fact.setPromotion(promotion(promotion));
      case Happening.QuestionAnswered answered ->
          fact.setQuestionAnswered(
              QuestionAnswered.newBuilder()
                  .setIntent(CommentIntent.valueOf("COMMENT_INTENT_" + answered.question().name()))
                  .setSubject(answered.subject()));
      case Happening.ExternalFactor factor ->
          fact.setExternalFactor(
              ExternalFactor.newBuilder().setName(factor.name()).setValue(factor.value()));
    }
  }

  private static Promotion promotion(Happening.Promotion promotion) {
    Promotion.Builder message =
        Promotion.newBuilder()
            .setPromotionId(promotion.promotionId())
            .setProductId(promotion.productId())
            .setBegins(promotion.begins())
            .setSort(PromotionSort.valueOf("PROMOTION_SORT_" + promotion.sort().name()));
    dev.afterglow.facts.Money price = promotion.price();
    if (price != null) {
      message.setPrice(money(price));
    }
    return message.build();
  }

  private static OrderCreated created(Happening.OrderCreated created) {
    OrderCreated.Builder message = OrderCreated.newBuilder().setOrderId(created.orderId());
    for (Happening.OrderLine line : created.lines()) {
      message.addLines(
          OrderLine.newBuilder()
              .setProductId(line.productId())
              .setQuantity(line.quantity())
              .setUnitPrice(money(line.unitPrice())));
    }
    return message.build();
  }

  private static CostIncurred cost(Happening.CostIncurred cost) {
    CostKind kind =
        switch (cost.kind()) {
          case ADVERTISING -> CostKind.COST_KIND_ADVERTISING;
          case COMPUTE -> CostKind.COST_KIND_COMPUTE;
          case PEOPLE -> CostKind.COST_KIND_PEOPLE;
        };
    return CostIncurred.newBuilder().setKind(kind).setAmount(money(cost.amount())).build();
  }

  private static Money money(dev.afterglow.facts.Money money) {
    return Money.newBuilder()
        .setCurrencyCode(money.currency())
        .setAmountMinor(money.minor())
        .build();
  }
}

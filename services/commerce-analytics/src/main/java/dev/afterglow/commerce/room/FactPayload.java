package dev.afterglow.commerce.room;

import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Money;

/**
 * What a fact says, as one number: the same id with another payload is a contradiction. The time of
 * sending is left out, because a client that sends again sends later.
 */
final class FactPayload {
  private FactPayload() {}

  static long hash(Fact fact) {
    Packer packer =
        new Packer()
            .text(fact.viewer())
            .number(fact.occurred().getEpochSecond())
            .number(fact.occurred().getNano());
    pack(fact.what(), packer);
    return Digest128.of(packer.bytes()).high();
  }

  // The tags are the field numbers of the contract; they may never change meaning.
  private static void pack(Happening what, Packer to) {
    switch (what) {
      case Happening.Enter enter -> to.raw(10).text(enter.channel());
      case Happening.Heartbeat _ -> to.raw(11);
      case Happening.Leave _ -> to.raw(12);
      case Happening.Comment comment -> to.raw(13).text(comment.text());
      case Happening.Like like -> to.raw(14).number(like.count());
      case Happening.Share _ -> to.raw(15);
      case Happening.Follow _ -> to.raw(16);
      case Happening.Gift gift -> pack(gift.worth(), to.raw(17));
      case Happening.ProductImpression shown -> to.raw(20).text(shown.productId());
      case Happening.ProductClick click -> to.raw(21).text(click.productId());
      case Happening.CartAdd add -> to.raw(22).text(add.productId()).number(add.quantity());
      case Happening.OrderCreated created -> pack(created, to.raw(23));
      case Happening.OrderPaid paid -> pack(paid.amount(), to.raw(24).text(paid.orderId()));
      case Happening.OrderCancelled cancelled -> to.raw(25).text(cancelled.orderId());
      case Happening.OrderRefunded refund ->
          pack(refund.amount(), to.raw(26).text(refund.orderId()));
      case Happening.ExplainSegment segment ->
          to.raw(30).text(segment.productId()).truth(segment.begins());
      case Happening.PriceChange change ->
          pack(change.price(), to.raw(31).text(change.productId()));
      case Happening.StockChange change ->
          to.raw(32).text(change.productId()).number(change.unitsLeft());
      case Happening.CostIncurred cost -> pack(cost.amount(), to.raw(33).text(cost.kind().name()));
      case Happening.ComputeUsed used ->
          to.raw(35)
              .text(used.renderId())
              .number(used.deviceMs())
              .number(used.processorMs())
              .number(used.encoderMs())
              .number(used.bytesOut());
      case Happening.LookChange change ->
          to.raw(37)
              .text(change.renderId())
              .number(change.number())
              .text(change.lookId())
              .text(change.layout());
      case Happening.QuestionAnswered answered ->
          to.raw(36).text(answered.question().name()).text(answered.subject());
      case Happening.ShowOpened opened -> {
        to.raw(38).text(opened.shopId());
        // Nothing where nobody told one: what was logged before presenters were told stays the
        // same.
        if (!opened.presenterId().isEmpty()) {
          to.text(opened.presenterId());
        }
      }
      case Happening.Promotion promotion -> {
        to.raw(39)
            .text(promotion.promotionId())
            .text(promotion.productId())
            .truth(promotion.begins())
            .text(promotion.sort().name());
        Money price = promotion.price();
        if (price != null) {
          pack(price, to);
        }
      }
      case Happening.ExternalFactor factor ->
          to.raw(34).text(factor.name()).fixed(Double.doubleToLongBits(factor.value()));
    }
  }

  private static void pack(Happening.OrderCreated created, Packer to) {
    to.text(created.orderId());
    for (Happening.OrderLine line : created.lines()) {
      pack(line.unitPrice(), to.text(line.productId()).number(line.quantity()));
    }
  }

  private static void pack(Money money, Packer to) {
    to.text(money.currency()).number(money.minor());
  }
}

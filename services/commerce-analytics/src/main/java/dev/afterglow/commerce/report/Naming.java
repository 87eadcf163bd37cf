package dev.afterglow.commerce.report;

import dev.afterglow.commerce.peak.Anomaly;
import dev.afterglow.commerce.peak.Beside;
import dev.afterglow.commerce.peak.Curve;
import dev.afterglow.commerce.room.CommentIntent;
import dev.afterglow.facts.Happening.CostKind;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What things are called in a report. */
final class Naming {
  private Naming() {}

  static String curve(Curve curve, Wording words) {
    return switch (curve) {
      case VIEWERS -> words.say("viewers", "在线人数");
      case COMMENTS -> words.say("comments", "评论");
      case CLICKS -> words.say("product clicks", "商品点击");
      case ORDERS -> words.say("orders", "下单");
      case GMV -> words.say("money paid", "付款金额");
    };
  }

  static boolean isBad(Anomaly.Kind kind) {
    return switch (kind) {
      case REFUND_WAVE, NEGATIVE_COMMENTS, CLICKS_WITHOUT_PAY -> true;
      case POSITIVE_COMMENTS, PAY_ABOVE_CLICKS -> false;
    };
  }

  static String anomaly(Anomaly anomaly, Wording words) {
    String seen = words.number(anomaly.seen());
    String expected = words.number(anomaly.expected());
    return switch (anomaly.kind()) {
      case REFUND_WAVE ->
          words.say(
              "%s orders had money back; %s were to be expected.",
              "%s 单退款，按此前水平应为 %s 单。", seen, expected);
      case NEGATIVE_COMMENTS ->
          words.say(
              "%s negative comments; %s were to be expected.",
              "负面评论 %s 条，按此前水平应为 %s 条。", seen, expected);
      case POSITIVE_COMMENTS ->
          words.say(
              "%s positive comments; %s were to be expected.",
              "好评 %s 条，按此前水平应为 %s 条。", seen, expected);
      case CLICKS_WITHOUT_PAY ->
          words.say(
              "%s orders were paid; the clicks let expect %s.",
              "付款 %s 单，按点击量应有 %s 单。", seen, expected);
      case PAY_ABOVE_CLICKS ->
          words.say(
              "%s orders were paid; the clicks let expect only %s.",
              "付款 %s 单，按点击量原应只有 %s 单。", seen, expected);
    };
  }

  static String beside(List<Beside> beside, Wording words) {
    return beside.stream()
        .map(it -> beside(it, words))
        .distinct()
        .limit(3)
        .collect(Collectors.joining(words.say(", ", "，")));
  }

  private static String beside(Beside beside, Wording words) {
    return switch (beside.kind()) {
      case EXPLAINED -> words.say("%s was explained", "讲解 %s", beside.productId());
      case PRICE_CUT -> words.say("%s cost less", "%s 降价", beside.productId());
      case PRICE_RISE -> words.say("%s cost more", "%s 涨价", beside.productId());
      case PROMOTION ->
          beside.productId().isEmpty()
              ? words.say("a promotion of the room", "全场促销")
              : words.say("a promotion of %s", "%s 促销", beside.productId());
      case PLAYBOOK ->
          beside.productId().isEmpty()
              ? words.say("a test acted", "正在测试一项方案")
              : words.say("a test acted on %s", "正在测试 %s 的方案", beside.productId());
    };
  }

  static String costs(Collection<CostKind> kinds, Wording words) {
    return Arrays.stream(CostKind.values())
        .filter(kinds::contains)
        .map(kind -> cost(kind, words))
        .collect(Collectors.joining(words.say(", ", "、")));
  }

  static String cost(CostKind kind, Wording words) {
    return switch (kind) {
      case ADVERTISING -> words.say("advertising", "广告");
      case COMPUTE -> words.say("computing", "算力");
      case PEOPLE -> words.say("people", "人员");
    };
  }

  static String question(CommentIntent intent, Wording words) {
    return switch (intent) {
      case PRICE -> words.say("what it costs", "价格");
      case HOW_TO_BUY -> words.say("how to buy", "怎么下单");
      case DISCOUNT -> words.say("discounts", "优惠");
      case SHIPPING -> words.say("shipping", "发货与物流");
      case FREIGHT_INSURANCE -> words.say("return freight", "运费险");
      case RETURN -> words.say("returns", "退换货");
      case SIZE -> words.say("sizes", "尺码");
      case QUALITY -> words.say("quality", "质量与材质");
      case STOCK -> words.say("stock", "库存");
      case REPEAT_EXPLAIN -> words.say("explain again", "再讲一遍");
      case AI_QUESTION -> words.say("is this a real person", "是不是真人");
      case PRAISE -> words.say("praise", "好评");
      case COMPLAINT -> words.say("complaints", "投诉");
      case NOISE -> words.say("other", "其他");
    };
  }
}

package dev.afterglow.commerce.metric;

import dev.afterglow.commerce.metric.Metric.Words;
import dev.afterglow.commerce.room.Basis;
import dev.afterglow.commerce.room.MinuteCount;
import dev.afterglow.commerce.room.MinuteMoney;
import dev.afterglow.commerce.room.Stage;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * A figure that is one number over another, or one number over 1, for each window. The version
 * counts up when the formula changes.
 */
public enum Rate {
  ENTRIES(
      "entries",
      1,
      Formula.of(count(MinuteCount.ENTRIES)),
      new Words("Entries", "Times that a viewer came in; a viewer may come in again."),
      new Words("进入次数", "观众进入直播间的次数，同一观众可多次进入。")),
  UNIQUE_VIEWERS(
      "people",
      1,
      Formula.of(Basis::viewers),
      new Words("Unique viewers", "Distinct viewers with any second of presence in the window."),
      new Words("去重观众", "窗口内有任一秒在场的去重观众。")),
  PCU(
      "people",
      1,
      Formula.of(Basis::peak),
      new Words("Peak concurrent viewers", "The most online in one whole second of the window."),
      new Words("最高同时在线 (PCU)", "窗口内任一整秒在线人数的最大值。")),
  ACU(
      "people",
      1,
      Formula.ratio(Basis::watchedSeconds, Basis::seconds),
      new Words(
          "Average concurrent viewers",
          "Seconds watched / length of the window; in total from the first viewer to the end of the"
              + " last lease. An integral, not a mean of samples."),
      new Words("平均同时在线 (ACU)", "观看秒数 ÷ 窗口时长；总计自首位观众至最后租约结束。为积分，非采样均值。"),
      new Parts("seconds watched", "seconds of the window", "观看秒数", "窗口秒数")),
  WATCH_TIME_MEAN_S(
      "seconds",
      1,
      Formula.ratio(Basis::watchedSeconds, Basis::viewers),
      new Words("Mean watch time", "Seconds watched / unique viewers."),
      new Words("人均观看时长", "观看秒数 ÷ 去重观众。"),
      new Parts("seconds watched", "unique viewers", "观看秒数", "去重观众")),
  VIEWER_TO_IMPRESSION_PEOPLE(
      "ratio",
      1,
      Formula.ratio(people(Stage.SAW), Basis::viewers),
      new Words("Viewer → impression, people", "Viewers shown a product / unique viewers."),
      new Words("观看→商品曝光率（人数）", "商品曝光人数 ÷ 去重观众。"),
      new Parts("viewers shown a product", "unique viewers", "商品曝光人数", "去重观众")),
  IMPRESSION_TO_CLICK_PEOPLE(
      "ratio",
      1,
      Formula.ratio(people(Stage.CLICKED), people(Stage.SAW)),
      new Words(
          "Impression → click, people",
          "Viewers who opened a product / viewers shown one. Above 1 where a shop tells of clicks"
              + " but not of every impression."),
      new Words("商品曝光→点击率（人数）", "商品点击人数 ÷ 商品曝光人数；店铺未上报全部曝光时可大于 1。"),
      new Parts("viewers who clicked", "viewers shown a product", "商品点击人数", "商品曝光人数")),
  CLICK_TO_ORDER_PEOPLE(
      "ratio",
      1,
      Formula.ratio(people(Stage.ORDERED), people(Stage.CLICKED)),
      new Words("Click → order, people", "Viewers who ordered / viewers who opened a product."),
      new Words("点击→下单率（人数）", "下单人数 ÷ 商品点击人数。"),
      new Parts("viewers who ordered", "viewers who clicked", "下单人数", "商品点击人数")),
  ORDER_TO_PAY_PEOPLE(
      "ratio",
      1,
      Formula.ratio(people(Stage.PAID), people(Stage.ORDERED)),
      new Words("Order → pay, people", "Viewers who paid / viewers who ordered."),
      new Words("下单→支付率（人数）", "支付人数 ÷ 下单人数。"),
      new Parts("viewers who paid", "viewers who ordered", "支付人数", "下单人数")),
  VIEWER_TO_PAY_PEOPLE(
      "ratio",
      1,
      Formula.ratio(people(Stage.PAID), Basis::viewers),
      new Words("Viewer → pay, people", "Viewers who paid / unique viewers."),
      new Words("观看→支付率（人数）", "支付人数 ÷ 去重观众。"),
      new Parts("viewers who paid", "unique viewers", "支付人数", "去重观众")),
  IMPRESSION_TO_CLICK_COUNT(
      "ratio",
      1,
      Formula.ratio(count(MinuteCount.CLICKS), count(MinuteCount.IMPRESSIONS)),
      new Words("Impression → click, counts", "Product clicks / product impressions."),
      new Words("商品曝光→点击率（次数）", "商品点击次数 ÷ 商品曝光次数。"),
      new Parts("clicks", "impressions", "商品点击次数", "商品曝光次数")),
  CLICK_TO_ORDER_COUNT(
      "ratio",
      1,
      Formula.ratio(count(MinuteCount.ORDERS), count(MinuteCount.CLICKS)),
      new Words(
          "Click → order, counts",
          "Orders made / product clicks of the same window: an order whose click fell into the"
              + " window before counts here all the same."),
      new Words("点击→下单率（次数）", "同一窗口内下单数 ÷ 点击数；点击落在前一窗口的订单仍计入本窗口。"),
      new Parts("orders made", "clicks", "下单数", "商品点击次数")),
  ORDER_TO_PAY_COUNT(
      "ratio",
      1,
      Formula.ratio(count(MinuteCount.PAID_ORDERS), count(MinuteCount.ORDERS)),
      new Words("Order → pay, counts", "Orders that became paid / orders made, of the window."),
      new Words("下单→支付率（次数）", "窗口内支付订单数 ÷ 下单数。"),
      new Parts("orders paid", "orders made", "支付订单数", "下单数")),
  COMMENT_RATE(
      "ratio",
      1,
      Formula.ratio(people(Stage.COMMENTED), Basis::viewers),
      new Words("Comment rate", "Viewers who commented / unique viewers."),
      new Words("评论率", "评论人数 ÷ 去重观众。"),
      new Parts("viewers who commented", "unique viewers", "评论人数", "去重观众")),
  LIKE_RATE(
      "ratio",
      1,
      Formula.ratio(people(Stage.LIKED), Basis::viewers),
      new Words("Like rate", "Viewers who liked / unique viewers; 500 likes of one count once."),
      new Words("点赞率", "点赞人数 ÷ 去重观众；一人 500 赞只计一次。"),
      new Parts("viewers who liked", "unique viewers", "点赞人数", "去重观众")),
  SHARE_RATE(
      "ratio",
      1,
      Formula.ratio(people(Stage.SHARED), Basis::viewers),
      new Words("Share rate", "Viewers who shared / unique viewers."),
      new Words("分享率", "分享人数 ÷ 去重观众。"),
      new Parts("viewers who shared", "unique viewers", "分享人数", "去重观众")),
  FOLLOW_RATE(
      "ratio",
      1,
      Formula.ratio(people(Stage.FOLLOWED), Basis::viewers),
      new Words("Follow rate", "Viewers who followed / unique viewers."),
      new Words("关注率", "关注人数 ÷ 去重观众。"),
      new Parts("viewers who followed", "unique viewers", "关注人数", "去重观众")),
  GIFT_RATE(
      "ratio",
      1,
      Formula.ratio(people(Stage.GAVE), Basis::viewers),
      new Words("Gift rate", "Viewers who gave a gift / unique viewers."),
      new Words("送礼率", "送礼人数 ÷ 去重观众。"),
      new Parts("viewers who gave", "unique viewers", "送礼人数", "去重观众")),
  GIFT_WORTH(
      "minor currency units",
      1,
      Formula.sum(MinuteMoney.GIFTS),
      new Words("Gift worth", "What gifts were worth, as the platform told it; no part of GMV."),
      new Words("礼物价值", "平台上报的礼物价值之和，不计入 GMV。")),
  FOLLOWERS_GAINED(
      "people",
      1,
      Formula.of(people(Stage.FOLLOWED)),
      new Words(
          "Followers gained", "Distinct viewers who followed; who stops to follow is not told."),
      new Words("新增关注", "关注的去重观众；取消关注不上报。")),
  GMV_PAID_WINDOW(
      "minor currency units",
      1,
      Formula.sum(MinuteMoney.PAID),
      new Words("GMV paid", "Payments at the time of payment, refunds not taken off."),
      new Words("支付 GMV", "按支付时间的支付额，不扣退款。")),
  GMV_NET_WINDOW(
      "minor currency units",
      1,
      Formula.sum(MinuteMoney.NET),
      new Words(
          "GMV net",
          "Payments less cancellations and refunds, each booked when it happened: a window may be"
              + " negative."),
      new Words("净 GMV", "支付额减取消与退款，各按发生时间入账；单个窗口可为负。")),
  GMV_DIRECT(
      "minor currency units",
      1,
      Formula.sum(MinuteMoney.DIRECT),
      new Words("GMV direct", "Payments of viewers who had opened a product in this room before."),
      new Words("直接 GMV", "支付前曾在本直播间点击商品的观众的支付额。")),
  GMV_ASSISTED(
      "minor currency units",
      1,
      Formula.sum(MinuteMoney.ASSISTED),
      new Words(
          "GMV assisted",
          "Payments of viewers who had been in this room before and opened no product here."),
      new Words("间接 GMV", "支付前到过本直播间但未点击商品的观众的支付额。")),
  GPM_VIEW(
      "minor currency units a thousand",
      1,
      Formula.ratio(MinuteMoney.PAID, 1_000, count(MinuteCount.ENTRIES)),
      new Words("GPM by view", "GMV paid × 1,000 / entries."),
      new Words("千次观看成交 (GPM)", "支付 GMV × 1000 ÷ 进入次数。"),
      new Parts("GMV paid × 1,000", "entries", "支付 GMV × 1000", "进入次数")),
  GPM_IMPRESSION(
      "minor currency units a thousand",
      1,
      Formula.ratio(MinuteMoney.PAID, 1_000, count(MinuteCount.IMPRESSIONS)),
      new Words("GPM by impression", "GMV paid × 1,000 / product impressions."),
      new Words("千次曝光成交", "支付 GMV × 1000 ÷ 商品曝光次数。"),
      new Parts("GMV paid × 1,000", "impressions", "支付 GMV × 1000", "商品曝光次数")),
  UV_VALUE(
      "minor currency units a viewer",
      1,
      Formula.ratio(MinuteMoney.PAID, 1, Basis::viewers),
      new Words("UV value", "GMV paid / unique viewers."),
      new Words("UV 价值", "支付 GMV ÷ 去重观众。"),
      new Parts("GMV paid", "unique viewers", "支付 GMV", "去重观众")),
  AOV_BUYER(
      "minor currency units a buyer",
      1,
      Formula.ratio(MinuteMoney.PAID, 1, people(Stage.PAID)),
      new Words(
          "AOV by buyer",
          "GMV paid / distinct viewers who paid; a payer without pseudonym is none."),
      new Words("客单价（按买家）", "支付 GMV ÷ 支付的去重观众；无匿名标识的付款人不计。"),
      new Parts("GMV paid", "viewers who paid", "支付 GMV", "支付人数")),
  AOV_ORDER(
      "minor currency units an order",
      1,
      Formula.ratio(MinuteMoney.PAID, 1, count(MinuteCount.PAID_ORDERS)),
      new Words("AOV by order", "GMV paid / orders that became paid."),
      new Words("笔单价（按订单）", "支付 GMV ÷ 支付订单数。"),
      new Parts("GMV paid", "orders paid", "支付 GMV", "支付订单数")),
  REFUND_RATE_COUNT(
      "ratio",
      1,
      Formula.ratio(count(MinuteCount.REFUNDED_OF_PAID), count(MinuteCount.PAID_ORDERS)),
      new Words(
          "Refund rate by orders",
          "Of the orders that became paid in the window: those with money back by now."),
      new Words("退款率（订单）", "窗口内支付的订单中，截至读取时已有退款的占比。"),
      new Parts("orders refunded", "orders paid", "其中已退款订单", "支付订单数")),
  REFUND_RATE_AMOUNT(
      "ratio",
      1,
      Formula.ratio(MinuteMoney.REFUNDED_OF_PAID, MinuteMoney.PAID),
      new Words(
          "Refund rate by amount",
          "Of the money of orders that became paid in the window: what went back by now, against"
              + " all paid in the window."),
      new Words("退款率（金额）", "窗口内支付订单截至读取时的退款额 ÷ 窗口支付额。"),
      new Parts("money back", "GMV paid", "退款额", "支付 GMV"));

  /** What is above and below the line, in both languages; empty where there is no line. */
  private record Parts(
      String numerator, String denominator, String chineseNumerator, String chineseDenominator) {
    static final Parts NONE = new Parts("", "", "", "");
  }

  private final String unit;
  private final int version;
  private final Formula formula;
  private final Words english;
  private final Words chinese;
  private final Parts parts;

  Rate(String unit, int version, Formula formula, Words english, Words chinese) {
    this(unit, version, formula, english, chinese, Parts.NONE);
  }

  Rate(String unit, int version, Formula formula, Words english, Words chinese, Parts parts) {
    this.unit = unit;
    this.version = version;
    this.formula = formula;
    this.english = english;
    this.chinese = chinese;
    this.parts = parts;
  }

  private static ToLongFunction<Basis> count(MinuteCount count) {
    return basis -> basis.count(count);
  }

  private static ToLongFunction<Basis> people(Stage stage) {
    return basis -> basis.people(stage);
  }

  /** Which events count for it where that could be told otherwise; else empty. */
  public String attribution(String languageTag) {
    boolean chinese = Metric.wantsChinese(languageTag);
    return switch (this) {
      case GMV_DIRECT, GMV_ASSISTED ->
          chinese
              ? "按付款人此前在本直播间的行为，以事实到达顺序判定，不设时限；未告知付款人的支付两者都不计。"
              : "By what the payer did in this room before, as facts came in, without a time limit;"
                  + " a payment of no told payer is neither.";
      case REFUND_RATE_COUNT, REFUND_RATE_AMOUNT ->
          chinese ? "按订单首次支付所在分钟归入窗口。" : "By the minute of the order's first payment.";
      default -> "";
    };
  }

  /** Its values: one, or for money one a currency. */
  public List<MetricValue> values(MetricWindow window, Basis basis) {
    return formula.terms(basis).stream()
        .map(term -> new MetricValue(id(), window, term.currency(), term.above(), term.below()))
        .toList();
  }

  /** Its name in the contract. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What one of it is. */
  public String unit() {
    return unit;
  }

  /** The formula's version, from 1. */
  public int version() {
    return version;
  }

  /** Its words: Chinese where the language tag asks for it, else English. */
  public Words words(String languageTag) {
    return Metric.wantsChinese(languageTag) ? chinese : english;
  }

  /** What is above the line; empty where there is no line. */
  public String numerator(String languageTag) {
    return Metric.wantsChinese(languageTag) ? parts.chineseNumerator() : parts.numerator();
  }

  /** What is below the line; empty where there is no line. */
  public String denominator(String languageTag) {
    return Metric.wantsChinese(languageTag) ? parts.chineseDenominator() : parts.denominator();
  }
}

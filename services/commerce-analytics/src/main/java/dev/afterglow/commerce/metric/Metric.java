package dev.afterglow.commerce.metric;

import java.util.List;
import java.util.Locale;

/**
 * A figure and what it means. The version counts up when the formula changes, so that an old number
 * is never compared with a new one unawares.
 */
public enum Metric {
  FACT_COUNT(
      "facts",
      1,
      new Words("Facts", "Facts folded in, each source and id once."),
      new Words("事实数", "已计入的事实，同一来源与编号只计一次。")),
  DUPLICATE_COUNT(
      "facts",
      1,
      new Words("Repeats", "Facts that came again with the same content; not counted again."),
      new Words("重复数", "内容相同、再次到达的事实；不再计入。")),
  QUARANTINED_COUNT(
      "facts",
      1,
      new Words(
          "Quarantined",
          "Facts under a known source and id with other content; the first stands, these are put"
              + " aside."),
      new Words("隔离数", "来源与编号已知但内容不同的事实；以首次为准，其余隔离。")),
  PLATFORM_FACT_COUNT(
      "facts",
      1,
      new Words(
          "Platform's own facts",
          "Facts that Afterglow's own services told of the renders and the show (compute used,"
              + " change of look, show opened); they are among the facts."),
      new Words("平台自报事实数", "Afterglow 自身服务就渲染上报的事实与开播（算力用量、形象切换、开播），已包含在事实数内。")),
  FLAGGED_COUNT(
      "orders and facts",
      1,
      new Words(
          "Flagged",
          "Orders whose money cannot be taken as told (refunded above what was paid, another"
              + " currency, other lines), and facts past what one room may hold."),
      new Words("存疑数", "金额无法照单全收的订单（退款超过实付、币种不一致、明细不一致），以及超出单个直播间上限的事实。")),
  VIEWER_COUNT(
      "people",
      1,
      new Words(
          "Viewers",
          "Distinct pseudonyms that showed presence: entered, stayed, commented, liked, shared,"
              + " followed, gave, saw, clicked or carted."),
      new Words("观看人数", "有在场迹象（进入、停留、评论、点赞、分享、关注、送礼、看到或点击商品、加购）的去重匿名标识数。")),
  ONLINE_COUNT(
      "people",
      1,
      new Words(
          "Online",
          "Viewers whose presence lease runs at the time read. Every sign of presence leases 45 s;"
              + " leaving ends it."),
      new Words("在线人数", "读取时在场租约有效的观众；每次在场迹象续租 45 秒，离开即止。")),
  PEAK_ONLINE_COUNT(
      "people",
      1,
      new Words(
          "Peak online", "The most online in any whole second of corrected event time (PCU)."),
      new Words("最高在线人数", "按校正后的事件时间，任一整秒内在线人数的最大值(PCU)。")),
  WATCH_TIME_S(
      "seconds",
      1,
      new Words(
          "Watch time",
          "The union of each viewer's presence leases, added up over viewers. A lease counts in"
              + " full from when it begins."),
      new Words("观看时长", "每位观众在场租约的并集，对全部观众求和；租约自开始即全额计入。")),
  COMMENT_COUNT("comments", 1, new Words("Comments", "Comments made."), new Words("评论数", "评论条数。")),
  LIKE_COUNT(
      "likes",
      1,
      new Words("Likes", "Likes given, several at once included."),
      new Words("点赞数", "点赞次数，一次上报多个的全部计入。")),
  IMPRESSION_COUNT(
      "impressions",
      1,
      new Words("Product impressions", "Times that a product was shown to a viewer."),
      new Words("商品曝光数", "商品展示给观众的次数。")),
  CLICK_COUNT(
      "clicks",
      1,
      new Words("Product clicks", "Times that a viewer opened a product."),
      new Words("商品点击数", "观众打开商品的次数。")),
  ORDER_COUNT(
      "orders",
      1,
      new Words("Orders", "Orders made, paid or not."),
      new Words("订单数", "已创建的订单，无论是否支付。")),
  PAID_ORDER_COUNT(
      "orders",
      1,
      new Words("Paid orders", "Orders with at least one payment, cancelled ones included."),
      new Words("支付订单数", "至少支付过一次的订单，含之后取消的。")),
  REFUNDED_ORDER_COUNT(
      "orders",
      1,
      new Words("Refunded orders", "Paid orders of which money went back, in part or whole."),
      new Words("退款订单数", "发生过部分或全部退款的已支付订单。")),
  GMV_PAID(
      "minor currency units",
      1,
      new Words(
          "GMV paid",
          "Payments added up, refunds and cancellations not taken off; a sum a currency."),
      new Words("支付 GMV", "支付金额之和，不扣除退款与取消；按币种分列。")),
  GMV_NET(
      "minor currency units",
      1,
      new Words(
          "GMV net",
          "GMV paid less all of cancelled orders and less refunds, which never exceed what their"
              + " order paid; as of the time read, a sum a currency."),
      new Words("净 GMV", "支付 GMV 减去已取消订单的全部金额与退款；退款不超过该订单实付；截至读取时，按币种分列。")),
  TOP_PRODUCTS(
      "minor currency units",
      1,
      new Words(
          "Top products",
          "Products by money paid. A payment is split over the order's lines by their totals, and"
              + " the shares add up to it exactly."),
      new Words("热销商品", "按支付金额排序的商品；每笔支付按订单明细小计比例分摊，各份之和恰等于支付额。")),
  COMPUTE(
      "milliseconds and bytes",
      1,
      new Words(
          "Compute",
          "What the room's renders used: drawing devices, processors and encoders in milliseconds,"
              + " and bytes sent. A render tells the whole so far; the largest told counts."),
      new Words("算力用量", "直播间各次渲染的用量：绘制设备、处理器、编码器的毫秒数与发送字节数；每次上报累计值，取最大者。")),
  COMMITTED(
      "facts, orders and minor currency units",
      1,
      new Words(
          "Committed", "The main figures as of the last commit: what a crash cannot take back."),
      new Words("已提交", "截至最近一次提交的主要指标；崩溃也不会丢失。")),
  MINUTES(
      "counts and sums a minute",
      1,
      new Words(
          "Curves",
          "Entries, comments by intent and sentiment, interactions, clicks, orders and money by the"
              + " minute of corrected event time."),
      new Words("分钟曲线", "按校正后事件时间逐分钟的进入、评论（意图与情感）、互动、点击、订单与金额。")),
  QUESTIONS(
      "thousandths of askers",
      2,
      new Words(
          "Questions worth answering",
          "Questions of the viewers' last ten minutes not answered since, by askers of each minute, halved"
              + " every 3 minutes, twice for the product explained now."),
      new Words("值得回答的问题", "观众最近十分钟内尚未回答的问题；按每分钟提问人数排序，每 3 分钟减半，正在讲解的商品加倍。")),
  LOOKS(
      "seconds",
      2,
      new Words(
          "Looks",
          "How long each look of the presenter showed in each layout, from its change to the next or"
              + " the show's end, and how often it began."),
      new Words("造型时长", "每种造型与版式从切换到下一次切换（或直播结束）的展示时长，以及出现次数。")),
  LOOK_SPANS(
      "seconds",
      2,
      new Words(
          "Look by time",
          "The newest times in which one look in one layout showed; the last one runs to the show's"
              + " end: when the last viewer was gone."),
      new Words("造型时段", "最近各段造型与版式的展示时段；最后一段算到最后一位观众离开。")),
  EXPLAINED(
      "clicks a second by clicks a second",
      2,
      new Words(
          "Explain lift",
          "Clicks a second while a product is explained by its clicks a second in the rest of the"
              + " show, which ends when the last viewer is gone. What came together, not what caused"
              + " it."),
      new Words("讲解提升", "商品讲解期间每秒点击 ÷ 该商品在直播其余时间的每秒点击，直播至最后一位观众离开为止；仅为相关，不代表因果。")),
  COMMENTS(
      "comments",
      1,
      new Words(
          "Comments by intent and sentiment",
          "Comments with each of 14 intents, and neutral, positive and negative ones; a plain"
              + " question is neutral."),
      new Words("评论意图与情感", "14 类意图各自的评论数，及中性、正面、负面评论数；单纯提问为中性。")),
  WATCH_TIME_MEDIAN_S(
      "seconds",
      1,
      new Words(
          "Median watch time",
          "Seconds that half of the viewers watched at most; exact up to 100 s, then within 1 %."),
      new Words("观看时长中位数", "半数观众的观看时长不超过此值；100 秒内精确，以上误差 1% 以内。")),
  WATCH_TIME_P90_S(
      "seconds",
      1,
      new Words(
          "90th percentile of watch time",
          "Seconds that nine in ten viewers watched at most; exact up to 100 s, then within 1 %."),
      new Words("观看时长 P90", "九成观众的观看时长不超过此值；100 秒内精确，以上误差 1% 以内。")),
  EFFECTIVE_VIEWER_SHARE(
      "ratio",
      1,
      new Words(
          "Effective viewers", "Viewers who watched longer than 10 s / all viewers of the room."),
      new Words("有效观看占比", "观看超过 10 秒的观众 ÷ 全部观众。")),
  COSTS(
      "minor currency units",
      1,
      new Words(
          "Costs",
          "What facts tell was spent: advertising, computing, people; none told is unknown, not 0."),
      new Words("成本", "事实上报的花费：广告、算力、人员；未上报即未知，而非 0。")),
  STANDINGS(
      "per cent of past shows",
      1,
      new Words(
          "Among past shows",
          "The share of the shop's past shows (the newest 400 that opened before this one and are"
              + " over) with less of a total, those with just as much counted half; unknown below"
              + " 10 shows."),
      new Words("往期排位", "本店往期直播（早于本场、已结束的最近 400 场）中该总量低于本场的占比，相等者计一半；不足 10 场即未知。")),
  WORD_TRENDS(
      "comments",
      1,
      new Words(
          "Words of the moment",
          "Comments of the last 10 whole minutes that use the word, each comment once, beside those"
              + " of the 10 minutes before. Exact for 200 words a minute; beyond, too high by at"
              + " most the least count kept in each minute."),
      new Words(
          "当前热词", "最近 10 个整分钟内使用该词的评论数（每条只计一次），与再前 10 分钟对照。每分钟前 200 个词精确，其后至多偏高各分钟保留的最小值之和。")),
  FREQUENT_WORDS(
      "comments",
      1,
      new Words(
          "Frequent words",
          "Comments that use the word, each comment once. Exact for the first 2,000 words of a"
              + " room; rarer ones then give way, and a count may be too high by the smallest"
              + " kept."),
      new Words("高频词", "使用该词的评论数，每条评论只计一次；前 2,000 个词精确，此后稀有词被替换，计数至多偏高当前最小值。"));

  /** What is above and below the line. */
  private enum Line {
    NUMERATOR,
    DENOMINATOR
  }

  /** What a reader sees in one language. */
  public record Words(String name, String formula) {}

  private final String unit;
  private final int version;
  private final Words english;
  private final Words chinese;

  Metric(String unit, int version, Words english, Words chinese) {
    this.unit = unit;
    this.version = version;
    this.english = english;
    this.chinese = chinese;
  }

  /** The name of the figure's field in the contract. */
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
    return wantsChinese(languageTag) ? chinese : english;
  }

  /** What is above the line; empty where the figure is no ratio. */
  public String numerator(String languageTag) {
    return part(Line.NUMERATOR, wantsChinese(languageTag));
  }

  /** What is below the line; empty where the figure is no ratio. */
  public String denominator(String languageTag) {
    return part(Line.DENOMINATOR, wantsChinese(languageTag));
  }

  private String part(Line line, boolean chinese) {
    boolean above = line == Line.NUMERATOR;
    return switch (this) {
      case EXPLAINED ->
          above
              ? chinese ? "讲解期间每秒点击" : "clicks a second while it is explained"
              : chinese ? "其余时间每秒点击" : "clicks a second in the rest of the show";
      case EFFECTIVE_VIEWER_SHARE ->
          above
              ? chinese ? "观看超过 10 秒的观众" : "viewers who watched longer than 10 s"
              : chinese ? "全部观众" : "all viewers of the room";
      default -> "";
    };
  }

  /** The windows it is given for: none where it is of a moment, or by the minute. */
  public List<MetricWindow> windows() {
    return switch (this) {
      case ONLINE_COUNT, MINUTES, QUESTIONS, LOOK_SPANS -> List.of();
      case WORD_TRENDS -> List.of(MetricWindow.LAST_10_MINUTES, MetricWindow.PREVIOUS_10_MINUTES);
      default -> List.of(MetricWindow.TOTAL);
    };
  }

  static boolean wantsChinese(String languageTag) {
    return Locale.forLanguageTag(languageTag).getLanguage().equals("zh");
  }
}

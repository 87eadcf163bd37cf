package dev.afterglow.commerce.report;

import dev.afterglow.commerce.peak.Beside;
import dev.afterglow.commerce.peak.Curve;
import dev.afterglow.commerce.peak.Peak;
import dev.afterglow.commerce.peak.Turns;
import dev.afterglow.commerce.report.Report.Band;
import dev.afterglow.commerce.report.Report.Block;
import dev.afterglow.commerce.report.Report.Mark;
import dev.afterglow.commerce.report.Report.Tile;
import dev.afterglow.commerce.room.Basis;
import dev.afterglow.commerce.room.MoneySum;
import dev.afterglow.commerce.room.ProductFigures;
import dev.afterglow.commerce.room.RoomFigures;
import dev.afterglow.commerce.room.RoomHistory;
import dev.afterglow.commerce.room.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** What happened: figures, two curves, the way to the till, and products. */
final class Happened {
  private static final int MOST_POINTS = 180;
  private static final int MOST_PRODUCTS = 6;

  private final Show show;
  private final Wording words;

  Happened(Show show, Wording words) {
    this.show = show;
    this.words = words;
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Report.Heading(words.say("What happened", "发生了什么")));
    blocks.add(tiles());
    blocks.addAll(new Compared(show, words).blocks());
    if (!show.history().show().isEmpty()) {
      if (!Wording.few(show.figures().peakOnline())) {
        blocks.add(chart(Curve.VIEWERS));
      }
      blocks.add(chart(Curve.GMV));
      blocks.add(
          new Report.Note(
              words.say(
                  "Shaded: peaks, where the level was above 1.5 times the usual with a probability of"
                      + " at least 95 %. Bars below: which product was explained.",
                  "阴影为高峰：水平高于平时 1.5 倍的概率不低于 95%。下方色条：当时讲解的商品。")));
    }
    blocks.add(funnel());
    products().ifPresent(blocks::add);
    return blocks;
  }

  private Block tiles() {
    RoomFigures figures = show.figures();
    Basis total = figures.detail().total();
    String currency = show.economics().currency();
    long paid = minor(figures.gmvPaid(), currency);
    long net = show.economics().netMinor();
    long buyers = total.people(Stage.PAID);
    return new Report.Tiles(
        List.of(
            new Tile(
                words.say("Net sales", "净销售额"),
                words.money(net, currency),
                words.say("of %s paid", "付款 %s", words.money(paid, currency))),
            new Tile(
                words.say("Paid orders", "已付订单"),
                words.number(figures.paidOrders()),
                words.say(
                    "%s had money back", "其中 %s 单退款", words.number(figures.refundedOrders()))),
            new Tile(
                words.say("Viewers", "观看人数"),
                words.people(figures.viewers()),
                words.say("at most %s at once", "最高同时 %s 人", words.people(figures.peakOnline()))),
            new Tile(
                words.say("Bought", "购买率"),
                figures.viewers() == 0
                    ? words.say("unknown", "未知")
                    : share(buyers, figures.viewers()),
                words.say("of viewers", "占观看人数")),
            new Tile(
                words.say("Watched", "观看时长"),
                Wording.few(figures.viewers())
                    ? tooFew()
                    : words.say("%s s", "%s 秒", words.number(figures.detail().watch().medianS())),
                words.say("half watched longer", "中位数")),
            new Tile(
                words.say("Comments", "评论"),
                words.number(figures.comments()),
                words.say("%s likes", "点赞 %s", words.number(figures.likes())))));
  }

  private String tooFew() {
    return words.say("too few people", "人数不足");
  }

  private String share(long people, long among) {
    return Wording.few(people) || Wording.few(among)
        ? tooFew()
        : words.share(people / (double) among);
  }

  private static long minor(List<MoneySum> sums, String currency) {
    return sums.stream()
        .filter(sum -> sum.currency().equals(currency))
        .mapToLong(MoneySum::minor)
        .sum();
  }

  private Block chart(Curve curve) {
    RoomHistory history = show.history();
    String currency = curve == Curve.GMV ? show.economics().currency() : "";
    double[] values = Turns.curve(curve, currency, history.show());
    List<Double> points = points(values);
    double most = points.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    String top = curve == Curve.GMV ? words.money(most, currency) : words.number(most);
    String title =
        curve == Curve.GMV
            ? words.say("Money paid a minute", "每分钟付款金额")
            : words.say("Viewers online", "在线人数");
    return new Report.Chart(
        title,
        points,
        top(top, history.showMinutes()),
        marks(history),
        show.turns().peaks().stream()
            .filter(peak -> peak.curve() == curve)
            .map(this::shade)
            .toList(),
        curve == Curve.GMV ? List.of() : explained());
  }

  /** The highest of moments is higher: it stands among the figures. */
  private String top(String most, int minutes) {
    int each = Math.ceilDiv(minutes, MOST_POINTS);
    return each == 1
        ? words.say("best minute: %s", "最高的一分钟：%s", most)
        : words.say("best %d minutes: %s a minute", "最高的 %d 分钟：平均每分钟 %s", each, most);
  }

  /** Long shows are shown by means over several minutes. */
  private static List<Double> points(double[] values) {
    int each = Math.ceilDiv(values.length, MOST_POINTS);
    List<Double> points = new ArrayList<>();
    for (int from = 0; from < values.length; from += each) {
      int to = Math.min(values.length, from + each);
      points.add(DoubleStream.of(Arrays.copyOfRange(values, from, to)).average().orElse(0));
    }
    return points;
  }

  private List<Mark> marks(RoomHistory history) {
    int minutes = history.showMinutes();
    int every = Math.max(5, 5 * (int) Math.ceil(minutes / 5.0 / 7));
    List<Mark> marks = new ArrayList<>();
    for (int minute = 0; minute <= minutes; minute += every) {
      marks.add(new Mark(minute / (double) minutes, words.time(history.at(minute))));
    }
    return marks;
  }

  private Band shade(Peak peak) {
    return new Band(place(peak.start()), place(peak.end()), "");
  }

  private List<Band> explained() {
    return show.turns().explained().stream()
        .map((Beside it) -> new Band(place(it.start()), place(it.end()), it.productId()))
        .filter(band -> band.to() > band.from())
        .toList();
  }

  private double place(Instant time) {
    double minutes = Duration.between(show.history().from(), time).toSeconds() / 60.0;
    return Math.clamp(minutes / show.history().showMinutes(), 0, 1);
  }

  private Block funnel() {
    Basis total = show.figures().detail().total();
    long viewers = show.figures().viewers();
    List<List<String>> rows = new ArrayList<>();
    rows.add(step(words.say("Watched", "观看"), viewers, viewers, viewers));
    long before = viewers;
    for (Stage stage : List.of(Stage.CLICKED, Stage.ORDERED, Stage.PAID)) {
      String name =
          switch (stage) {
            case CLICKED -> words.say("Opened a product", "点击商品");
            case ORDERED -> words.say("Ordered", "下单");
            default -> words.say("Paid", "付款");
          };
      rows.add(step(name, total.people(stage), before, viewers));
      before = total.people(stage);
    }
    return new Report.Table(
        List.of(
            words.say("From watching to paying", "从观看到付款"),
            words.say("People", "人数"),
            words.say("of those before", "占上一步"),
            words.say("of viewers", "占观看人数")),
        rows,
        false);
  }

  private List<String> step(String name, long people, long before, long viewers) {
    return List.of(
        name,
        words.people(people),
        before == 0 ? "–" : share(people, before),
        viewers == 0 ? "–" : share(people, viewers));
  }

  private Optional<Block> products() {
    String currency = show.economics().currency();
    List<List<String>> rows = new ArrayList<>();
    for (ProductFigures product : show.figures().topProducts()) {
      if (product.paidOrders() > 0 && rows.size() < MOST_PRODUCTS) {
        rows.add(
            List.of(
                product.productId(),
                words.money(minor(product.gmvPaid(), currency), currency),
                words.number(product.paidOrders()),
                words.number(product.clicks())));
      }
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Report.Table(
                List.of(
                    words.say("Product", "商品"),
                    words.say("Paid", "付款金额"),
                    words.say("Orders", "订单"),
                    words.say("Clicks", "点击")),
                rows,
                false));
  }
}

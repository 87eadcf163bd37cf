package dev.afterglow.commerce.report;

import dev.afterglow.commerce.economics.Economics;
import dev.afterglow.commerce.peak.Anomaly;
import dev.afterglow.commerce.peak.Curve;
import dev.afterglow.commerce.peak.Peak;
import dev.afterglow.commerce.report.Report.Block;
import dev.afterglow.commerce.report.Report.Point;
import dev.afterglow.commerce.report.Report.Tone;
import dev.afterglow.commerce.room.RoomFigures;
import dev.afterglow.commerce.room.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The show in a few sentences: what somebody reads who reads nothing else. */
final class Summary {
  private final Show show;
  private final Wording words;

  Summary(Show show, Wording words) {
    this.show = show;
    this.words = words;
  }

  List<Block> blocks() {
    List<Point> points = new ArrayList<>();
    points.add(sold());
    bestPeak().ifPresent(points::add);
    unusual().ifPresent(points::add);
    new ToDo(show, words).first().ifPresent(points::add);
    points.add(left());
    return List.of(new Report.Heading(words.say("In short", "一分钟看完")), new Report.Points(points));
  }

  private Point sold() {
    RoomFigures figures = show.figures();
    Economics economics = show.economics();
    String text =
        words.say(
            "%s: %s net sales after cancellations and refunds, from %s paid orders.",
            "%s；扣除取消与退款后净销售额 %s，已付订单 %s 单。",
            whoBought(figures.detail().total().people(Stage.PAID), figures.viewers()),
            words.money(economics.netMinor(), economics.currency()),
            words.number(figures.paidOrders()));
    return new Point(words.say("Sold", "成交"), Tone.FACT, text);
  }

  private String whoBought(long buyers, long viewers) {
    if (viewers == 0) {
      return words.say("No viewers are known", "没有观众数据");
    }
    if (Wording.few(viewers)) {
      return words.say("Viewers were %s", "观众%s 人", words.people(viewers));
    }
    String bought =
        words.say(
            "%s of %s viewers bought",
            "%2$s 位观众中有 %1$s 位下单付款", words.people(buyers), words.number(viewers));
    return bought.substring(0, 1).toUpperCase(Locale.ROOT) + bought.substring(1);
  }

  /** The peak of money or, without one, of the first curve that has one. */
  private Optional<Point> bestPeak() {
    return show.turns().peaks().stream()
        .max(
            Comparator.comparing((Peak peak) -> peak.curve() == Curve.GMV)
                .thenComparingDouble(peak -> peak.level() / peak.usual()))
        .map(
            peak ->
                new Point(
                    words.say("Peak", "高峰"),
                    Tone.FACT,
                    words.say(
                        "%s: %s at %s times the usual.",
                        "%s：%s达到平时的 %s 倍。",
                        words.stretch(peak.start(), peak.end()),
                        Naming.curve(peak.curve(), words),
                        words.number(peak.level() / peak.usual()))));
  }

  private Optional<Point> unusual() {
    return show.turns().anomalies().stream()
        .filter(anomaly -> Naming.isBad(anomaly.kind()))
        .min(Comparator.comparingDouble(Anomaly::chance))
        .map(
            anomaly ->
                new Point(
                    words.say("Look at", "请关注"),
                    Tone.WARNING,
                    words.stretch(anomaly.start(), anomaly.end())
                        + words.say(": ", "：")
                        + Naming.anomaly(anomaly, words)));
  }

  private Point left() {
    Economics economics = show.economics();
    String left = words.money(economics.netMarginMinor(), economics.currency());
    String text =
        economics.unknown().isEmpty()
            ? words.say(
                "%s is left after goods, commission, fee and costs.", "扣除货品、佣金、平台费与成本后剩余 %s。", left)
            : words.say(
                "%s would be left after goods, commission, fee and known costs. Not known: %s. What"
                    + " is really left is less.",
                "扣除货品、佣金、平台费与已知成本后为 %s；未知的花费：%s，实际结余会更少。",
                left,
                Naming.costs(economics.unknown(), words));
    Tone tone = economics.netMarginMinor() < 0 ? Tone.WARNING : Tone.FACT;
    return new Point(words.say("Left", "结余"), tone, text);
  }
}

package dev.afterglow.commerce.report;

import dev.afterglow.commerce.demand.FactorFindings;
import dev.afterglow.commerce.demand.FactorScore;
import dev.afterglow.commerce.experiment.Verdict;
import dev.afterglow.commerce.factor.ShowFactors;
import dev.afterglow.commerce.report.Report.Point;
import dev.afterglow.commerce.report.Report.Tone;
import java.util.ArrayList;
import java.util.List;

/** What a show's orders went with, where the forecast is better for knowing it. */
final class WentWith {
  private static final int MOST = 3;

  private final ShowFactors factors;
  private final Wording words;

  WentWith(ShowFactors factors, Wording words) {
    this.factors = factors;
    this.words = words;
  }

  List<Point> points() {
    FactorFindings findings = factors.findings();
    List<Point> points = new ArrayList<>();
    findings.scores().stream()
        .filter(FactorScore::enters)
        .limit(MOST)
        .forEach(score -> points.add(point(score)));
    return points;
  }

  private Point point(FactorScore score) {
    String text =
        words.say(
            "Orders were %s times as many with %s (80 %% interval %s to %s; over %s slots the forecast"
                + " is better by %s nats, and %s are asked for).",
            "%2$s，订单为原来的 %1$s 倍（80%% 区间 %3$s 至 %4$s；%5$s 个时段的预测改善 %6$s 奈特，门槛 %7$s）。",
            words.number(score.ratio()),
            more(score),
            words.number(score.low()),
            words.number(score.high()),
            words.number(score.slots()),
            words.number(score.gain()),
            words.number(factors.findings().margin()));
    return factors
        .verdict(score)
        .map(verdict -> shown(verdict, text))
        .orElseGet(
            () ->
                new Point(
                    words.say("Went with sales", "与销量相伴"),
                    Tone.HYPOTHESIS,
                    text + words.say(" An association, not a cause.", "这是相关，不是因果。")));
  }

  private Point shown(Verdict verdict, String text) {
    return verdict == Verdict.HELPS
        ? new Point(
            words.say("Shown", "已证实"),
            Tone.SHOWN,
            text + words.say(" Randomised slots say that it helps.", "随机时段表明有效。"))
        : new Point(
            words.say("Not again", "不要再做"),
            Tone.WARNING,
            text + words.say(" Randomised slots say that it harms.", "随机时段表明有害。"));
  }

  private String more(FactorScore score) {
    String step = words.number(score.step());
    String share = words.share(score.step());
    return switch (score.kind()) {
      case SENTIMENT ->
          words.say("comments %s friendlier in the slot before", "前一时段评论情绪高 %s 时", step);
      case EXPLAINED ->
          words.say("%s explained in %s more of the slot", "%s 的讲解多占时段 %s 时", score.name(), share);
      case LOOK ->
          words.say(
              "the look %s on in %s more of the slot", "造型 %s 多占时段 %s 时", score.name(), share);
      case HOST -> words.say("%s more of the host %s", "主播 %2$s 多 %1$s 时", step, score.name());
      case OUTSIDE -> words.say("%s more of %s", "%2$s 高 %1$s 时", step, score.name());
    };
  }
}

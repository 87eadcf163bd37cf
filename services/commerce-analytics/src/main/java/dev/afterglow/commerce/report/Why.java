package dev.afterglow.commerce.report;

import dev.afterglow.commerce.peak.Anomaly;
import dev.afterglow.commerce.peak.Beside;
import dev.afterglow.commerce.peak.Peak;
import dev.afterglow.commerce.report.Report.Block;
import dev.afterglow.commerce.report.Report.Point;
import dev.afterglow.commerce.report.Report.Tone;
import dev.afterglow.commerce.room.ExplainFigures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What came together. It never says because. */
final class Why {
  private static final int MOST_PEAKS = 4;
  private static final int MOST_ANOMALIES = 4;
  private static final int MOST_EXPLAINED = 3;
  private static final int FEWEST_CLICKS = 20;

  private final Show show;
  private final Wording words;

  Why(Show show, Wording words) {
    this.show = show;
    this.words = words;
  }

  List<Block> blocks() {
    List<Point> points = new ArrayList<>();
    together().stream()
        .sorted(Comparator.comparingInt((List<Peak> peaks) -> -peaks.size()))
        .limit(MOST_PEAKS)
        .sorted(Comparator.comparing((List<Peak> peaks) -> peaks.getFirst().start()))
        .forEach(peaks -> points.add(peaks(peaks)));
    show.turns().anomalies().stream()
        .limit(MOST_ANOMALIES)
        .forEach(anomaly -> points.add(anomaly(anomaly)));
    show.figures().detail().explained().stream()
        .filter(it -> it.clicksInside() + it.clicksOutside() >= FEWEST_CLICKS)
        .filter(it -> it.clickLift().isPresent())
        .limit(MOST_EXPLAINED)
        .forEach(explained -> points.add(explained(explained)));
    points.addAll(new WentWith(show.factors(), words).points());
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Report.Heading(words.say("Why: what came together", "为什么：哪些事同时发生")));
    blocks.add(
        points.isEmpty()
            ? new Report.Paragraph(
                words.say(
                    "No peak and nothing unusual was found. Why sales were as they were is unknown.",
                    "没有发现高峰，也没有异常。销售为何如此，目前未知。"))
            : new Report.Points(points));
    blocks.add(
        new Report.Note(
            words.say(
                "What came together need not have caused each other: everything in this part is a"
                    + " hypothesis until a randomised test has settled it.",
                "同时发生不等于因果：本部分全部是假设，须经随机测试才有定论。")));
    return blocks;
  }

  /** Peaks of several curves at one time are one peak to who reads of them. */
  private List<List<Peak>> together() {
    List<List<Peak>> groups = new ArrayList<>();
    Instant until = Instant.MIN;
    for (Peak peak : show.turns().peaks()) {
      if (!peak.start().isBefore(until)) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(peak);
      until = peak.end().isAfter(until) ? peak.end() : until;
    }
    return groups;
  }

  private Point peaks(List<Peak> peaks) {
    Instant start = peaks.getFirst().start();
    Instant end = peaks.stream().map(Peak::end).max(Comparator.naturalOrder()).orElse(start);
    double least = peaks.stream().mapToDouble(Peak::probability).min().orElse(0);
    String curves =
        peaks.stream()
            .map(
                peak ->
                    words.say(
                        "%s %s times",
                        "%s %s 倍",
                        Naming.curve(peak.curve(), words),
                        words.number(peak.level() / peak.usual())))
            .distinct()
            .collect(Collectors.joining(words.say(", ", "、")));
    List<Beside> beside =
        peaks.stream().flatMap(peak -> peak.beside().stream()).distinct().toList();
    String text =
        words.say(
            "%s: %s the usual (each with a probability of %s or more). ",
            "%s：与平时相比，%s（概率均不低于 %s）。",
            words.stretch(start, end),
            curves,
            least > 0.99 ? "99%" : words.share(least));
    return new Point(words.say("Peak", "高峰"), Tone.HYPOTHESIS, text + beside(beside, start, end));
  }

  /** What was over within a minute of the start is left to those who read the turns themselves. */
  private String beside(List<Beside> all, Instant start, Instant end) {
    String beside =
        Naming.beside(
            all.stream()
                .filter(it -> it.end().isAfter(start.plusSeconds(60)) && it.start().isBefore(end))
                .toList(),
            words);
    return beside.isEmpty()
        ? words.say("What stood beside it is unknown.", "当时有何变化未知。")
        : words.say("Beside it: %s.", "当时：%s。", beside);
  }

  private Point anomaly(Anomaly anomaly) {
    String text =
        words.stretch(anomaly.start(), anomaly.end())
            + words.say(": ", "：")
            + Naming.anomaly(anomaly, words)
            + words.say(" ", "")
            + beside(anomaly.beside(), anomaly.start(), anomaly.end());
    return Naming.isBad(anomaly.kind())
        ? new Point(words.say("Unusual", "异常"), Tone.WARNING, text)
        : new Point(words.say("Unusual, good", "利好"), Tone.HYPOTHESIS, text);
  }

  private Point explained(ExplainFigures explained) {
    String text =
        words.say(
            "While %s was explained (%s min), it was clicked %s times as often as otherwise.",
            "讲解 %s 的 %s 分钟里，其点击频率是其他时间的 %s 倍。",
            explained.productId(),
            words.number(explained.seconds() / 60.0),
            words.number(explained.clickLift().orElse(0)));
    return new Point(words.say("Explained", "讲解"), Tone.HYPOTHESIS, text);
  }
}

package dev.afterglow.commerce.report;

import dev.afterglow.commerce.economics.Economics;
import dev.afterglow.commerce.report.Report.Block;
import dev.afterglow.facts.Happening.CostKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What it cost, from sales down to what is left. */
final class Cost {
  private final Show show;
  private final Wording words;

  Cost(Show show, Wording words) {
    this.show = show;
    this.words = words;
  }

  List<Block> blocks() {
    Economics economics = show.economics();
    List<List<String>> rows = new ArrayList<>();
    row(rows, words.say("Net sales", "净销售额"), economics.netMinor());
    row(
        rows,
        words.say("Cost of goods (%s of sales, set)", "货品成本（按设定占 %s）", rest()),
        economics.marginMinor() - economics.netMinor());
    row(
        rows,
        words.say("Commission (%s, set)", "佣金（按设定 %s）", words.share(show.shares().commission())),
        -economics.commissionMinor());
    row(
        rows,
        words.say(
            "Platform fee (%s, set)", "平台费（按设定 %s）", words.share(show.shares().platformFee())),
        -economics.feeMinor());
    for (CostKind kind : CostKind.values()) {
      Long minor = economics.costs().get(kind);
      String name = capitalised(Naming.cost(kind, words)) + reckoned(kind, economics);
      rows.add(List.of(name, minor == null ? words.say("unknown", "未知") : money(-minor)));
    }
    row(rows, left(economics), economics.netMarginMinor());
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Report.Heading(words.say("What it cost", "花了多少")));
    blocks.add(
        new Report.Table(
            List.of(words.say("From sales to what is left", "从销售到结余"), ""), rows, true));
    blocks.add(
        new Report.Tiles(
            List.of(
                tile(
                    words.say("Known costs an hour", "每小时已知成本"),
                    economics.costAnHour(),
                    words.say("of the show", "按直播时长")),
                tile(
                    words.say("Left a compute-hour", "每算力小时结余"),
                    economics.netMarginAComputeHour(),
                    hours(economics)),
                tile(
                    words.say("Net sales a compute-hour", "每算力小时净销售额"),
                    economics.netSalesAComputeHour(),
                    hours(economics)))));
    return blocks;
  }

  private String rest() {
    return words.share(1 - show.shares().grossMargin());
  }

  private String left(Economics economics) {
    return economics.unknown().isEmpty()
        ? words.say("Left", "结余")
        : words.say("Left, before what is unknown", "结余（未扣未知项）");
  }

  private String reckoned(CostKind kind, Economics economics) {
    return kind == CostKind.COMPUTE && economics.estimated()
        ? words.say(" (reckoned from use)", "（按用量估算）")
        : "";
  }

  private String hours(Economics economics) {
    return economics.computeHours() > 0
        ? words.say("%s compute-hours", "%s 算力小时", words.number(economics.computeHours()))
        : words.say("no computing was told", "未上报算力用量");
  }

  private void row(List<List<String>> rows, String name, double minor) {
    rows.add(List.of(name, money(minor)));
  }

  private String money(double minor) {
    return words.money(minor, show.economics().currency());
  }

  private Report.Tile tile(String name, OptionalDouble minor, String note) {
    String value = minor.isPresent() ? money(minor.getAsDouble()) : words.say("unknown", "未知");
    return new Report.Tile(name, value, note);
  }

  private static String capitalised(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}

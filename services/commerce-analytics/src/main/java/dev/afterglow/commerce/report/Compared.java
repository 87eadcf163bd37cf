package dev.afterglow.commerce.report;

import dev.afterglow.commerce.metric.Metric;
import dev.afterglow.commerce.metric.Rate;
import dev.afterglow.commerce.report.Report.Block;
import dev.afterglow.commerce.show.PastShows;
import dev.afterglow.commerce.show.Standing;
import dev.afterglow.commerce.show.Standings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the show compares with the shop's own past ones. */
final class Compared {
  // Each tells how many people there were, if only by what it is divided by.
  private static final List<String> OF_PEOPLE =
      List.of(Metric.VIEWER_COUNT.id(), Rate.GPM_VIEW.id());

  private final Show show;
  private final Wording words;

  Compared(Show show, Wording words) {
    this.show = show;
    this.words = words;
  }

  List<Block> blocks() {
    if (show.standings().isEmpty()) {
      return note(
          words.say(
              "Not compared with past shows: it is not known which shop's show this was, or past"
                  + " shows could not be read.",
              "未与往期直播比较：未知本场所属店铺，或往期数据暂时无法读取。"));
    }
    Standings standings = show.standings().orElseThrow();
    if (standings.pastShows() < PastShows.LEAST) {
      return note(
          words.say(
              "Not compared with past shows: the shop has %s, and below %s nothing is said.",
              "未与往期直播比较：该店铺仅有 %s 场往期直播，少于 %s 场不作结论。",
              words.number(standings.pastShows()),
              words.number(PastShows.LEAST)));
    }
    return List.of(table(standings));
  }

  private static List<Block> note(String text) {
    return List.of(new Report.Note(text));
  }

  private Block table(Standings standings) {
    String currency = show.economics().currency();
    List<List<String>> rows = new ArrayList<>();
    row(rows, words.say("Net sales", "净销售额"), standings, Metric.GMV_NET.id(), currency);
    row(rows, words.say("Paid orders", "已付订单"), standings, Metric.PAID_ORDER_COUNT.id(), "");
    row(rows, words.say("Viewers", "观看人数"), standings, Metric.VIEWER_COUNT.id(), "");
    row(
        rows,
        words.say("Sales per 1,000 views", "千次观看成交额"),
        standings,
        Rate.GPM_VIEW.id(),
        currency);
    row(rows, words.say("Comments", "评论"), standings, Metric.COMMENT_COUNT.id(), "");
    return new Report.Table(
        List.of(
            words.say("Among the shop's own past shows", "与本店往期直播相比"),
            words.say("This show", "本场"),
            words.say("Higher than", "高于"),
            words.say("Past shows", "往期场数")),
        rows,
        false);
  }

  private void row(
      List<List<String>> rows, String name, Standings standings, String metric, String currency) {
    if (OF_PEOPLE.contains(metric) && Wording.few(show.figures().viewers())) {
      return;
    }
    Optional<Standing> found =
        standings.standings().stream()
            .filter(it -> it.key().metricId().equals(metric))
            .filter(it -> it.key().currency().equals(currency))
            .findFirst();
    found.ifPresent(
        it -> rows.add(List.of(name, value(it, currency), higher(it), words.number(it.shows()))));
  }

  private String value(Standing standing, String currency) {
    return currency.isEmpty()
        ? words.number(standing.value())
        : words.money(standing.value(), currency);
  }

  private String higher(Standing standing) {
    return standing.percentile().isPresent()
        ? words.share(standing.percentile().getAsDouble() / 100)
        : words.say("unknown", "未知");
  }
}

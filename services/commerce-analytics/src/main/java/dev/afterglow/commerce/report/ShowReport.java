package dev.afterglow.commerce.report;

import dev.afterglow.commerce.report.Report.Block;
import dev.afterglow.commerce.room.RoomFigures;
import dev.afterglow.commerce.room.RoomHistory;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The report after a show, to be read in three minutes by who owns the shop: what happened, why,
 * what to do, and what it cost. Hypotheses are called so, and so is what is unknown. It names no
 * viewer, quotes no comment and tells of no fewer than ten people; orders, comments and money are
 * the shop's own and are told as they are.
 */
public final class ShowReport {
  private ShowReport() {}

  /**
   * Writes it.
   *
   * @param languageTag BCP 47: Chinese where it asks for it, else English
   * @param zone whose clock times are told by
   */
  public static Report of(Show show, String languageTag, ZoneId zone) {
    Wording words = new Wording(languageTag, zone);
    List<Block> blocks = new ArrayList<>();
    blocks.addAll(new Summary(show, words).blocks());
    blocks.addAll(new Happened(show, words).blocks());
    blocks.addAll(new Why(show, words).blocks());
    blocks.addAll(new ToDo(show, words).blocks());
    blocks.addAll(new Cost(show, words).blocks());
    blocks.add(new Report.Note(data(show, words)));
    return new Report(
        words.language(), words.say("After the show", "直播复盘"), subtitle(show, words), blocks);
  }

  private static String subtitle(Show show, Wording words) {
    RoomHistory history = show.history();
    Duration length = Duration.ofMinutes(history.showMinutes());
    return words.say(
        "%s, %s (%s), %s · room %s",
        "%s %s（%s），%s · 直播间 %s",
        words.day(history.from()),
        words.stretch(history.from(), history.at(history.showMinutes())),
        words.zone(),
        words.span(length),
        show.roomId().substring(0, Math.min(8, show.roomId().length())));
  }

  private static String data(Show show, Wording words) {
    RoomFigures figures = show.figures();
    String told =
        words.say(
            "Rests on %s facts; %s repeats not counted again, %s contradictions put aside, %s"
                + " flagged.",
            "依据 %s 条数据；重复 %s 条未再计入，矛盾 %s 条已隔离，存疑 %s 条。",
            words.number(figures.facts()),
            words.number(figures.duplicates()),
            words.number(figures.quarantined()),
            words.number(figures.flagged()));
    String open =
        show.provisional() ? words.say(" Some of it is not committed yet.", "部分数据尚未提交，仍为暂计。") : "";
    String later =
        words.say(
            " Refunds that come later are not in it. It names no viewer and quotes no comment.",
            "此后发生的退款不在其中。本报告不含任何观众身份，也不引用任何评论。");
    return told + open + later;
  }
}

package dev.afterglow.commerce.report;

import dev.afterglow.commerce.customer.Segment;
import dev.afterglow.commerce.experiment.Verdict;
import dev.afterglow.commerce.playbook.Action;
import dev.afterglow.commerce.playbook.Effect;
import dev.afterglow.commerce.playbook.Evidence;
import dev.afterglow.commerce.playbook.PayOffs;
import dev.afterglow.commerce.playbook.Playbook;
import dev.afterglow.commerce.playbook.Playbooks;
import dev.afterglow.commerce.playbook.Proposal;
import dev.afterglow.commerce.playbook.Proposer;
import dev.afterglow.commerce.report.Report.Block;
import dev.afterglow.commerce.report.Report.Point;
import dev.afterglow.commerce.report.Report.Tone;
import dev.afterglow.commerce.room.OpenQuestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to do: what was tested, what is worth testing, and what was left unanswered. */
final class ToDo {
  private static final int MOST_PLAYBOOKS = 4;
  private static final int MOST_QUESTIONS = 3;

  private final Show show;
  private final Wording words;

  ToDo(Show show, Wording words) {
    this.show = show;
    this.words = words;
  }

  List<Block> blocks() {
    List<Point> points = new ArrayList<>();
    alike().values().stream().limit(MOST_PLAYBOOKS).forEach(shown -> points.add(playbook(shown)));
    show.figures().detail().questions().stream()
        .filter(question -> question.askers() >= Segment.FEWEST)
        .limit(MOST_QUESTIONS)
        .forEach(question -> points.add(question(question)));
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Report.Heading(words.say("What to do", "接下来做什么")));
    blocks.add(
        points.isEmpty()
            ? new Report.Paragraph(
                words.say(
                    "Nothing can be proposed: too little is known of this show.", "本场数据太少，无法给出建议。"))
            : new Report.Points(points));
    if (points.stream().anyMatch(point -> point.tone() == Tone.HYPOTHESIS)) {
      blocks.add(
          new Report.Note(
              words.say(
                  "A hypothesis is what figures suggest and nobody has shown. Accept it in the studio"
                      + " and it is tested in randomised slots; effects are on net margin a slot,"
                      + " with 80 % intervals.",
                  "“假设”只是数据的提示，尚未证实。在控制台接受后，将以随机时段测试；效果指每个时段的净毛利，附 80% 区间。")));
    }
    return blocks;
  }

  /** The same action is proposed again and again in a long show; what is known best stands. */
  private Map<String, Playbooks.Shown> alike() {
    Map<String, Playbooks.Shown> first = new LinkedHashMap<>();
    show.playbooks().stream()
        .filter(it -> !(it.playbook() instanceof Playbook.Declined))
        .sorted(Comparator.comparing(it -> it.evidence().verdict() == Verdict.OPEN))
        .forEach(
            it -> {
              Action action = it.playbook().proposal().action();
              first.putIfAbsent(action.getClass().getSimpleName() + action.about(), it);
            });
    return first;
  }

  /** What to try first; empty where nothing is open. */
  Optional<Point> first() {
    return alike().values().stream()
        .filter(it -> it.evidence().verdict() == Verdict.OPEN)
        .findFirst()
        .map(this::first);
  }

  private Point first(Playbooks.Shown shown) {
    Proposal proposal = shown.playbook().proposal();
    return new Point(
        words.say("Try", "可以试试"),
        Tone.HYPOTHESIS,
        words.say(
            "%s: expected %s a slot of %s min. A hypothesis until it is tested.",
            "%s：预计每 %3$s 分钟时段 %2$s。未经测试，仍是假设。",
            action(proposal.action()),
            signed(proposal.effect().minor()),
            proposal.slotLength().toMinutes()));
  }

  private Point playbook(Playbooks.Shown shown) {
    Proposal proposal = shown.playbook().proposal();
    Evidence evidence = shown.evidence();
    String action = action(proposal.action());
    return switch (evidence.verdict()) {
      case HELPS ->
          new Point(
              words.say("Shown", "已证实"),
              Tone.SHOWN,
              words.say(
                  "%s. %s randomised slots say that it helps%s.",
                  "%s。%s 个随机时段表明有效%s。",
                  action,
                  words.number(evidence.slots()),
                  measured(evidence.measured())));
      case HARMS ->
          new Point(
              words.say("Not again", "不要再做"),
              Tone.WARNING,
              words.say(
                  "%s. %s randomised slots say that it harms%s.",
                  "%s。%s 个随机时段表明有害%s。",
                  action,
                  words.number(evidence.slots()),
                  measured(evidence.measured())));
      case OPEN -> open(proposal, evidence, action);
    };
  }

  private Point open(Proposal proposal, Evidence evidence, String action) {
    Effect effect = proposal.effect();
    int more = Math.max(0, proposal.slots() - evidence.slots());
    String text =
        words.say(
            "%s. Expected: %s a slot of %s min (%s to %s). %s more slots, at least %s h of show,"
                + " would settle it.",
            "%s。预计每 %3$s 分钟时段 %2$s（%4$s 至 %5$s）；还需 %6$s 个时段、至少 %7$s 小时直播才有定论。",
            action,
            signed(effect.minor()),
            proposal.slotLength().toMinutes(),
            signed(effect.low()),
            signed(effect.high()),
            words.number(more) + (proposal.slots() >= Proposer.MOST_SLOTS ? "+" : ""),
            words.number(more * proposal.slotLength().toMinutes() / 60.0));
    return new Point(
        words.say("Hypothesis", "假设"), Tone.HYPOTHESIS, text + payOffs(proposal.payOffs()));
  }

  private String action(Action action) {
    return new ActionWords(words).of(action);
  }

  private String measured(@Nullable Effect effect) {
    return effect == null
        ? ""
        : words.say(
            " (%s a slot, %s to %s)",
            "（每时段 %s，%s 至 %s）",
            signed(effect.minor()),
            signed(effect.low()),
            signed(effect.high()));
  }

  private String payOffs(@Nullable PayOffs payOffs) {
    if (payOffs == null) {
      return "";
    }
    String each =
        words.say(
            " Of it: producer %s, brand %s, platform %s.",
            "其中：制作方 %s，品牌方 %s，平台 %s。",
            signed(payOffs.producer().minor()),
            signed(payOffs.brand().minor()),
            signed(payOffs.platform().minor()));
    List<String> losers = new ArrayList<>();
    if (payOffs.producer().minor() < 0) {
      losers.add(words.say("producer", "制作方"));
    }
    if (payOffs.brand().minor() < 0) {
      losers.add(words.say("brand", "品牌方"));
    }
    if (payOffs.platform().minor() < 0) {
      losers.add(words.say("platform", "平台"));
    }
    return losers.isEmpty()
        ? each
        : each
            + words.say(
                " Who would lose: %s.", "会吃亏的是：%s。", String.join(words.say(", ", "、"), losers));
  }

  private String signed(double minor) {
    return words.signed(minor, show.economics().currency());
  }

  private Point question(OpenQuestion question) {
    String subject = question.subject();
    String about =
        subject.isEmpty()
            ? ""
            : subject.startsWith("link:")
                ? words.say(" (link %s)", "（%s 号链接）", subject.substring("link:".length()))
                : words.say(" (%s)", "（%s）", subject);
    String text =
        words.say(
            "Asked by about %s viewers at the end and not answered: %s%s.",
            "收尾时约 %s 位观众问到但未答：%s%s。",
            words.number(question.askers()),
            Naming.question(question.intent(), words),
            about);
    return new Point(words.say("Answer", "请回答"), Tone.FACT, text);
  }
}

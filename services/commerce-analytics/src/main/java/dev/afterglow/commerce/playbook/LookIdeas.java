package dev.afterglow.commerce.playbook;

import dev.afterglow.commerce.demand.Rate;
import dev.afterglow.commerce.demand.Sales;
import dev.afterglow.commerce.ledger.AnswerRecord;
import dev.afterglow.commerce.ledger.LookRecord;
import dev.afterglow.commerce.ledger.RoomLedger;
import dev.afterglow.commerce.room.OpenQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the presenter looks like and answers: minutes of the one sort against those of the other, by
 * what the whole room sold. Both rates begin with what the two have in common, believed as five
 * minutes are, so that a difference of few minutes is pulled towards none.
 */
final class LookIdeas {
  private static final int FEWEST_MINUTES = 5;
  private static final int FEWEST_ASKERS = 3;
  private static final int MOST_QUESTIONS = 5;

  private static final double BELIEVED_MINUTES = 5;
  private static final double UNSOLD = 0.5;

  private final Terms terms;
  private final double orderMinor;
  private final double dispersion;

  /**
   * @param orderMinor what an order leaves
   * @param dispersion by how much orders scatter more than Poisson's
   */
  LookIdeas(Terms terms, double orderMinor, double dispersion) {
    this.terms = terms;
    this.orderMinor = orderMinor;
    this.dispersion = dispersion;
  }

  /** To show a look all through the slot, for each that showed for five minutes. */
  List<Idea> looks(RoomLedger ledger) {
    List<Idea> ideas = new ArrayList<>();
    for (LookRecord record : ledger.looks()) {
      if (isKnown(record.shown(), record.otherwise())) {
        Action action = new Action.Show(record.look().lookId(), record.look().layout());
        ideas.add(idea(action, "showed it", record.shown(), record.otherwise()));
      }
    }
    return ideas;
  }

  /** To answer what several viewers ask, where minutes after answers are known. */
  Optional<Idea> answers(RoomLedger ledger, List<OpenQuestion> open) {
    List<Action.Asked> questions =
        open.stream()
            .filter(question -> question.askers() >= FEWEST_ASKERS)
            .limit(MOST_QUESTIONS)
            .map(question -> new Action.Asked(question.intent(), question.subject()))
            .toList();
    AnswerRecord record = ledger.answers();
    if (questions.isEmpty() || !isKnown(record.answered(), record.otherwise())) {
      return Optional.empty();
    }
    return Optional.of(
        idea(
            new Action.Answer(questions),
            "came after an answer",
            record.answered(),
            record.otherwise()));
  }

  private static boolean isKnown(Sales one, Sales other) {
    return one.exposure() >= FEWEST_MINUTES && other.exposure() >= FEWEST_MINUTES;
  }

  private Idea idea(Action action, String did, Sales shown, Sales otherwise) {
    double both =
        (shown.count() + otherwise.count() + UNSOLD) / (shown.exposure() + otherwise.exposure());
    Rate common = new Rate(both * BELIEVED_MINUTES, BELIEVED_MINUTES);
    Rate with = common.with(shown.count(), shown.exposure());
    Rate without = common.with(otherwise.count(), otherwise.exposure());
    double slot = terms.slotLength().toMinutes() * orderMinor;
    double spread = (Idea.variance(with) + Idea.variance(without)) * dispersion;
    String condition =
        String.format(
            Locale.ROOT,
            "%.0f of %.0f minutes %s and sold %.2f orders a minute, the others %.2f",
            shown.exposure(),
            shown.exposure() + otherwise.exposure(),
            did,
            with.mean(),
            without.mean());
    return new Idea(
        action,
        condition,
        Idea.effect((with.mean() - without.mean()) * slot, Math.sqrt(spread) * slot),
        Idea.atListPrice(terms.grossMargin()));
  }
}

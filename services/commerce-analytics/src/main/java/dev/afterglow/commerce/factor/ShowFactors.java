package dev.afterglow.commerce.factor;

import dev.afterglow.commerce.demand.Factor;
import dev.afterglow.commerce.demand.FactorFindings;
import dev.afterglow.commerce.demand.FactorScore;
import dev.afterglow.commerce.demand.Factors;
import dev.afterglow.commerce.experiment.Verdict;
import dev.afterglow.commerce.ledger.RoomLedger;
import dev.afterglow.commerce.playbook.Action;
import dev.afterglow.commerce.playbook.Playbook;
import dev.afterglow.commerce.room.MinuteCount;
import dev.afterglow.commerce.room.RoomHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What went with a show's paid orders. All of it is association until a switchback of the same look
 * or product has shown an effect.
 *
 * @param slotMinutes how long a slot is
 * @param findings what was found
 * @param shown those that a switchback has shown to help or to harm, of the findings' scores
 */
public record ShowFactors(int slotMinutes, FactorFindings findings, List<Shown> shown) {
  public ShowFactors {
    shown = List.copyOf(shown);
  }

  /** What a switchback showed of a factor. */
  public record Shown(FactorScore score, Verdict verdict) {}

  /**
   * What goes with a show's sales.
   *
   * @param playbooks the room's
   */
  public static ShowFactors of(
      RoomHistory history, RoomLedger ledger, int slotMinutes, List<Playbook> playbooks) {
    ShowSlots slots = ShowSlots.of(history, slotMinutes);
    List<Factor> factors = new ArrayList<>();
    factors.add(sentiment(slots));
    factors.addAll(ledger.factors(slots.from(), slots.count(), slotMinutes));
    FactorFindings findings =
        Factors.of(slots.counts(MinuteCount.PAID_ORDERS), slots.viewerMinutes(), factors);
    List<Shown> shown = new ArrayList<>();
    for (FactorScore score : findings.scores()) {
      verdict(score, playbooks).ifPresent(verdict -> shown.add(new Shown(score, verdict)));
    }
    return new ShowFactors(slotMinutes, findings, shown);
  }

  /** What a switchback showed of it; nothing where it is an association alone. */
  public Optional<Verdict> verdict(FactorScore score) {
    return shown.stream().filter(it -> it.score().equals(score)).map(Shown::verdict).findFirst();
  }

  /** Of the slot before: what is said within a slot may come of what was bought in it. */
  private static Factor sentiment(ShowSlots slots) {
    List<Long> comments = slots.counts(MinuteCount.COMMENTS);
    List<Long> positive = slots.counts(MinuteCount.POSITIVE);
    List<Long> negative = slots.counts(MinuteCount.NEGATIVE);
    List<Double> values = new ArrayList<>();
    for (int slot = 0; slot < slots.count(); slot++) {
      int before = slot - 1;
      values.add(
          slot == 0 || comments.get(before) == 0
              ? Double.NaN
              : (double) (positive.get(before) - negative.get(before)) / comments.get(before));
    }
    return new Factor(Factor.Kind.SENTIMENT, "", values);
  }

  private static Optional<Verdict> verdict(FactorScore score, List<Playbook> playbooks) {
    return playbooks.stream()
        .filter(Playbook.Settled.class::isInstance)
        .map(Playbook.Settled.class::cast)
        .filter(settled -> isOf(score, settled.proposal().action()))
        .map(settled -> settled.evidence().verdict())
        .filter(verdict -> verdict != Verdict.OPEN)
        .findFirst();
  }

  private static boolean isOf(FactorScore score, Action action) {
    return switch (action) {
      case Action.Show show ->
          score.kind() == Factor.Kind.LOOK && score.name().equals(show.about());
      case Action.Explain explain ->
          score.kind() == Factor.Kind.EXPLAINED && score.name().equals(explain.productId());
      default -> false;
    };
  }
}

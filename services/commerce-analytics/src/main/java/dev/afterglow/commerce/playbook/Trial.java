package dev.afterglow.commerce.playbook;

import dev.afterglow.commerce.experiment.EffectSequence;
import dev.afterglow.commerce.experiment.Interval;
import dev.afterglow.commerce.experiment.Slot;
import dev.afterglow.commerce.experiment.SlotResult;
import dev.afterglow.commerce.experiment.SwitchbackAnalysis;
import dev.afterglow.commerce.experiment.Verdict;
import dev.afterglow.commerce.ledger.RoomLedger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the slots of an accepted playbook off the room's ledger. A slot counts its net margin, in
 * orders' worth: a price that sells more and leaves less must not win. The ledger knows a day and
 * an experiment may take a week, so each slot is counted once, when it is over, and logged.
 */
final class Trial {
  private static final double LEVEL = 0.8;

  private final Terms terms;

  Trial(Terms terms) {
    this.terms = terms;
  }

  /**
   * The next slot, where it is over at a time and its late facts are in. One in which nobody
   * watched, or that is so long ago that the ledger forgot it, counts as not watched.
   *
   * @param slots those of the playbook's switchback
   */
  Optional<CountedSlot> next(
      Playbook.Accepted playbook, List<Slot> slots, RoomLedger ledger, Instant now) {
    int index = playbook.counted().size();
    if (index >= slots.size() || slots.get(index).end().plus(terms.settle()).isAfter(now)) {
      return Optional.empty();
    }
    Slot slot = slots.get(index);
    boolean watched =
        ledger.knows(slot.measuredFrom()) && ledger.isWatched(slot.measuredFrom(), slot.end());
    double margin =
        watched
            ? ledger.takings(slot.measuredFrom(), slot.end()).marginMinor(terms.grossMargin())
            : 0;
    return Optional.of(new CountedSlot(index, slot.arm(), margin, watched));
  }

  /** The evidence of the slots that were counted, up to the one that settles it. */
  Evidence evidence(Playbook.Accepted playbook) {
    Proposal proposal = playbook.proposal();
    SwitchbackAnalysis analysis = new SwitchbackAnalysis(proposal.baseline());
    EffectSequence effect = new EffectSequence(LEVEL, Math.max(1, proposal.slots()));
    for (CountedSlot slot : playbook.counted()) {
      if (slot.watched() && analysis.verdict() == Verdict.OPEN) {
        double outcome = Math.max(0, slot.marginMinor()) / proposal.orderMinor();
        analysis.add(new SlotResult(slot.arm(), outcome, 1));
        effect.add(slot.arm(), slot.marginMinor());
      }
    }
    return new Evidence(
        analysis.slots(),
        analysis.verdict(),
        analysis.evidenceOfMore(),
        analysis.evidenceOfLess(),
        measured(effect.interval()));
  }

  private static @Nullable Effect measured(Interval interval) {
    return Double.isFinite(interval.low())
        ? new Effect(interval.estimate(), interval.low(), interval.high())
        : null;
  }

  /** Whether nothing is left to wait for. */
  boolean isOver(Playbook.Accepted playbook, Evidence evidence) {
    return evidence.verdict() != Verdict.OPEN
        || playbook.counted().size() >= playbook.switchback().design().slots();
  }
}

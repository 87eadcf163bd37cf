package dev.afterglow.commerce.playbook;

import dev.afterglow.commerce.experiment.EffectSequence;
import dev.afterglow.commerce.experiment.Interval;
import dev.afterglow.commerce.experiment.Slot;
import dev.afterglow.commerce.experiment.SlotResult;
import dev.afterglow.commerce.experiment.SwitchbackAnalysis;
import dev.afterglow.commerce.experiment.Verdict;
import dev.afterglow.commerce.ledger.RoomLedger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the slots of an accepted playbook off the room's ledger. A slot counts its net margin, in
 * orders' worth: a price that sells more and leaves less must not win. What slots came to is worked
 * out anew from the log each time, so a restart loses none.
 */
final class Trial {
  private static final double LEVEL = 0.8;

  private final Terms terms;

  Trial(Terms terms) {
    this.terms = terms;
  }

  /** The evidence of the slots that are over at a time, up to the one that settles it. */
  Evidence evidence(Playbook.Accepted playbook, RoomLedger ledger, Instant now) {
    Proposal proposal = playbook.proposal();
    SwitchbackAnalysis analysis = new SwitchbackAnalysis(proposal.baseline());
    EffectSequence effect = new EffectSequence(LEVEL, Math.max(1, proposal.slots()));
    for (Slot slot : playbook.switchback().slots()) {
      if (slot.end().plus(terms.settle()).isAfter(now) || analysis.verdict() != Verdict.OPEN) {
        break;
      }
      double margin =
          ledger.takings(slot.measuredFrom(), slot.end()).marginMinor(terms.grossMargin());
      analysis.add(new SlotResult(slot.arm(), Math.max(0, margin) / proposal.orderMinor(), 1));
      effect.add(slot.arm(), margin);
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
        || evidence.slots() >= playbook.switchback().design().slots();
  }
}

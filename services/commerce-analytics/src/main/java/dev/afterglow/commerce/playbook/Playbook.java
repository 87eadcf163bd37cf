package dev.afterglow.commerce.playbook;

import dev.afterglow.commerce.experiment.Switchback;
import dev.afterglow.commerce.experiment.SwitchbackDesign;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A playbook in its life.
 *
 * <pre>
 *                          ┌─slot─┐
 *                          ▼      │
 *   PROPOSED ──accept──▶ ACCEPTED ┴─evidence or last slot──▶ SETTLED
 *      │  │
 *      │  └──decline──▶ DECLINED
 *      └──time──▶ LAPSED
 * </pre>
 */
public sealed interface Playbook {
  /** What was proposed. */
  Proposal proposal();

  /** Waits for a person. */
  record Proposed(Proposal proposal) implements Playbook {
    Accepted accept(PlaybookEvent.Accepted accepted) {
      SwitchbackDesign design =
          new SwitchbackDesign(
              proposal.slotLength(), proposal.washout(), Math.max(2, proposal.slots()));
      return new Accepted(
          proposal,
          accepted.decision(),
          new Switchback(accepted.seed(), accepted.start(), design),
          List.of());
    }

    Declined decline(PlaybookEvent.Declined declined) {
      return new Declined(proposal, declined.decision());
    }

    /** What it is at a time: itself, or lapsed. */
    Playbook at(Instant time) {
      return time.isBefore(proposal.expires()) ? this : new Lapsed(proposal);
    }
  }

  /**
   * Under test.
   *
   * @param decision who accepted it, and when
   * @param switchback the slots
   * @param counted what the first of them came to
   */
  record Accepted(
      Proposal proposal, Decision decision, Switchback switchback, List<CountedSlot> counted)
      implements Playbook {
    public Accepted {
      counted = List.copyOf(counted);
    }

    /** Slots count in their order, each once: of two tellings the first stands. */
    Accepted count(PlaybookEvent.SlotCounted told) {
      if (told.slot().index() != counted.size()) {
        return this;
      }
      List<CountedSlot> more = new ArrayList<>(counted);
      more.add(told.slot());
      return new Accepted(proposal, decision, switchback, more);
    }

    Settled settle(PlaybookEvent.Settled settled) {
      return new Settled(proposal, decision, switchback, settled.evidence());
    }
  }

  /** Tested. */
  record Settled(Proposal proposal, Decision decision, Switchback switchback, Evidence evidence)
      implements Playbook {}

  /** Not wanted. */
  record Declined(Proposal proposal, Decision decision) implements Playbook {}

  /** Too old. */
  record Lapsed(Proposal proposal) implements Playbook {}
}

package dev.afterglow.commerce.playbook;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.afterglow.api.commerce.v1.MeasuredEffect;
import dev.afterglow.api.commerce.v1.Party;
import dev.afterglow.api.commerce.v1.PayOff;
import dev.afterglow.api.commerce.v1.PlaybookSlot;
import dev.afterglow.api.commerce.v1.PlaybookState;
import dev.afterglow.api.commerce.v1.PlaybookVerdict;
import dev.afterglow.commerce.experiment.Arm;
import dev.afterglow.commerce.experiment.Slot;
import dev.afterglow.commerce.experiment.Switchback;
import dev.afterglow.commerce.experiment.Verdict;
import java.time.Instant;

/** Playbooks as messages. */
final class PlaybookMessages {
  private PlaybookMessages() {}

  static dev.afterglow.api.commerce.v1.Playbook playbook(Playbooks.Shown shown, Instant now) {
    Proposal proposal = shown.playbook().proposal();
    Evidence evidence = shown.evidence();
    boolean settled = evidence.verdict() != Verdict.OPEN;
    dev.afterglow.api.commerce.v1.Playbook.Builder message =
        dev.afterglow.api.commerce.v1.Playbook.newBuilder()
            .setPlaybookId(proposal.id().toString())
            .setRoomId(proposal.roomId())
            .setCondition(proposal.condition())
            .setExpectedEffectMinor(proposal.effect().minor())
            .setIntervalLowMinor(proposal.effect().low())
            .setIntervalHighMinor(proposal.effect().high())
            .setEvidenceSlots(evidence.slots())
            .setSlotsToSettle(settled ? 0 : Math.max(0, proposal.slots() - evidence.slots()))
            .setSlotLength(span(proposal.slotLength()))
            .setWashoutLength(span(proposal.washout()))
            .setExpireTime(timestamp(proposal.expires()))
            .setHypothesis(!settled)
            .setVerdict(verdict(evidence.verdict()))
            .setEvidenceOfMore(evidence.more())
            .setEvidenceOfLess(evidence.less());
    ActionMessages.fill(proposal.action(), message);
    state(shown.playbook(), now, message);
    PayOffs payOffs = proposal.payOffs();
    if (payOffs != null) {
      message
          .addPayOffs(payOff(Party.PARTY_PRODUCER, payOffs.producer()))
          .addPayOffs(payOff(Party.PARTY_BRAND, payOffs.brand()))
          .addPayOffs(payOff(Party.PARTY_PLATFORM, payOffs.platform()));
    }
    Effect measured = evidence.measured();
    if (measured != null) {
      message.setMeasured(
          MeasuredEffect.newBuilder()
              .setEffectMinor(measured.minor())
              .setIntervalLowMinor(measured.low())
              .setIntervalHighMinor(measured.high()));
    }
    return message.build();
  }

  private static PayOff payOff(Party party, Effect effect) {
    return PayOff.newBuilder()
        .setParty(party)
        .setExpectedMinor(effect.minor())
        .setIntervalLowMinor(effect.low())
        .setIntervalHighMinor(effect.high())
        .setLoses(effect.minor() < 0)
        .build();
  }

  private static void state(
      Playbook playbook, Instant now, dev.afterglow.api.commerce.v1.Playbook.Builder message) {
    switch (playbook) {
      case Playbook.Proposed _ -> message.setState(PlaybookState.PLAYBOOK_STATE_PROPOSED);
      case Playbook.Lapsed _ -> message.setState(PlaybookState.PLAYBOOK_STATE_LAPSED);
      case Playbook.Declined declined -> {
        message.setState(PlaybookState.PLAYBOOK_STATE_DECLINED);
        decided(declined.decision(), message);
      }
      case Playbook.Accepted accepted -> {
        message
            .setState(PlaybookState.PLAYBOOK_STATE_ACCEPTED)
            .setSeedCommitment(accepted.switchback().seed().commitment());
        next(accepted.switchback(), now, message);
        decided(accepted.decision(), message);
      }
      case Playbook.Settled settled -> {
        message
            .setState(PlaybookState.PLAYBOOK_STATE_SETTLED)
            .setSeedCommitment(settled.switchback().seed().commitment())
            .setSeed(settled.switchback().seed().hex());
        decided(settled.decision(), message);
      }
    }
  }

  private static void decided(
      Decision decision, dev.afterglow.api.commerce.v1.Playbook.Builder message) {
    message.setDecidedBy(decision.by()).setDecideTime(timestamp(decision.at()));
  }

  private static void next(
      Switchback switchback, Instant now, dev.afterglow.api.commerce.v1.Playbook.Builder message) {
    for (Slot slot : switchback.slots()) {
      if (slot.end().isAfter(now)) {
        message.setSlot(
            PlaybookSlot.newBuilder()
                .setIndex(slot.index())
                .setShowsAction(slot.arm() == Arm.ACTION)
                .setShowTime(timestamp(slot.shownFrom()))
                .setMeasureTime(timestamp(slot.measuredFrom()))
                .setEndTime(timestamp(slot.end())));
        return;
      }
    }
  }

  private static PlaybookVerdict verdict(Verdict verdict) {
    return switch (verdict) {
      case OPEN -> PlaybookVerdict.PLAYBOOK_VERDICT_OPEN;
      case HELPS -> PlaybookVerdict.PLAYBOOK_VERDICT_HELPS;
      case HARMS -> PlaybookVerdict.PLAYBOOK_VERDICT_HARMS;
    };
  }

  private static Duration span(java.time.Duration span) {
    return Duration.newBuilder().setSeconds(span.toSeconds()).build();
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}

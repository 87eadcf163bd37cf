package dev.afterglow.commerce.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.commerce.demand.Elasticity;
import dev.afterglow.commerce.economics.Shares;
import dev.afterglow.commerce.experiment.Slot;
import dev.afterglow.commerce.experiment.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What a test of a playbook comes to, and what that means for the next one. */
class PlaybookResultsTest extends PlaybookRoom {
  private Playbook.Accepted acceptExplain() {
    UUID id = explain(listAfterAnHour()).playbook().proposal().id();
    return (Playbook.Accepted) playbooks.accept(id, UUID.randomUUID(), "").playbook();
  }

  private Playbooks.Shown shown(UUID id) {
    return playbooks.list(ROOM).stream()
        .filter(one -> one.playbook().proposal().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldRememberWhatSlotsCameToWhenTheLedgerForgotThem() {
    // Given: the first slots of a test.
    Playbook.Accepted accepted = acceptExplain();
    for (Slot slot : accepted.switchback().slots().subList(0, 4)) {
      play(new SoldShow(ROOM, slot.measuredFrom()).sell("p", 1_000, 0, 3, _ -> 4, "v"));
      clock.now = slot.end().plus(Duration.ofMinutes(2));
    }
    UUID id = accepted.proposal().id();
    Evidence before = shown(id).evidence();

    // When: the ledger keeps a day.
    play(new SoldShow(ROOM, clock.now.plus(Duration.ofHours(30))).sell("p", 9, 0, 1, _ -> 0, "v"));
    Evidence after = shown(id).evidence();

    // Then
    assertThat(before.slots()).isEqualTo(4);
    assertThat(after).isEqualTo(before);
  }

  @Test
  void shouldPassOverSlotsInWhichNobodyWatched() {
    // Given
    Playbook.Accepted accepted = acceptExplain();
    List<Slot> slots = accepted.switchback().slots();
    play(new SoldShow(ROOM, slots.get(1).measuredFrom()).sell("p", 1_000, 0, 3, _ -> 4, "v"));

    // When
    clock.now = slots.get(2).end().plus(Duration.ofMinutes(2));
    Evidence evidence = shown(accepted.proposal().id()).evidence();

    // Then
    assertThat(evidence.slots()).isEqualTo(1);
  }

  @Test
  void shouldRefuseToTestInARoomThatNobodyWatches() {
    // Given
    UUID id = explain(listAfterAnHour()).playbook().proposal().id();
    clock.now = clock.now.plus(Duration.ofMinutes(20));

    // When
    String refused = refusal(() -> playbooks.accept(id, UUID.randomUUID(), ""));

    // Then
    assertThat(refused).isEqualTo("ROOM_EMPTY");
  }

  private Playbook settle(Verdict verdict, Effect measured) {
    Playbook.Accepted accepted = acceptExplain();
    Evidence evidence = new Evidence(20, verdict, 1, 1, measured);
    log.append(new PlaybookEvent.Settled(accepted.proposal().id(), clock.now, evidence));
    clock.now = clock.now.plus(Duration.ofMinutes(61));
    return book.playbook(accepted.proposal().id(), clock.now).orElseThrow();
  }

  @Test
  void shouldNotProposeAgainWhatWasShownToHarm() {
    // Given
    Playbook settled = settle(Verdict.HARMS, new Effect(-3_000, -5_000, -1_000));

    // When
    List<Playbooks.Shown> shown = playbooks.list(ROOM);

    // Then
    Action harmed = settled.proposal().action();
    assertThat(shown)
        .filteredOn(one -> one.playbook() instanceof Playbook.Proposed)
        .extracting(one -> one.playbook().proposal().action())
        .isNotEmpty()
        .doesNotContain(harmed);
  }

  @Test
  void shouldExpectWhatATestMeasuredWhenItIsProposedAgain() {
    // Given: the figures promise some 4,500; the test found 1,000, and is surer of it.
    Playbook settled = settle(Verdict.OPEN, new Effect(1_000, 900, 1_100));

    // When
    List<Playbooks.Shown> shown = playbooks.list(ROOM);

    // Then
    Effect effect =
        shown.stream()
            .filter(one -> one.playbook() instanceof Playbook.Proposed)
            .map(one -> one.playbook().proposal())
            .filter(one -> one.action().equals(settled.proposal().action()))
            .findFirst()
            .orElseThrow()
            .effect();
    assertThat(effect.minor()).isBetween(1_000.0, 1_100.0);
    assertThat(effect.high() - effect.low()).isBetween(150.0, 200.0);
  }

  @Test
  void shouldProposeNoPriceBelowCostWhateverTheSettings() {
    // Given: half off at a margin of 0.3, and a product that sells at any price.
    Terms careless =
        new Terms(
            new Shares(0.3, 0.2, 0.05),
            0.5,
            terms.slotLength(),
            terms.washout(),
            terms.fewestMinutes(),
            terms.lapse(),
            terms.settle());
    play(hour("v"));
    clock.now = START.plus(Duration.ofHours(1));

    // When
    List<Playbooks.Shown> shown =
        new Playbooks(
                book, log, ledgers, (_, _) -> open, careless, clock, new SplittableRandom(SEED))
            .list(ROOM);

    // Then
    assertThat(shown)
        .isNotEmpty()
        .allMatch(one -> one.playbook().proposal().action() instanceof Action.Explain);
  }

  @Test
  void shouldBeLessSureOfALowerPriceWhenTheRateIsLittleKnown() {
    // Given
    SlotPrice price = new SlotPrice(1_000, 900, 500, 10);
    Elasticity.Known elasticity = new Elasticity.Known(-3, 0.4);

    // When
    Effect sure = price.effect(elasticity, 0);
    Effect unsure = price.effect(elasticity, 0.5);

    // Then: 400·(0.9^−3) − 500 is left more a unit; half of it either way comes on top.
    double mean = 10 * (Math.pow(0.9, -3) * 400 - 500);
    assertThat(sure.minor()).isCloseTo(mean, Offset.offset(1e-9));
    assertThat(unsure.minor()).isEqualTo(sure.minor());
    assertThat(unsure.minor() - unsure.low())
        .isCloseTo(Math.hypot(mean - sure.low(), mean / 2), Offset.offset(1e-9));
    assertThat(price.change(mean).sales())
        .isCloseTo(10 * (Math.pow(0.9, -3) * 900 - 1_000), Offset.offset(1e-9));
  }
}

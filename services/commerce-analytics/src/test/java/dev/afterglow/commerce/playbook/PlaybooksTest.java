package dev.afterglow.commerce.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.commerce.economics.Shares;
import dev.afterglow.commerce.experiment.Arm;
import dev.afterglow.commerce.experiment.Slot;
import dev.afterglow.commerce.experiment.Verdict;
import dev.afterglow.commerce.ledger.RoomLedger;
import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.facts.Happening;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.hipparchus.random.RandomDataGenerator;
import org.junit.jupiter.api.Test;

class PlaybooksTest extends PlaybookRoom {
  @Test
  void shouldProposeHypothesesWithIntervalsWhenFiguresSuggestThem() {
    // When
    List<Playbooks.Shown> shown = listAfterAnHour();

    // Then: two orders more a minute, ten a slot, 500 left of each; a little pulled together.
    Playbooks.Shown explain = explain(shown);
    Proposal proposal = explain.playbook().proposal();
    assertThat(explain.evidence()).isEqualTo(Evidence.NONE);
    assertThat(explain.playbook()).isInstanceOf(Playbook.Proposed.class);
    assertThat(proposal.effect().minor()).isBetween(4_000.0, 5_000.0);
    assertThat(proposal.effect().low()).isBetween(2_000.0, proposal.effect().minor());
    assertThat(proposal.effect().high()).isBetween(proposal.effect().minor(), 7_000.0);
    assertThat(proposal.slots()).isBetween(5, 100);
    assertThat(proposal.expires()).isEqualTo(clock.now.plus(Duration.ofMinutes(30)));
    assertThat(proposal.condition()).startsWith("20 of 60 minutes explained it");
  }

  @Test
  void shouldShowWhatEachPartyGetsAndThatTheyShareTheMargin() {
    // Given: half of a price is the goods' cost; 20 % is commission and 5 % the platform's.
    Proposal proposal = explain(listAfterAnHour()).playbook().proposal();

    // When
    PayOffs payOffs = proposal.payOffs();

    // Then: what explaining sells more leaves 0.5 of the price, of which the brand keeps 0.25.
    double margin = proposal.effect().minor();
    assertThat(payOffs.producer().minor()).isCloseTo(0.4 * margin, Offset.offset(1e-6));
    assertThat(payOffs.brand().minor()).isCloseTo(0.5 * margin, Offset.offset(1e-6));
    assertThat(payOffs.platform().minor()).isCloseTo(0.1 * margin, Offset.offset(1e-6));
    assertThat(payOffs.brand().low()).isCloseTo(0.5 * proposal.effect().low(), Offset.offset(1e-6));
  }

  @Test
  void shouldShowWhoLosesWhenALowerPriceIsPaidForByTheBrand() {
    // Given: sold a fifth cheaper twice as much, the brand gives more margin away than it wins.
    Shares shares = new Shares(0.5, 0.3, 0.1);
    PayOffs.Change change = new PayOffs.Change(2_000, 500);

    // When
    PayOffs payOffs = PayOffs.of(List.of(change, change, change), shares);

    // Then
    assertThat(payOffs.producer().minor()).isCloseTo(600, Offset.offset(1e-6));
    assertThat(payOffs.platform().minor()).isCloseTo(200, Offset.offset(1e-6));
    assertThat(payOffs.brand().minor()).isCloseTo(-300, Offset.offset(1e-6));
  }

  @Test
  void shouldReadAProposalOfBeforeThereWerePayOffs() throws Exception {
    // Given
    listAfterAnHour();
    String told = new String(log.events.getFirst(), StandardCharsets.UTF_8);
    String before = told.replaceFirst("\"payOffs\":\\{.*?\\}\\},", "");
    assertThat(before).isNotEqualTo(told);

    // When
    PlaybookEvent event = KafkaPlaybookLog.event(before.getBytes(StandardCharsets.UTF_8));

    // Then
    assertThat(((PlaybookEvent.Proposed) event).proposal().payOffs()).isNull();
  }

  @Test
  void shouldKeepNothingWhenPlaybooksAreOnlyReviewed() {
    // Given
    play(hour("v"));
    clock.now = START.plus(Duration.ofHours(1));

    // When
    List<Playbooks.Shown> reviewed = playbooks.review(ROOM);

    // Then
    assertThat(log.events).isEmpty();
    assertThat(reviewed).isNotEmpty().isEqualTo(playbooks.list(ROOM));
    assertThat(playbooks.review(ROOM)).isEqualTo(reviewed);
  }

  @Test
  void shouldProposeALowerPriceWhenTheElasticitySaysThatItPays() {
    // Given: a fifth cheaper sold twice as much.
    play(
        new SoldShow(ROOM, START)
            .tell(0, new Happening.PriceChange("p", RoomFacts.yuan(1_000)))
            .tell(30, new Happening.PriceChange("p", RoomFacts.yuan(800)))
            .sell("p", 1_000, 0, 30, _ -> 3, "v")
            .sell("p", 800, 30, 60, _ -> 6, "v"));
    clock.now = START.plus(Duration.ofHours(1));

    // When
    List<Playbooks.Shown> shown = playbooks.list(ROOM);

    // Then
    assertThat(shown).hasSize(1);
    Proposal proposal = shown.getFirst().playbook().proposal();
    assertThat(proposal.action()).isEqualTo(new Action.Price("p", "CNY", 800, 720));
    assertThat(proposal.condition()).startsWith("its elasticity is -");
    assertThat(proposal.effect().low()).isLessThan(proposal.effect().minor());
  }

  @Test
  void shouldProposeNothingWhenTooLittleIsKnown() {
    // Given
    play(new SoldShow(ROOM, START).sell("p", 1_000, 0, 10, _ -> 5, "v"));
    clock.now = START.plus(Duration.ofMinutes(10));

    // When
    List<Playbooks.Shown> shown = playbooks.list(ROOM);

    // Then
    assertThat(shown).isEmpty();
    assertThat(playbooks.list(UUID.randomUUID().toString())).isEmpty();
  }

  @Test
  void shouldProposeTheSameOnceWhenAskedAgain() {
    // Given
    List<Playbooks.Shown> first = listAfterAnHour();
    int events = log.events.size();

    // When
    List<Playbooks.Shown> second = playbooks.list(ROOM);

    // Then
    assertThat(second).isEqualTo(first);
    assertThat(log.events).hasSize(events);
  }

  @Test
  void shouldProposeTheSamePriceWhoeverTheViewersAre() {
    // Given: the same sales to regulars of one name, and to strangers of another.
    RoomLedger regulars = new RoomLedger();
    RoomLedger strangers = new RoomLedger();
    hour("rich").facts().forEach(fact -> regulars.apply(fact, fact.occurred()));
    hour("").facts().forEach(fact -> strangers.apply(fact, fact.occurred()));
    Instant now = START.plus(Duration.ofHours(1));

    // When
    List<Proposal> one = new Proposer(terms).propose(ROOM, regulars, Proposer.Known.NOTHING, now);
    List<Proposal> other =
        new Proposer(terms).propose(ROOM, strangers, Proposer.Known.NOTHING, now);

    // Then: one price a room and slot, and no action has a field that could hold a person.
    assertThat(one).isNotEmpty().isEqualTo(other);
    assertThat(Action.class.getPermittedSubclasses())
        .allSatisfy(
            action ->
                assertThat(action.getRecordComponents())
                    .extracting(component -> component.getName())
                    .isSubsetOf(
                        "productId",
                        "productIds",
                        "currency",
                        "fromMinor",
                        "toMinor",
                        "lookId",
                        "layout",
                        "questions"));
    assertThat(Action.Asked.class.getRecordComponents())
        .extracting(component -> component.getName())
        .containsExactly("intent", "subject");
  }

  @Test
  void shouldSettleWhenTheActionHelpsInRandomisedSlots() {
    // Given
    Playbook proposed = explain(listAfterAnHour()).playbook();

    // When
    Playbooks.Shown accepted =
        playbooks.accept(proposed.proposal().id(), UUID.randomUUID(), "operator-7");
    Playbooks.Shown last = run((Playbook.Accepted) accepted.playbook(), 20, 10);

    // Then
    assertThat(last.playbook()).as("seed %d", SEED).isInstanceOf(Playbook.Settled.class);
    assertThat(last.evidence().verdict()).isEqualTo(Verdict.HELPS);
    assertThat(last.evidence().more()).isGreaterThanOrEqualTo(1 / 0.045);
    assertThat(last.evidence().slots()).isBetween(2, proposed.proposal().slots());
    assertThat(book.underTest()).isEmpty();
  }

  @Test
  void shouldSettleOpenAtTheLastSlotWhenTheActionChangesNothing() {
    // Given
    Playbook proposed = explain(listAfterAnHour()).playbook();

    // When
    Playbooks.Shown accepted =
        playbooks.accept(proposed.proposal().id(), UUID.randomUUID(), "operator-7");
    Playbooks.Shown last = run((Playbook.Accepted) accepted.playbook(), 10, 10);

    // Then
    assertThat(last.playbook()).isInstanceOf(Playbook.Settled.class);
    assertThat(last.evidence().verdict()).as("seed %d", SEED).isEqualTo(Verdict.OPEN);
    assertThat(last.evidence().slots()).isEqualTo(proposed.proposal().slots());
  }

  /** Plays all slots with so many orders in those of action and the others; asks after each. */
  private Playbooks.Shown run(Playbook.Accepted accepted, double action, double control) {
    RandomDataGenerator chance = new RandomDataGenerator(SEED);
    Playbooks.Shown last = null;
    for (Slot slot : accepted.switchback().slots()) {
      int orders = chance.nextPoisson(slot.arm() == Arm.ACTION ? action : control);
      // Five times as much in the washout, which must not count.
      if (slot.measuredFrom().isAfter(slot.shownFrom())) {
        play(new SoldShow(ROOM, slot.shownFrom()).sell("p", 1_000, 0, 1, _ -> 50, "w"));
      }
      play(new SoldShow(ROOM, slot.measuredFrom()).sell("p", 1_000, 2, 3, _ -> orders, "v"));
      clock.now = slot.end().plus(Duration.ofMinutes(2));
      UUID id = accepted.proposal().id();
      last =
          playbooks.list(ROOM).stream()
              .filter(shown -> shown.playbook().proposal().id().equals(id))
              .findFirst()
              .orElseThrow();
      if (last.playbook() instanceof Playbook.Settled) {
        return last;
      }
    }
    return last;
  }

  @Test
  void shouldBeTheSameForEveryReaderOfTheLog() {
    // Given
    Playbook proposed = explain(listAfterAnHour()).playbook();
    Playbooks.Shown accepted =
        playbooks.accept(proposed.proposal().id(), UUID.randomUUID(), "operator-7");
    run((Playbook.Accepted) accepted.playbook(), 20, 10);

    // When
    PlaybookBook other = new PlaybookBook();
    log.events.forEach(event -> other.apply(KafkaPlaybookLog.event(event)));

    // Then
    assertThat(other.room(ROOM, clock.now)).isEqualTo(book.room(ROOM, clock.now)).isNotEmpty();
  }

  @Test
  void shouldAcceptOnceWhenTheSameRequestComesAgain() {
    // Given
    UUID id = explain(listAfterAnHour()).playbook().proposal().id();
    UUID request = UUID.randomUUID();
    Playbooks.Shown first = playbooks.accept(id, request, "operator-7");

    // When
    Playbooks.Shown again = playbooks.accept(id, request, "operator-7");

    // Then
    assertThat(again).isEqualTo(first);
    assertThat(refusal(() -> playbooks.accept(id, UUID.randomUUID(), "operator-7")))
        .isEqualTo("PLAYBOOK_NOT_OPEN");
    assertThat(refusal(() -> playbooks.decline(id, UUID.randomUUID(), "operator-7")))
        .isEqualTo("PLAYBOOK_NOT_OPEN");
  }

  @Test
  void shouldTestOnePlaybookAtATimeInARoom() {
    // Given
    List<Playbooks.Shown> shown = listAfterAnHour();
    assertThat(shown).hasSizeGreaterThan(1);
    playbooks.accept(shown.get(0).playbook().proposal().id(), UUID.randomUUID(), "operator-7");
    UUID second = shown.get(1).playbook().proposal().id();

    // When
    String refused = refusal(() -> playbooks.accept(second, UUID.randomUUID(), "operator-7"));

    // Then
    assertThat(refused).isEqualTo("ROOM_UNDER_TEST");
  }

  @Test
  void shouldKnowWhoDecidedAlsoAfterTheLogIsReadAgain() {
    // Given
    Playbook proposed = listAfterAnHour().getFirst().playbook();

    // When
    playbooks.accept(proposed.proposal().id(), UUID.randomUUID(), "operator-7");
    PlaybookBook other = new PlaybookBook();
    log.events.forEach(event -> other.apply(KafkaPlaybookLog.event(event)));
    PlaybookEvent old =
        KafkaPlaybookLog.event(
            """
            {"event":"declined","playbookId":"00000000-0000-7000-8000-000000000001",\
            "requestId":"00000000-0000-7000-8000-000000000002","at":"2026-11-01T12:00:00Z"}
            """
                .getBytes(StandardCharsets.UTF_8));

    // Then
    assertThat(other.playbook(proposed.proposal().id(), clock.now))
        .containsInstanceOf(Playbook.Accepted.class)
        .hasValueSatisfying(
            it -> {
              Decision decision = ((Playbook.Accepted) it).decision();
              assertThat(decision.by()).isEqualTo("operator-7");
              assertThat(decision.at()).isEqualTo(clock.now);
              assertThat(decision.toString()).doesNotContain("operator-7");
            });
    assertThat(((PlaybookEvent.Declined) old).decision().by()).isEmpty();
  }

  @Test
  void shouldShowWhatIsUnderTestAloneAndProposeNothing() {
    // Given
    play(hour("v"));
    clock.now = START.plus(Duration.ofHours(1));
    List<Playbooks.Shown> before = playbooks.underTest(ROOM);
    int events = log.events.size();
    UUID id = playbooks.list(ROOM).getFirst().playbook().proposal().id();
    playbooks.accept(id, UUID.randomUUID(), "operator-7");

    // When
    List<Playbooks.Shown> tested = playbooks.underTest(ROOM);

    // Then
    assertThat(before).isEmpty();
    assertThat(events).isZero();
    assertThat(tested).extracting(it -> it.playbook().proposal().id()).containsExactly(id);
  }

  @Test
  void shouldAskForMoreSlotsWhenOrdersCluster() {
    // Given: as many orders in all, the same minute by minute, and all ten minutes' in one.
    PlaybookRoom clustered = new PlaybookRoom();
    play(evenly(1));
    clustered.play(evenly(10));
    clock.now = START.plus(Duration.ofHours(1));
    clustered.clock.now = clock.now;

    // When
    Proposal even = explain(playbooks.list(ROOM)).playbook().proposal();
    Proposal rough = explain(clustered.playbooks.list(ROOM)).playbook().proposal();

    // Then: the same effect, and a variance of slots several times Poisson's.
    assertThat(rough.effect()).isEqualTo(even.effect());
    assertThat(rough.slots()).isGreaterThan(3 * even.slots());
  }

  /** Every so many minutes all of them sell: two a minute otherwise, three while explained. */
  private static SoldShow evenly(int minutes) {
    return new SoldShow(ROOM, START)
        .tell(0, new Happening.PriceChange("p", RoomFacts.yuan(1_000)))
        .tell(0, new Happening.ExplainSegment("p", true))
        .tell(30, new Happening.ExplainSegment("p", false))
        .sell(
            "p",
            1_000,
            0,
            60,
            minute -> minute % minutes == 0 ? minutes * (minute < 30 ? 3 : 2) : 0,
            "v");
  }

  @Test
  void shouldDeclineLapseAndRefuseWhatIsNotThere() {
    // Given
    List<Playbooks.Shown> shown = listAfterAnHour();
    UUID declined = shown.get(0).playbook().proposal().id();
    UUID lapsed = shown.get(1).playbook().proposal().id();
    UUID request = UUID.randomUUID();

    // When
    Playbooks.Shown answer = playbooks.decline(declined, request, "operator-7");
    Playbooks.Shown again = playbooks.decline(declined, request, "operator-7");
    clock.now = clock.now.plus(Duration.ofMinutes(31));

    // Then
    assertThat(answer.playbook()).isInstanceOf(Playbook.Declined.class).isEqualTo(again.playbook());
    assertThat(book.playbook(lapsed, clock.now)).containsInstanceOf(Playbook.Lapsed.class);
    assertThat(refusal(() -> playbooks.accept(lapsed, UUID.randomUUID(), "operator-7")))
        .isEqualTo("PLAYBOOK_NOT_OPEN");
    assertThat(refusal(() -> playbooks.accept(UUID.randomUUID(), UUID.randomUUID(), "operator-7")))
        .isEqualTo("PLAYBOOK_NOT_FOUND");
  }
}

package dev.afterglow.commerce.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.commerce.experiment.Arm;
import dev.afterglow.commerce.experiment.Slot;
import dev.afterglow.commerce.experiment.Verdict;
import dev.afterglow.commerce.playbook.ActionShows.Chance;
import dev.afterglow.commerce.room.CommentIntent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;
import org.assertj.core.data.Offset;
import org.hipparchus.random.RandomDataGenerator;
import org.junit.jupiter.api.Test;

/** Looks, bundles, answers and orders: what is proposed, and what a test of it finds. */
class ActionsTest {
  private static final long SEED = PlaybookRoom.SEED;
  private static final int SHOWS = Integer.getInteger("shows", 60);
  private static final int MOST_SLOTS = 48;

  private static PlaybookRoom after(SoldShow show, long seed) {
    PlaybookRoom room = new PlaybookRoom(seed);
    room.play(show);
    room.clock.now = PlaybookRoom.START.plus(Duration.ofHours(1));
    room.open.addAll(ActionShows.questions(room.clock.now));
    return room;
  }

  private static Optional<Proposal> proposal(PlaybookRoom room, Class<? extends Action> kind) {
    return room.playbooks.list(PlaybookRoom.ROOM).stream()
        .map(shown -> shown.playbook().proposal())
        .filter(proposal -> kind.isInstance(proposal.action()))
        .findFirst();
  }

  private static PlaybookRoom looks(double factor, Chance chance, long seed) {
    return after(ActionShows.looks(PlaybookRoom.ROOM, PlaybookRoom.START, factor, chance), seed);
  }

  private static PlaybookRoom answers(double factor, Chance chance, long seed) {
    return after(ActionShows.answers(PlaybookRoom.ROOM, PlaybookRoom.START, factor, chance), seed);
  }

  private static PlaybookRoom pairs(double share, Chance chance, long seed) {
    return after(ActionShows.pairs(PlaybookRoom.ROOM, PlaybookRoom.START, share, chance), seed);
  }

  private static PlaybookRoom order(double factor, Chance chance, long seed) {
    return after(ActionShows.order(PlaybookRoom.ROOM, PlaybookRoom.START, factor, chance), seed);
  }

  @Test
  void shouldProposeTheLookUnderWhichMoreWasSold() {
    // Given
    PlaybookRoom room = looks(1.5, Chance.none(), SEED);

    // When
    Proposal proposal = proposal(room, Action.Show.class).orElseThrow();

    // Then: 1.2 orders more a minute, 500 left of each, pulled together a little.
    assertThat(proposal.action()).isEqualTo(new Action.Show("qipao", "half"));
    assertThat(proposal.effect().minor()).isBetween(1_500.0, 3_000.0);
    assertThat(proposal.effect().low()).isBetween(0.0, proposal.effect().minor());
    assertThat(proposal.condition()).startsWith("30 of 60 minutes showed it");
    assertThat(proposal.slots()).isBetween(10, 200);
  }

  @Test
  void shouldProposeToAnswerWhatSeveralViewersAsk() {
    // Given
    PlaybookRoom room = answers(1.5, Chance.none(), SEED);

    // When
    Proposal proposal = proposal(room, Action.Answer.class).orElseThrow();

    // Then
    assertThat(proposal.action())
        .isEqualTo(new Action.Answer(List.of(new Action.Asked(CommentIntent.SIZE, "p"))));
    assertThat(proposal.condition()).startsWith("30 of 60 minutes came after an answer");
    assertThat(proposal.effect().minor()).isBetween(1_500.0, 3_000.0);
  }

  @Test
  void shouldProposeNoAnswersWhenNobodyAsks() {
    // Given
    PlaybookRoom room = answers(1.5, Chance.none(), SEED);
    room.open.clear();

    // When
    Optional<Proposal> proposal = proposal(room, Action.Answer.class);

    // Then
    assertThat(proposal).isEmpty();
  }

  @Test
  void shouldProposeABundleOfWhatIsBoughtTogether() {
    // Given: three of ten orders of p or q hold both, of 144.
    PlaybookRoom room = pairs(0.3, Chance.none(), SEED);

    // When
    Proposal proposal = proposal(room, Action.Bundle.class).orElseThrow();

    // Then: of 8.4 orders of one a slot 30 % leave 300 more; 3.6 of both save 200.
    assertThat(proposal.action())
        .isEqualTo(new Action.Bundle(List.of("p", "q"), "CNY", 2_000, 1_800));
    assertThat(proposal.condition()).matches("4[23] of 14[34] orders of p or q held both");
    assertThat(proposal.effect().minor()).isCloseTo(8.4 * 0.3 * 300 - 3.6 * 200, within(60));
    assertThat(proposal.effect().low()).isLessThan(0);
    PayOffs payOffs = proposal.payOffs();
    assertThat(payOffs.producer().minor() + payOffs.brand().minor() + payOffs.platform().minor())
        .isCloseTo(proposal.effect().minor(), within(1e-6));
  }

  private static Offset<Double> within(double value) {
    return Offset.offset(value);
  }

  @Test
  void shouldProposeNoBundleWhenItsDiscountCostsMoreThanItBrings() {
    // Given: most orders hold both anyhow.
    PlaybookRoom room = pairs(0.8, Chance.none(), SEED);

    // When
    Optional<Proposal> proposal = proposal(room, Action.Bundle.class);

    // Then
    assertThat(proposal).isEmpty();
  }

  @Test
  void shouldProposeTheOrderInWhichAProductSoldMore() {
    // Given: q sells twice as much where it comes after p.
    PlaybookRoom room = order(2, Chance.none(), SEED);

    // When
    Proposal proposal = proposal(room, Action.Order.class).orElseThrow();

    // Then
    assertThat(((Action.Order) proposal.action()).productIds()).containsExactly("p", "q", "r");
    assertThat(proposal.condition()).startsWith("explained after p, q sold 4.80 orders a minute");
    assertThat(proposal.effect().low()).isPositive();
  }

  @Test
  void shouldProposeNoOrderWhenItMakesNoDifference() {
    // Given
    PlaybookRoom room = order(1, Chance.none(), SEED);

    // When
    Optional<Proposal> proposal = proposal(room, Action.Order.class);

    // Then
    assertThat(proposal).isEmpty();
  }

  @Test
  void shouldCountWhatWasMeasuredOfOneListOfAnswersForTheNext() {
    // Given: a test of another list found 100, surely.
    PlaybookRoom room = answers(1.5, Chance.none(), SEED);
    Proposal first = proposal(room, Action.Answer.class).orElseThrow();
    room.playbooks.accept(first.id(), UUID.randomUUID(), "operator-7");
    Evidence evidence = new Evidence(30, Verdict.OPEN, 1, 1, new Effect(100, 90, 110));
    room.log.append(new PlaybookEvent.Settled(first.id(), room.clock.now, evidence));
    room.clock.now = room.clock.now.plus(Duration.ofMinutes(31));
    room.open.removeFirst();
    room.open.addAll(
        ActionShows.questions(room.clock.now).stream().filter(it -> it.askers() > 2).toList());

    // When
    List<Proposal> proposals =
        room.playbooks.list(PlaybookRoom.ROOM).stream()
            .filter(shown -> shown.playbook() instanceof Playbook.Proposed)
            .map(shown -> shown.playbook().proposal())
            .filter(it -> it.action() instanceof Action.Answer)
            .toList();

    // Then
    assertThat(proposals).hasSize(1);
    assertThat(proposals.getFirst().effect().minor()).isBetween(100.0, 110.0);
  }

  /** What a slot of the test sells: so many orders of p, and so many of the bundle. */
  private record Means(double alone, double bundles) {}

  /** A room, and what its slots sell with the action. */
  private record Case(String name, Class<? extends Action> kind, LongFunction<PlaybookRoom> room) {}

  private static List<Case> cases(double factor) {
    return List.of(
        new Case("look", Action.Show.class, seed -> looks(factor, Chance.none(), seed)),
        new Case("answers", Action.Answer.class, seed -> answers(factor, Chance.none(), seed)),
        new Case("bundle", Action.Bundle.class, seed -> pairs(0.3, Chance.none(), seed)),
        new Case("order", Action.Order.class, seed -> order(2, Chance.none(), seed)));
  }

  @Test
  void shouldFindATrueThirtyPercentOfEachAction() {
    for (Case one : cases(1.3)) {
      // Given: an order leaves 500, one of the bundle 800; 7,800 a slot with either mix. Fewer
      // and dearer orders scatter more, so 48 slots have less power to tell a bundle.
      boolean isBundle = one.name().equals("bundle");
      Means means = isBundle ? new Means(6, 6) : new Means(15.6, 0);
      double power = isBundle ? 0.7 : 0.8;

      // When
      int found = found(one, means);

      // Then
      System.out.printf("%s, true +30 %%: %d of %d shows%n", one.name(), found, SHOWS);
      assertThat(found / (double) SHOWS)
          .as("%s, seed %d", one.name(), SEED)
          .isGreaterThanOrEqualTo(power - chance(power));
    }
  }

  @Test
  void shouldClaimNothingOfAnActionThatChangesNothing() {
    for (Case one : cases(1.3)) {
      // Given: a bundle that is bought instead of two orders, and leaves as much as those.
      Means means = one.name().equals("bundle") ? new Means(4, 5) : new Means(12, 0);

      // When
      int claimed = found(one, means);

      // Then
      System.out.printf("%s, no effect: %d of %d shows%n", one.name(), claimed, SHOWS);
      assertThat(claimed / (double) SHOWS)
          .as("%s, seed %d", one.name(), SEED)
          .isLessThanOrEqualTo(0.05 + chance(0.05));
    }
  }

  /** Three deviations of a share of so many shows. */
  private static double chance(double share) {
    return 3 * Math.sqrt(share * (1 - share) / SHOWS);
  }

  private static int found(Case one, Means action) {
    int found = 0;
    for (int i = 0; i < SHOWS; i++) {
      PlaybookRoom room = one.room().apply(SEED + i);
      found += verdict(room, one.kind(), action, SEED + i) == Verdict.HELPS ? 1 : 0;
    }
    return found;
  }

  /** Plays at most 48 slots; without the action a slot has 12 orders of p. */
  private static Verdict verdict(
      PlaybookRoom room, Class<? extends Action> kind, Means action, long seed) {
    UUID id = proposal(room, kind).orElseThrow().id();
    Playbook.Accepted accepted =
        (Playbook.Accepted) room.playbooks.accept(id, UUID.randomUUID(), "operator-7").playbook();
    RandomDataGenerator chance = new RandomDataGenerator(seed);
    for (Slot slot : first(accepted.switchback().slots())) {
      Means means = slot.arm() == Arm.ACTION ? action : new Means(12, 0);
      SoldShow sold =
          new SoldShow(PlaybookRoom.ROOM, slot.measuredFrom())
              .watch(0, 5)
              .order(2, chance.nextPoisson(means.alone()), 1_000, ActionShows.one("p"));
      if (means.bundles() > 0) {
        int bundles = chance.nextPoisson(means.bundles());
        sold.order(3, bundles, 1_800, ActionShows.one("p"), ActionShows.one("q"));
      }
      room.play(sold);
      room.clock.now = slot.end().plus(Duration.ofMinutes(2));
    }
    room.playbooks.settle();
    return switch (room.book.playbook(id, room.clock.now).orElseThrow()) {
      case Playbook.Settled settled -> settled.evidence().verdict();
      default -> Verdict.OPEN;
    };
  }

  private static List<Slot> first(List<Slot> slots) {
    return new ArrayList<>(slots.subList(0, Math.min(MOST_SLOTS, slots.size())));
  }

  @Test
  void shouldHoldTheTrueEffectOfALookInItsInterval() {
    // Given: shows whose looks differ by chance and by 30 %.
    double truth = 0.3 * 5 * ActionShows.USUAL * 500;
    int held = 0;
    int shown = 0;

    // When
    for (int i = 0; i < 4 * SHOWS; i++) {
      PlaybookRoom room = looks(1.3, Chance.poisson(SEED + i), SEED + i);
      LookIdeas ideas = new LookIdeas(room.terms, 500, 1);
      for (Idea idea : ideas.looks(room.ledgers.room(PlaybookRoom.ROOM).orElseThrow())) {
        if (idea.action().equals(new Action.Show("qipao", "half"))) {
          shown++;
          held += idea.model().low() <= truth && truth <= idea.model().high() ? 1 : 0;
        }
      }
    }

    // Then
    System.out.printf("look's 80 %% interval holds the truth in %d of %d shows%n", held, shown);
    assertThat(shown).isEqualTo(4 * SHOWS);
    assertThat(held / (double) shown).as("seed %d", SEED).isBetween(0.7, 0.9);
  }
}

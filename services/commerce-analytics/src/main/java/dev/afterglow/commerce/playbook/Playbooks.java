package dev.afterglow.commerce.playbook;

import dev.afterglow.commerce.demand.Sales;
import dev.afterglow.commerce.experiment.Seed;
import dev.afterglow.commerce.experiment.Slot;
import dev.afterglow.commerce.experiment.Verdict;
import dev.afterglow.commerce.ledger.ProductRecord;
import dev.afterglow.commerce.ledger.RoomLedger;
import dev.afterglow.commerce.ledger.RoomLedgers;
import dev.afterglow.commerce.room.OpenQuestion;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The use cases: propose, accept, decline, settle. */
public final class Playbooks {
  /**
   * A playbook as it is shown.
   *
   * @param playbook it
   * @param evidence what its slots say so far
   */
  public record Shown(Playbook playbook, Evidence evidence) {}

  /** What viewers of a room ask and nobody answered. */
  @FunctionalInterface
  public interface OpenQuestions {
    /** Most asked first; none where that is not known. */
    List<OpenQuestion> of(String roomId, Instant now);
  }

  private static final int MOST_PAST = 10;
  private static final Duration VIEWERS_WITHIN = Duration.ofMinutes(5);

  private final PlaybookBook book;
  private final PlaybookLog log;
  private final RoomLedgers ledgers;
  private final OpenQuestions questions;
  private final Terms terms;
  private final Trial trial;
  private final Clock clock;
  private final RandomGenerator random;

  /**
   * @param random draws seeds; must be unforeseeable
   */
  public Playbooks(
      PlaybookBook book,
      PlaybookLog log,
      RoomLedgers ledgers,
      OpenQuestions questions,
      Terms terms,
      Clock clock,
      RandomGenerator random) {
    this.book = book;
    this.log = log;
    this.ledgers = ledgers;
    this.questions = questions;
    this.terms = terms;
    this.trial = new Trial(terms);
    this.clock = clock;
    this.random = random;
  }

  /** The playbooks of a room, those under test and the best first; new ones are made and kept. */
  public List<Shown> list(String roomId) {
    log.catchUp();
    settle();
    Instant now = clock.instant();
    if (book.underTest(roomId).isEmpty()) {
      propose(roomId, now);
    }
    return book.room(roomId, now).stream().map(this::shown).toList();
  }

  /** What is under test in a room; nothing is proposed. */
  public List<Shown> underTest(String roomId) {
    log.catchUp();
    settle();
    return book.underTest(roomId).map(this::shown).stream().toList();
  }

  /** The playbooks of a room with what would be proposed now; nothing of it is kept. */
  public List<Shown> review(String roomId) {
    log.catchUp();
    Instant now = clock.instant();
    List<Shown> found = new ArrayList<>();
    book.room(roomId, now).forEach(playbook -> found.add(shown(playbook)));
    if (book.underTest(roomId).isEmpty()) {
      news(roomId, now)
          .forEach(it -> found.add(new Shown(new Playbook.Proposed(it), Evidence.NONE)));
    }
    return found;
  }

  private void propose(String roomId, Instant now) {
    news(roomId, now).forEach(proposal -> log.append(new PlaybookEvent.Proposed(proposal)));
  }

  private List<Proposal> news(String roomId, Instant now) {
    Optional<RoomLedger> ledger = ledgers.room(roomId);
    if (ledger.isEmpty()) {
      return List.of();
    }
    List<Playbook> known = book.room(roomId, now);
    List<Playbook.Settled> results =
        known.stream()
            .filter(Playbook.Settled.class::isInstance)
            .map(Playbook.Settled.class::cast)
            .toList();
    return new Proposer(terms)
            .propose(
                roomId,
                ledger.get(),
                new Proposer.Known(results, questions.of(roomId, now), past(roomId)),
                now)
            .stream()
            .filter(
                proposal ->
                    known.stream()
                        .filter(playbook -> !(playbook instanceof Playbook.Lapsed))
                        .noneMatch(playbook -> forbids(playbook, proposal, now)))
            .toList();
  }

  private List<Map<String, Sales>> past(String roomId) {
    return ledgers.past(roomId, MOST_PAST).stream()
        .map(
            past ->
                past.ledger().products().stream()
                    .collect(Collectors.toMap(ProductRecord::productId, ProductRecord::all)))
        .toList();
  }

  /**
   * What stands, was declined or was settled is not proposed again before it would have lapsed, and
   * what was shown to harm never again in its room.
   */
  private static boolean forbids(Playbook playbook, Proposal news, Instant now) {
    Proposal one = playbook.proposal();
    boolean alike =
        one.action().getClass() == news.action().getClass()
            && one.action().about().equals(news.action().about());
    boolean harms =
        playbook instanceof Playbook.Settled settled
            && settled.evidence().verdict() == Verdict.HARMS;
    return one.id().equals(news.id()) || (alike && (harms || now.isBefore(one.expires())));
  }

  /**
   * Accepts a proposal; its test begins with the next whole minute.
   *
   * @param by who accepts it, 0 to 64 characters
   */
  public Shown accept(UUID playbookId, UUID requestId, String by) {
    log.catchUp();
    settle();
    Instant now = clock.instant();
    Playbook before = find(playbookId, now);
    if (isBy(before, requestId)) {
      return shown(before);
    }
    if (!(before instanceof Playbook.Proposed)) {
      throw notOpen(playbookId);
    }
    if (book.underTest(before.proposal().roomId()).isPresent()) {
      throw roomBusy(before.proposal().roomId());
    }
    Instant start = now.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
    requireViewers(before.proposal().roomId(), start);
    log.append(
        new PlaybookEvent.Accepted(playbookId, requestId, now, start, Seed.draw(random), by));
    Playbook after = find(playbookId, now);
    if (!isBy(after, requestId)) {
      // Another caller's decision came into the log first.
      throw notOpen(playbookId);
    }
    return shown(after);
  }

  /**
   * Declines a proposal.
   *
   * @param by who declines it, 0 to 64 characters
   */
  public Shown decline(UUID playbookId, UUID requestId, String by) {
    log.catchUp();
    Instant now = clock.instant();
    Playbook before = find(playbookId, now);
    if (isDeclinedBy(before, requestId)) {
      return shown(before);
    }
    if (!(before instanceof Playbook.Proposed)) {
      throw notOpen(playbookId);
    }
    log.append(new PlaybookEvent.Declined(playbookId, requestId, now, by));
    Playbook after = find(playbookId, now);
    if (!isDeclinedBy(after, requestId)) {
      throw notOpen(playbookId);
    }
    return shown(after);
  }

  private static boolean isDeclinedBy(Playbook playbook, UUID requestId) {
    return playbook instanceof Playbook.Declined declined
        && declined.decision().requestId().equals(requestId);
  }

  private static boolean isBy(Playbook playbook, UUID requestId) {
    return switch (playbook) {
      case Playbook.Accepted accepted -> accepted.decision().requestId().equals(requestId);
      case Playbook.Settled settled -> settled.decision().requestId().equals(requestId);
      default -> false;
    };
  }

  private Playbook find(UUID playbookId, Instant now) {
    return book.playbook(playbookId, now).orElseThrow(() -> notFound(playbookId));
  }

  private static AfterglowException notFound(UUID playbookId) {
    return new AfterglowException(
        "PLAYBOOK_NOT_FOUND",
        Fault.NOT_FOUND,
        "no such playbook",
        Map.of("playbook_id", playbookId.toString()));
  }

  private static AfterglowException notOpen(UUID playbookId) {
    return new AfterglowException(
        "PLAYBOOK_NOT_OPEN",
        Fault.FAILED_PRECONDITION,
        "the playbook was decided on or has lapsed",
        Map.of("playbook_id", playbookId.toString()));
  }

  /** Slots in an empty room tell nothing, so no test begins in one. */
  private void requireViewers(String roomId, Instant start) {
    boolean watched =
        ledgers
            .room(roomId)
            .map(ledger -> ledger.isWatched(start.minus(VIEWERS_WITHIN), start))
            .orElse(false);
    if (!watched) {
      throw new AfterglowException(
          "ROOM_EMPTY",
          Fault.FAILED_PRECONDITION,
          "no viewer gave a sign in the last five minutes, so nothing could be tested",
          Map.of("room_id", roomId));
    }
  }

  private static AfterglowException roomBusy(String roomId) {
    return new AfterglowException(
        "ROOM_UNDER_TEST",
        Fault.FAILED_PRECONDITION,
        "another playbook is under test in the room, and two at once cannot be told apart",
        Map.of("room_id", roomId));
  }

  /** Counts every slot that is over, and settles every experiment that is. */
  public void settle() {
    Instant now = clock.instant();
    for (Playbook.Accepted accepted : book.underTest()) {
      ledgers.room(accepted.proposal().roomId()).ifPresent(ledger -> settle(accepted, ledger, now));
    }
  }

  private void settle(Playbook.Accepted accepted, RoomLedger ledger, Instant now) {
    UUID id = accepted.proposal().id();
    List<Slot> slots = accepted.switchback().slots();
    Playbook.Accepted counted = accepted;
    Evidence evidence = trial.evidence(counted);
    while (!trial.isOver(counted, evidence)) {
      Optional<CountedSlot> next = trial.next(counted, slots, ledger, now);
      if (next.isEmpty()) {
        return;
      }
      log.append(new PlaybookEvent.SlotCounted(id, now, next.get()));
      if (!(find(id, now) instanceof Playbook.Accepted after)
          || after.counted().size() <= counted.counted().size()) {
        // Another process settled it, or the log was not read back: the next look goes on.
        return;
      }
      counted = after;
      evidence = trial.evidence(counted);
    }
    log.append(new PlaybookEvent.Settled(id, now, evidence));
  }

  private Shown shown(Playbook playbook) {
    return switch (playbook) {
      case Playbook.Accepted accepted -> new Shown(playbook, trial.evidence(accepted));
      case Playbook.Settled settled -> new Shown(playbook, settled.evidence());
      default -> new Shown(playbook, Evidence.NONE);
    };
  }
}

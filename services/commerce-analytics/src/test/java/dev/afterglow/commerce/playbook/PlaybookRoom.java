package dev.afterglow.commerce.playbook;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterglow.commerce.economics.Shares;
import dev.afterglow.commerce.ledger.RoomLedger;
import dev.afterglow.commerce.ledger.RoomLedgers;
import dev.afterglow.commerce.room.OpenQuestion;
import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.facts.Happening;
import dev.afterglow.platform.error.AfterglowException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A room whose playbooks are kept in memory, at a time that a test sets. */
class PlaybookRoom {
  static final String ROOM = RoomFacts.ROOM;
  static final Instant START = RoomFacts.START;
  static final long SEED = Long.getLong("seed", 20_260_304L);

  /** A log in memory; every event goes through its bytes, as in Kafka. */
  static final class MemoryLog implements PlaybookLog {
    final List<byte[]> events = new ArrayList<>();
    final PlaybookBook book;

    MemoryLog(PlaybookBook book) {
      this.book = book;
    }

    @Override
    public void append(PlaybookEvent event) {
      events.add(KafkaPlaybookLog.bytes(event));
      book.apply(KafkaPlaybookLog.event(events.getLast()));
    }

    @Override
    public void catchUp() {}
  }

  /** A clock that stands until it is moved. */
  static final class SetClock extends Clock {
    Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  final SetClock clock = new SetClock();
  final PlaybookBook book = new PlaybookBook();
  final MemoryLog log = new MemoryLog(book);
  final RoomLedgers ledgers = new RoomLedgers();

  /** What viewers ask in the room. */
  final List<OpenQuestion> open = new ArrayList<>();

  final Terms terms =
      new Terms(
          new Shares(0.5, 0.2, 0.05),
          0.1,
          Duration.ofMinutes(5),
          Duration.ofMinutes(2),
          30,
          Duration.ofMinutes(30),
          Duration.ofMinutes(2));
  final Playbooks playbooks;

  PlaybookRoom() {
    this(SEED);
  }

  PlaybookRoom(long seed) {
    playbooks =
        new Playbooks(book, log, ledgers, (_, _) -> open, terms, clock, new SplittableRandom(seed));
  }

  void play(SoldShow show) {
    RoomLedger ledger = ledgers.open(ROOM).orElseThrow();
    show.facts().forEach(fact -> ledger.apply(fact, fact.occurred()));
  }

  /** An hour: p sells four a minute while it is explained, two otherwise; q two and one. */
  static SoldShow hour(String viewers) {
    return new SoldShow(ROOM, START)
        .tell(0, new Happening.PriceChange("p", RoomFacts.yuan(1_000)))
        .tell(20, new Happening.ExplainSegment("p", true))
        .tell(40, new Happening.ExplainSegment("p", false))
        .sell("p", 1_000, 0, 60, minute -> minute >= 20 && minute < 40 ? 4 : 2, viewers)
        .tell(45, new Happening.ExplainSegment("q", true))
        .tell(55, new Happening.ExplainSegment("q", false))
        .sell("q", 1_000, 0, 60, minute -> minute >= 45 && minute < 55 ? 2 : 1, viewers);
  }

  List<Playbooks.Shown> listAfterAnHour() {
    play(hour("v"));
    clock.now = START.plus(Duration.ofHours(1));
    return playbooks.list(ROOM);
  }

  static Playbooks.Shown explain(List<Playbooks.Shown> shown) {
    return shown.stream()
        .filter(one -> one.playbook().proposal().action() instanceof Action.Explain)
        .findFirst()
        .orElseThrow();
  }

  static String refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(AfterglowException.class, call).reason();
  }
}

package dev.afterglow.commerce.show;

import dev.afterglow.commerce.engine.Engine;
import dev.afterglow.commerce.engine.Engine.NotServingException;
import dev.afterglow.commerce.engine.RoomMark;
import dev.afterglow.commerce.engine.RoomView;
import dev.afterglow.commerce.ledger.Opening;
import dev.afterglow.commerce.ledger.RoomLedger;
import dev.afterglow.commerce.ledger.RoomLedgers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the totals of shows that are over: of the rooms of this process, those of which it was told
 * whose show it is and that were quiet for a while. A fact that comes later makes them be kept
 * again. One thread.
 */
public final class ShowKeeper {
  private final Engine engine;
  private final RoomLedgers ledgers;
  private final ShopShows shows;
  private final Duration quiet;
  private final Clock clock;
  private final Map<String, Long> kept = new HashMap<>();
  private boolean known;

  /**
   * @param quiet how long nothing must have happened in a room
   */
  public ShowKeeper(
      Engine engine, RoomLedgers ledgers, ShopShows shows, Duration quiet, Clock clock) {
    this.engine = engine;
    this.ledgers = ledgers;
    this.shows = shows;
    this.quiet = quiet;
    this.clock = clock;
  }

  /** Keeps what is over and not kept yet; returns how many shows that were. */
  public int look() throws NotServingException, ShopShows.UnavailableException {
    if (!known) {
      kept.putAll(shows.kept());
      known = true;
    }
    Instant now = clock.instant();
    int count = 0;
    for (RoomMark room : engine.marks()) {
      boolean over = room.lastFact().isBefore(now.minus(quiet));
      if (over && kept.getOrDefault(room.roomId(), 0L) != room.facts() && keep(room, now)) {
        count++;
      }
    }
    return count;
  }

  private boolean keep(RoomMark room, Instant now)
      throws NotServingException, ShopShows.UnavailableException {
    Optional<Opening> opening = ledgers.room(room.roomId()).flatMap(RoomLedger::opening);
    Optional<RoomView> view = engine.room(room.roomId(), now);
    // What a crash could take back is no past yet.
    if (opening.isEmpty() || view.isEmpty() || view.get().provisional()) {
      return false;
    }
    long facts = view.get().figures().facts();
    shows.keep(
        new FinishedShow(
            room.roomId(),
            opening.get().shopId(),
            opening.get().time(),
            view.get().figures().lastFact(),
            facts,
            ShowTotals.of(view.get().figures())));
    kept.put(room.roomId(), facts);
    return true;
  }
}

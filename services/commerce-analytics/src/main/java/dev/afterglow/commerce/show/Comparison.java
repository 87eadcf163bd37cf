package dev.afterglow.commerce.show;

import dev.afterglow.commerce.ledger.Opening;
import dev.afterglow.commerce.ledger.RoomLedger;
import dev.afterglow.commerce.ledger.RoomLedgers;
import dev.afterglow.commerce.room.RoomFigures;
import java.util.Optional;

/** Compares a room with its shop's past shows. */
public final class Comparison {
  private final RoomLedgers ledgers;
  private final PastReader past;

  /** Over what is told of rooms and what is kept of shows. */
  public Comparison(RoomLedgers ledgers, PastReader past) {
    this.ledgers = ledgers;
    this.past = past;
  }

  /** Whose show it is; empty while nobody told it. */
  public Optional<Opening> opening(String roomId) {
    return ledgers.room(roomId).flatMap(RoomLedger::opening);
  }

  /** Compares, reading past shows where they are not fresh; empty where they are unknown. */
  public Optional<Standings> now(Opening opening, RoomFigures figures) {
    return past.now(opening).map(it -> standings(opening, it, figures));
  }

  /** Compares without waiting, with past shows that were read lately; empty where none were. */
  public Optional<Standings> soon(Opening opening, RoomFigures figures) {
    return past.soon(opening).map(it -> standings(opening, it, figures));
  }

  private static Standings standings(Opening opening, PastShows past, RoomFigures figures) {
    return new Standings(
        opening.shopId(),
        past.count(),
        ShowTotals.of(figures).stream().map(past::standing).toList());
  }
}

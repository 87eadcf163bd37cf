package dev.afterglow.commerce.figures;

import dev.afterglow.commerce.engine.Engine;
import dev.afterglow.commerce.engine.Engine.NotServingException;
import dev.afterglow.commerce.engine.RoomView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One watch over a room: asked at each tick, it shows the room when it changed since it was shown
 * last, or when that is long ago. Used by one thread at a time.
 */
final class RoomWatch {
  /** Four ticks a second: the most that a watcher is told. */
  static final Duration TICK = Duration.ofMillis(250);

  /** A watcher is told at least this often, so that it sees a line that is cut. */
  static final Duration QUIET = Duration.ofSeconds(5);

  private final Engine engine;
  private final String roomId;
  private final Clock clock;
  private long shown = Long.MIN_VALUE;
  private Instant shownAt = Instant.MIN;

  RoomWatch(Engine engine, String roomId, Clock clock) {
    this.engine = engine;
    this.roomId = roomId;
    this.clock = clock;
  }

  Optional<RoomView> tick() throws NotServingException {
    Instant now = clock.instant();
    if (engine.version(roomId) == shown && now.isBefore(shownAt.plus(QUIET))) {
      return Optional.empty();
    }
    RoomView view = engine.room(roomId, now).orElseGet(() -> engine.emptyRoom(roomId, now));
    shown = view.version();
    shownAt = now;
    return Optional.of(view);
  }
}

package dev.afterglow.commerce.show;

import dev.afterglow.commerce.ledger.Opening;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Past shows as they were read lately, because a room is shown four times a second and they change
 * when a show ends. Where they cannot be read they are unknown, and what is known of them is shown
 * no longer than it is fresh. Any thread.
 */
public final class PastReader {
  private static final Log LOG = Log.of(PastReader.class);
  private static final int MOST_ROOMS = 2_000;

  private final Optional<ShopShows> shows;
  private final Executor background;
  private final Duration fresh;
  private final Clock clock;
  private final ConcurrentHashMap<Opening, Read> read = new ConcurrentHashMap<>();
  private volatile boolean away;

  /** What was read, or that it could not be read; or, without either, that it is being read. */
  private record Read(Instant until, Optional<PastShows> past) {}

  /**
   * @param shows where they are kept; empty where they are not
   * @param background reads while nobody waits
   * @param fresh how long they are used again
   */
  public PastReader(Optional<ShopShows> shows, Executor background, Duration fresh, Clock clock) {
    this.shows = shows;
    this.background = background;
    this.fresh = fresh;
    this.clock = clock;
  }

  /** The shop's shows before this one, read now where they are not fresh; empty: unknown. */
  public Optional<PastShows> now(Opening opening) {
    Read known = read.get(opening);
    return known != null && clock.instant().isBefore(known.until())
        ? known.past()
        : readNow(opening);
  }

  /** The same without waiting: empty while they are read for the first time. */
  public Optional<PastShows> soon(Opening opening) {
    Read known = read.get(opening);
    Instant time = clock.instant();
    if (known != null && time.isBefore(known.until())) {
      return known.past();
    }
    Optional<PastShows> last = known == null ? Optional.empty() : known.past();
    Read claim = new Read(time.plus(fresh), last);
    if (known == null
        ? read.putIfAbsent(opening, claim) == null
        : read.replace(opening, known, claim)) {
      background.execute(() -> readNow(opening));
    }
    return last;
  }

  private Optional<PastShows> readNow(Opening opening) {
    Optional<PastShows> past = shows.flatMap(it -> ask(it, opening));
    if (read.size() >= MOST_ROOMS) {
      read.clear();
    }
    read.put(opening, new Read(clock.instant().plus(fresh), past));
    return past;
  }

  private Optional<PastShows> ask(ShopShows from, Opening opening) {
    try {
      Optional<PastShows> past = Optional.of(from.past(opening.shopId(), opening.time()));
      away = false;
      return past;
    } catch (ShopShows.UnavailableException e) {
      if (!away) {
        LOG.warn(
            "past shows cannot be read now", LogKey.EXCEPTION.is(String.valueOf(e.getMessage())));
      }
      away = true;
      return Optional.empty();
    }
  }
}

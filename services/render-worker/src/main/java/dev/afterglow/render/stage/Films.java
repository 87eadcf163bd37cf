package dev.afterglow.render.stage;

import dev.afterglow.render.film.FilmPlayer;
import dev.afterglow.render.scene.StageLoop;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The films of one render, each decoded in a thread of its own from the directive on that names it.
 * Two at a time: the one that shows and the one that comes; the one taken longest ago is stopped.
 * Any thread may prepare; one draws.
 */
public final class Films implements AutoCloseable {
  private static final int MOST = 2;

  private final int width;
  private final int height;
  private final Map<StageLoop, FilmPlayer> players = new LinkedHashMap<>(4, 0.75f, true);
  private long lateBefore;
  private long patienceMs;
  private boolean closed;

  /** For pictures of this size. */
  Films(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** Waits that long for a picture that is not decoded yet; 0, as at first, on the air. */
  public synchronized void patience(long ms) {
    patienceMs = ms;
  }

  /** Begins to decode what will show at a media time. */
  synchronized void prepare(StageLoop loop, long mediaTimeUs) {
    if (!closed) {
      player(loop, mediaTimeUs);
    }
  }

  /** The newest picture that is due; null before there is any. */
  FilmPlayer.@Nullable Slot take(StageLoop loop, long mediaTimeUs) {
    FilmPlayer player;
    long patience;
    synchronized (this) {
      if (closed) {
        return null;
      }
      player = player(loop, mediaTimeUs);
      patience = patienceMs;
    }
    return player.take(mediaTimeUs, patience);
  }

  /** How many pictures of the render showed an older picture of a film than was due. */
  public synchronized long late() {
    return lateBefore + players.values().stream().mapToLong(FilmPlayer::late).sum();
  }

  @Override
  public synchronized void close() {
    closed = true;
    players.values().forEach(FilmPlayer::close);
  }

  private FilmPlayer player(StageLoop loop, long mediaTimeUs) {
    FilmPlayer known = players.get(loop);
    if (known != null) {
      return known;
    }
    FilmPlayer fresh = new FilmPlayer(loop.film(), width, height, mediaTimeUs);
    players.put(loop, fresh);
    Iterator<FilmPlayer> oldest = players.values().iterator();
    while (players.size() > MOST) {
      FilmPlayer gone = oldest.next();
      lateBefore += gone.late();
      gone.stop();
      oldest.remove();
    }
    return fresh;
  }
}

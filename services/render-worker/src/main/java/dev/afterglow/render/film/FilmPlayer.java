package dev.afterglow.render.film;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A film that runs in a loop by media time: a thread of its own decodes ahead into a few pictures,
 * and whoever draws takes what is due and never waits for it, unless told to be patient. Which
 * picture is due follows from media time alone, so that the same times give the same pictures
 * wherever decoding keeps up; where it does not, the last one stays and is counted.
 */
public final class FilmPlayer implements AutoCloseable {
  private static final Log LOG = Log.of(FilmPlayer.class);

  /** Memory of the pictures that are decoded ahead. */
  private static final long RING_BYTES = 40L << 20;

  private static final int MOST_AHEAD = 12;
  private static final int LEAST_AHEAD = 3;

  /** Of pictures that are decoded too late: so something moves on a machine that is too slow. */
  private static final int LATE_KEPT = 4;

  private static final long NOTHING = Long.MIN_VALUE;

  private final Film film;
  private final int width;
  private final int height;
  private final Slot[] ring;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private boolean running = true;
  private boolean broken;
  private long wanted;
  private @Nullable Slot shown;
  private long late;

  /** A decoded picture, and which one it is, counted from media time 0 on. */
  public static final class Slot {
    private final ByteBuffer rgba;
    private long number = NOTHING;

    private Slot(int width, int height) {
      rgba = FilmDecoder.room(width, height);
    }

    /**
     * 4 bytes a pixel, first row first, {@link FilmDecoder#rowPixels} a row; valid until the next
     * one is taken.
     */
    public ByteBuffer rgba() {
      return rgba;
    }

    /** Which picture it is. */
    public long number() {
      return number;
    }
  }

  /**
   * Begins to decode.
   *
   * @param width of the pictures to give, pixels
   * @param height of them, pixels
   * @param mediaTimeUs when the first is needed
   */
  public FilmPlayer(Film film, int width, int height, long mediaTimeUs) {
    this.film = film;
    this.width = width;
    this.height = height;
    int bytes = width * height * 4;
    ring = new Slot[(int) Math.clamp(RING_BYTES / bytes, LEAST_AHEAD, MOST_AHEAD)];
    for (int i = 0; i < ring.length; i++) {
      ring[i] = new Slot(width, height);
    }
    wanted = film.at(mediaTimeUs);
    thread = Thread.ofPlatform().name("film").daemon().start(this::run);
  }

  /**
   * Takes what is due. What was taken before may be overwritten from now on.
   *
   * @param patienceMs how long to wait for it; 0 on the air
   * @return the newest picture that is due, or null before there is any
   */
  public @Nullable Slot take(long mediaTimeUs, long patienceMs) {
    long number = film.at(mediaTimeUs);
    lock.lock();
    try {
      wanted = number;
      changed.signalAll();
      Slot found = newest(number);
      long left = TimeUnit.MILLISECONDS.toNanos(patienceMs);
      while (left > 0 && !broken && running && (found == null || found.number != number)) {
        left = changed.awaitNanos(left);
        found = newest(number);
      }
      if (found == null || found.number != number) {
        late++;
      }
      shown = found == null ? shown : found;
      return shown;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return shown;
    } finally {
      lock.unlock();
    }
  }

  /** How often an older picture, or none, was taken than was due. */
  public long late() {
    lock.lock();
    try {
      return late;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the decoder has given up. */
  public boolean broken() {
    lock.lock();
    try {
      return broken;
    } finally {
      lock.unlock();
    }
  }

  /** Ends decoding without waiting for its end; what was taken stays as it is. */
  public void stop() {
    lock.lock();
    try {
      running = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    stop();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Slot newest(long number) {
    Slot best = null;
    for (Slot slot : ring) {
      boolean due = slot.number != NOTHING && slot.number <= number;
      if (due && (best == null || slot.number > best.number)) {
        best = slot;
      }
    }
    return best;
  }

  private void run() {
    try (FilmDecoder decoder = new FilmDecoder(film, width, height)) {
      decode(decoder);
    } catch (RuntimeException | Error e) {
      // Also an error of a native library must not reach whoever draws: the last picture stays.
      LOG.warn("a film is not decoded any more", LogKey.EXCEPTION.is(e.getClass().getSimpleName()));
      giveUp();
    }
  }

  private void giveUp() {
    lock.lock();
    try {
      broken = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void decode(FilmDecoder decoder) {
    long pictures = film.pictures();
    long last = NOTHING;
    long turn = 0;
    boolean fruitless = false;
    for (long need = due(); need != NOTHING; need = due()) {
      if (elsewhere(need, last)) {
        turn = Math.floorDiv(need, pictures);
        decoder.seek((int) Math.floorMod(need, pictures));
      }
      int rank = decoder.next();
      if (rank >= 0) {
        fruitless = false;
        last = turn * pictures + rank;
        show(decoder, last);
      } else if (fruitless) {
        giveUp();
        return;
      } else {
        fruitless = true;
        turn++;
        last = turn * pictures - 1;
        decoder.seek(0);
      }
    }
  }

  /** Whether decoding on would take longer to get there than beginning at a key picture. */
  private boolean elsewhere(long need, long last) {
    if (last == NOTHING || need < last - ring.length) {
      return true;
    }
    if (need <= last + 1) {
      return false;
    }
    long pictures = film.pictures();
    int key = film.keyBefore((int) Math.floorMod(need, pictures));
    return Math.floorDiv(need, pictures) * pictures + film.ranks()[key] > last + 1;
  }

  /** Keeps a picture if it is needed; of those that come too late, every fourth. */
  private void show(FilmDecoder decoder, long number) {
    Slot free = await(number);
    if (free != null) {
      decoder.copyTo(free.rgba);
      publish(free, number);
    }
  }

  /** The first picture that is still needed; {@link #NOTHING} at the end. */
  private long due() {
    lock.lock();
    try {
      return running ? wanted : NOTHING;
    } finally {
      lock.unlock();
    }
  }

  /** A place for a picture as soon as one is free; null when it need not be kept. */
  private @Nullable Slot await(long number) {
    lock.lock();
    try {
      while (running && number - wanted <= ring.length) {
        if (number < wanted && number % LATE_KEPT != 0) {
          return null;
        }
        for (Slot slot : ring) {
          boolean ahead = slot.number >= wanted && slot.number < number;
          if (slot != shown && !ahead) {
            slot.number = NOTHING;
            return slot;
          }
        }
        changed.awaitUninterruptibly();
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void publish(Slot slot, long number) {
    lock.lock();
    try {
      slot.number = number;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}

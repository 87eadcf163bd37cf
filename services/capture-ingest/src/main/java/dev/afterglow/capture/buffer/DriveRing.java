package dev.afterglow.capture.buffer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The last two seconds of a drive, written once and read by many, each at its own pace. Nobody can
 * make it grow: a reader that falls behind loses what has left the ring, and is told how much. Safe
 * for many threads.
 */
public final class DriveRing {
  private static final long KEPT_US = 2_000_000;
  // Two seconds of motion at 120 a second and of packets of 10 ms, twice over.
  private static final int CAPACITY = 1_024;

  private record Slot(Cursor place, Piece piece, long arrivedUs) {}

  private final @Nullable Slot[] slots = new Slot[CAPACITY];
  private final List<Runnable> readers = new CopyOnWriteArrayList<>();
  private final AtomicBoolean fresh = new AtomicBoolean();
  private Cursor head;
  // The head's index once more, for readers that only look whether there is anything to lock for.
  private volatile long written;
  private long tail;
  private Piece.@Nullable Header header;
  private Piece.@Nullable State state;
  private Piece.@Nullable Standing standing;

  /**
   * An empty ring.
   *
   * @param id tells its cursors from those of any other ring; 0 or more
   */
  public DriveRing(long id) {
    this.head = new Cursor(id, 0, 0, 0);
  }

  /**
   * Adds a piece. The readers are to be woken after that by {@link #wake()}, outside of any lock.
   */
  public synchronized void add(Piece piece, long nowUs) {
    if (piece instanceof Piece.Header newest) {
      header = newest;
    } else if (piece instanceof Piece.State newest) {
      state = newest;
    } else if (piece instanceof Piece.Standing newest) {
      standing = newest;
    }
    slots[position(head.index())] = new Slot(head, piece, nowUs);
    head = head.after(piece);
    written = head.index();
    forget(nowUs);
    fresh.set(true);
  }

  /** Tells every reader that there is something to read, if anything came since the last call. */
  public void wake() {
    if (fresh.getAndSet(false)) {
      readers.forEach(Runnable::run);
    }
  }

  /** Has a reader woken from now on. */
  public void addReader(Runnable reader) {
    readers.add(reader);
  }

  /** Has a reader woken no more. */
  public void removeReader(Runnable reader) {
    readers.remove(reader);
  }

  /** How many readers are woken. */
  public int readers() {
    return readers.size();
  }

  /** The place after everything that has come. */
  public synchronized Cursor head() {
    return head;
  }

  /** Whether a piece has come at that index or after it. */
  boolean holdsBeyond(long index) {
    return written > index;
  }

  /** The oldest place that can still be read from. */
  synchronized Cursor tail() {
    Slot oldest = slots[position(tail)];
    return tail == head.index() || oldest == null ? head : oldest.place();
  }

  /** The piece at a place, or empty at the head and before the tail. */
  synchronized Optional<Piece> at(long index) {
    if (index < tail || index >= head.index()) {
      return Optional.empty();
    }
    return Optional.ofNullable(slots[position(index)]).map(Slot::piece);
  }

  /** What a reader has to know before anything else: the newest header, the state, the standing. */
  synchronized List<Piece> opening() {
    List<Piece> pieces = new ArrayList<>();
    if (header != null) {
      pieces.add(header);
    }
    if (state != null) {
      pieces.add(state);
    }
    if (standing != null) {
      pieces.add(standing);
    }
    return pieces;
  }

  private void forget(long nowUs) {
    tail = Math.max(tail, head.index() - CAPACITY);
    Slot oldest = slots[position(tail)];
    while (tail < head.index() - 1 && oldest != null && nowUs - oldest.arrivedUs() > KEPT_US) {
      slots[position(tail)] = null;
      tail++;
      oldest = slots[position(tail)];
    }
  }

  private static int position(long index) {
    return (int) (index % CAPACITY);
  }
}

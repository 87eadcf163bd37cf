package dev.afterglow.commerce.engine;

import dev.afterglow.commerce.room.Correction;
import dev.afterglow.commerce.room.PartSink;
import dev.afterglow.commerce.room.RoomHistory;
import dev.afterglow.commerce.room.RoomKernel;
import dev.afterglow.facts.Fact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room in the heap: written by its one stream thread, read by any.
 *
 * <pre>
 *   SETTLED ──apply──▶ CHANGED ──write──▶ WRITTEN ──settle──▶ SETTLED
 *                         ▲                  │
 *                         └──────apply───────┘
 * </pre>
 */
final class LiveRoom {
  private enum State {
    /** All facts are committed. */
    SETTLED,
    /** Facts were folded that nothing was written of. */
    CHANGED,
    /** Everything was written, in a transaction that may still be open. */
    WRITTEN
  }

  private final String roomId;
  private final RoomKernel kernel;
  private State state = State.SETTLED;
  private long version;
  private Committed committed;

  LiveRoom(String roomId, RoomKernel kernel) {
    this.roomId = roomId;
    this.kernel = kernel;
    this.committed = main(kernel);
  }

  String roomId() {
    return roomId;
  }

  /** Folds a fact; true in {@code firstChange} means that nothing changed since the last write. */
  synchronized Applied apply(Fact fact, Instant received) {
    if (state == State.SETTLED) {
      committed = main(kernel);
    }
    RoomKernel.Outcome outcome = kernel.apply(fact, received);
    boolean firstChange = state != State.CHANGED;
    state = State.CHANGED;
    version++;
    return new Applied(outcome, firstChange);
  }

  private static Committed main(RoomKernel kernel) {
    return new Committed(
        kernel.facts(), kernel.paidOrders(), kernel.paidUnits(), kernel.gmvPaid(), kernel.gmvNet());
  }

  /** What became of a fact, and whether the room was unchanged before. */
  record Applied(RoomKernel.Outcome outcome, boolean firstChange) {}

  synchronized void load(byte[] key, byte @Nullable [] value) {
    kernel.load(key, value);
  }

  /** All parts are loaded. */
  synchronized void resume() {
    kernel.resume();
    committed = main(kernel);
  }

  synchronized long bytesHeld() {
    return kernel.bytesHeld();
  }

  synchronized void write(PartSink sink) {
    kernel.changes(sink);
    state = State.WRITTEN;
  }

  /** The transaction of the last write is through. */
  synchronized void settle() {
    if (state == State.WRITTEN) {
      state = State.SETTLED;
      version++;
    }
  }

  synchronized RoomView view(Instant asOf) {
    boolean provisional = state != State.SETTLED;
    Committed known = provisional ? committed : main(kernel);
    return new RoomView(roomId, kernel.figures(asOf), known, provisional, version);
  }

  synchronized RoomHistory history() {
    return kernel.history();
  }

  synchronized List<Correction> corrections() {
    return kernel.corrections();
  }

  synchronized long version() {
    return version;
  }

  synchronized Instant lastFact() {
    return kernel.lastFact();
  }

  synchronized RoomMark mark() {
    return new RoomMark(roomId, kernel.lastFact(), kernel.facts());
  }

  /** The whole state, for comparing. */
  synchronized byte[] snapshot() {
    return kernel.snapshot();
  }
}

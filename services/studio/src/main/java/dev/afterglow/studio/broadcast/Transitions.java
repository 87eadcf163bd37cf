package dev.afterglow.studio.broadcast;

import java.util.UUID;
import java.util.function.UnaryOperator;

/** Reads a broadcast, steps it, and stores it on the revision that was read. */
public final class Transitions {

  // Each lost race means that another change went through; eight in a row do not happen to a
  // broadcast that changes about once a second.
  private static final int MAX_RACES = 8;

  private final BroadcastStore store;
  private final BroadcastEvents events;

  /** Transitions over a store, told to listeners. */
  public Transitions(BroadcastStore store, BroadcastEvents events) {
    this.store = store;
    this.events = events;
  }

  /** A broadcast, or {@code BROADCAST_NOT_FOUND}. */
  public Broadcast read(UUID broadcastId) {
    return store.find(broadcastId).orElseThrow(() -> Refusals.broadcastNotFound(broadcastId));
  }

  /**
   * Applies a step, again on the newest state when another change came first.
   *
   * @param step gives the next state, or the same one when there is nothing to do, or throws a
   *     refusal
   */
  public Broadcast apply(UUID broadcastId, UnaryOperator<Broadcast> step) {
    for (int race = 0; race < MAX_RACES; race++) {
      Broadcast current = read(broadcastId);
      Broadcast next = step.apply(current);
      if (next.revision() == current.revision()) {
        return current;
      }
      if (store.update(next)) {
        events.changed(next);
        return next;
      }
    }
    throw Refusals.serviceUnavailable(
        "studio", new IllegalStateException("lost " + MAX_RACES + " races in a row"));
  }
}

package dev.afterglow.studio.slot;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Port to the slots of all workers. A reservation keeps two studios from racing for one slot; the
 * worker has the last word when the render starts.
 */
public interface Slots {

  /**
   * Reserves a slot on the worker with the most free ones. A slot that is held for this broadcast
   * already is given again.
   *
   * @param except workers that were tried in vain
   * @throws dev.afterglow.platform.error.AfterglowException SERVICE_UNAVAILABLE if the slots cannot
   *     be read
   */
  Optional<SlotLease> reserve(UUID broadcastId, Set<String> except);

  /** How many workers are up, draining ones included. */
  int workerCount();

  /** Keeps a slot; takes it again if it lapsed meanwhile. Does nothing when Redis is away. */
  void renew(SlotLease slot, UUID broadcastId);

  /** Gives a slot back; it lapses by itself when Redis is away. */
  void release(SlotLease slot, UUID broadcastId);

  /** Whether a worker is up. */
  Presence presence(String workerId);

  /** Whether a worker is up, as far as can be known. */
  enum Presence {
    /** Its heartbeat is there. */
    UP,
    /** Its heartbeat is gone. */
    GONE,
    /** Redis did not answer: nothing is known. */
    UNKNOWN
  }
}

package dev.afterglow.commerce.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of the heap the rooms of this process may take together. Past it the engine stops and
 * says so: the facts stay in Kafka, and nothing else of the process goes down with it, as it would
 * when the heap ran out.
 */
final class StateBudget {
  /** The rooms take more than they may. */
  static final class StateFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StateFullException(long heldBytes, long mostBytes) {
      super(
          "the rooms take %d bytes of the heap, and may take %d (most-state-mib)"
              .formatted(heldBytes, mostBytes));
    }
  }

  private final long mostBytes;
  private final AtomicLong heldBytes = new AtomicLong();

  StateBudget(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  Share share() {
    return new Share();
  }

  /** What one store holds; for one thread. */
  final class Share {
    private long bytes;

    /**
     * Holds so many bytes from now on.
     *
     * @throws StateFullException when that is more than before, and all together hold too much
     */
    void hold(long bytesNow) {
      long more = bytesNow - bytes;
      bytes = bytesNow;
      long all = heldBytes.addAndGet(more);
      if (more > 0 && all > mostBytes) {
        throw new StateFullException(all, mostBytes);
      }
    }
  }
}

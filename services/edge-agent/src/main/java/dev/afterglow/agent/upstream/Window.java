package dev.afterglow.agent.upstream;

import dev.afterglow.api.capture.v1.DriveOpened;
import dev.afterglow.uplink.DriveStream;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * The batches that went out and that the service has not said to keep: bounded, and sent again in
 * order, bit for bit, when a new connection opens. For the uplink's thread.
 */
final class Window {
  // Two seconds of a batch a frame at 120 a second: what may be under way to the service's disk.
  static final int MOST_BATCHES = 256;

  private final ArrayDeque<SealedBatch> batches = new ArrayDeque<>();
  private int sent;
  private long acknowledgedMotion;
  private long ackUs = -1;

  boolean full() {
    return batches.size() >= MOST_BATCHES;
  }

  boolean isEmpty() {
    return batches.isEmpty();
  }

  int size() {
    return batches.size();
  }

  /** Adds a batch that is to be sent. */
  void add(SealedBatch batch) {
    batches.addLast(batch);
  }

  /** Forgets what the service has, and begins with the rest again. */
  void resume(Sealing sealing, DriveOpened opened) {
    while (!batches.isEmpty() && sealing.had(batches.getFirst(), opened)) {
      acknowledged(batches.removeFirst());
    }
    sent = 0;
  }

  /** Forgets what the service has acknowledged. */
  void acknowledge(Sealing sealing, DriveStream stream, long nowUs) {
    while (!batches.isEmpty() && sealing.acknowledged(batches.getFirst(), stream)) {
      SealedBatch kept = batches.removeFirst();
      acknowledged(kept);
      ackUs = nowUs - kept.newestUs();
      sent = Math.max(0, sent - 1);
    }
  }

  /** Sends what the stream takes; returns whether all is sent. */
  boolean flush(DriveStream stream) {
    Iterator<SealedBatch> unsent = batches.iterator();
    for (int i = 0; i < sent; i++) {
      unsent.next();
    }
    while (unsent.hasNext()) {
      if (!stream.ready()) {
        return false;
      }
      stream.send(unsent.next().message());
      sent++;
    }
    return true;
  }

  private void acknowledged(SealedBatch kept) {
    acknowledgedMotion = Math.max(acknowledgedMotion, kept.lastMotion());
  }

  /** The sequence of the last frame that the service has, 0 for none. */
  long acknowledgedMotion() {
    return acknowledgedMotion;
  }

  /** From capture to acknowledgement, newest, milliseconds; -1 before the first. */
  double ackMs() {
    return ackUs < 0 ? -1 : ackUs / 1000.0;
  }
}

package dev.afterglow.tape.player;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What was captured and is not acknowledged yet, so that a new connection can go on where the old
 * one broke. A full window drops its oldest. For one thread.
 */
final class SendWindow<T> {
  private final int capacity;
  private final ArrayDeque<Sequenced<T>> items = new ArrayDeque<>();
  private long captured;
  private long sent;
  private long acknowledged;
  private long dropped;

  /** A window of at most {@code capacity} samples. */
  SendWindow(int capacity) {
    this.capacity = capacity;
  }

  /** Takes what was just captured. */
  void add(long deviceTimeUs, T sample) {
    if (items.size() == capacity) {
      Sequenced<T> oldest = items.removeFirst();
      if (oldest.sequence() > sent) {
        dropped++;
      }
    }
    items.addLast(new Sequenced<>(++captured, deviceTimeUs, sample));
  }

  /** Counts on from what an earlier program brought into the same session. */
  void startAfter(long sequence) {
    if (sequence <= captured) {
      return;
    }
    long shift = sequence - captured + items.size();
    List<Sequenced<T>> moved = new ArrayList<>(items);
    items.clear();
    moved.forEach(
        item ->
            items.addLast(
                new Sequenced<>(item.sequence() + shift, item.deviceTimeUs(), item.sample())));
    captured += shift;
  }

  /** Goes back to the first sample that the other side has not seen. */
  void resumeAfter(long sequence) {
    acknowledge(sequence);
    sent = sequence;
  }

  /** Forgets what has arrived. */
  void acknowledge(long sequence) {
    acknowledged = Math.max(acknowledged, Math.min(sequence, captured));
    while (!items.isEmpty() && items.getFirst().sequence() <= acknowledged) {
      items.removeFirst();
    }
  }

  /** The oldest samples that were not sent on this connection, at most {@code most}. */
  List<Sequenced<T>> unsent(int most) {
    List<Sequenced<T>> batch = new ArrayList<>();
    for (Sequenced<T> item : items) {
      if (item.sequence() > sent && batch.size() < most) {
        batch.add(item);
      }
    }
    return batch;
  }

  /** Notes that everything up to a sequence went out on this connection. */
  void markSent(long sequence) {
    sent = Math.max(sent, sequence);
  }

  /** The sequence of the newest sample, 0 for none. */
  long captured() {
    return captured;
  }

  /** The highest acknowledged sequence, 0 for none. */
  long acknowledged() {
    return acknowledged;
  }

  /** How many samples were dropped before they were ever sent. */
  long dropped() {
    return dropped;
  }
}

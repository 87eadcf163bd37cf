package dev.afterglow.codec;

import java.util.concurrent.atomic.AtomicLongArray;

/** How many datagrams ended how. One thread counts, any thread reads. */
public final class DecodeTally {
  private static final int IGNORED_FROM = 2;
  private static final int REJECTED_FROM = IGNORED_FROM + IgnoreReason.values().length;
  private static final int SIZE = REJECTED_FROM + RejectReason.values().length;

  // 0 accepted datagrams, 1 frames, then the reasons.
  private final AtomicLongArray counts = new AtomicLongArray(SIZE);

  /** A tally of nothing. */
  public DecodeTally() {}

  /** Adds one datagram; only ever from one thread at a time. */
  void count(Outcome outcome) {
    switch (outcome) {
      case Outcome.Accepted accepted -> {
        add(0, 1);
        add(1, accepted.frames());
      }
      case Outcome.Ignored ignored -> add(IGNORED_FROM + ignored.reason().ordinal(), 1);
      case Outcome.Rejected rejected -> add(REJECTED_FROM + rejected.reason().ordinal(), 1);
    }
  }

  /** Datagrams taken in. */
  public long accepted() {
    return counts.get(0);
  }

  /** Frames completed. */
  public long frames() {
    return counts.get(1);
  }

  /** Well-formed datagrams without a frame, for that reason. */
  public long ignored(IgnoreReason reason) {
    return counts.get(IGNORED_FROM + reason.ordinal());
  }

  /** Refused datagrams, for that reason. */
  public long rejected(RejectReason reason) {
    return counts.get(REJECTED_FROM + reason.ordinal());
  }

  /** Refused datagrams, whatever the reason. */
  public long rejected() {
    return sum(REJECTED_FROM, SIZE);
  }

  /** Datagrams of every outcome. */
  public long datagrams() {
    return accepted() + sum(IGNORED_FROM, SIZE);
  }

  private long sum(int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += counts.get(i);
    }
    return sum;
  }

  private void add(int index, long more) {
    counts.setRelease(index, counts.getPlain(index) + more);
  }
}

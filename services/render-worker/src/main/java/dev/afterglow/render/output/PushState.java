package dev.afterglow.render.output;

import java.util.random.RandomGenerator;

/**
 * Where a push to a network address stands.
 *
 * <pre>
 *               opened                    lost, wedged
 *  CONNECTING ─────────▶ SENDING ─────────────────────────▶ BACKING_OFF
 *    │  ▲ │                 │                                 │     ▲
 *    │  │ └── failed, and it was acknowledged before or has tries left ─┘
 *    │  └──────────────────── 1, 2, 4 … 15 s + jitter ────────┘
 *    │
 *    ├── failed, never acknowledged: at once where the server says no, else
 *    │   at the third try ──▶ REFUSED
 *    └── any but REFUSED ── as asked ──▶ CLOSED
 * </pre>
 *
 * A connection counts as acknowledged once it has carried the stream for {@link
 * PushPace#acknowledgedMs}; from then on, and for as long as the broadcast lives, nothing is given
 * up. A connection that lasted longer than the wait before it starts the doubling anew, so that a
 * server which resets every few seconds is back after one.
 */
sealed interface PushState {
  /** A fifth at most is added, so that a thousand pushes do not come back in one second. */
  double JITTER = 0.2;

  /** What happened so far. */
  Story story();

  /**
   * What happened so far.
   *
   * @param acknowledged whether a connection ever counted as wanted, here or on another worker
   * @param connections that came about
   * @param wedges of them, that stopped moving
   * @param lastFault in words; empty when there was none
   */
  record Story(boolean acknowledged, long connections, long wedges, String lastFault) {
    static Story fresh(boolean acknowledged) {
      return new Story(acknowledged, 0, 0, "");
    }

    private Story connected() {
      return new Story(acknowledged, connections + 1, wedges, lastFault);
    }

    private Story wanted() {
      return new Story(true, connections, wedges, lastFault);
    }

    private Story after(PushFault fault) {
      long stuck = fault.kind() == PushFault.Kind.WEDGED ? 1 : 0;
      return new Story(acknowledged, connections, wedges + stuck, fault.words());
    }
  }

  /**
   * Trying to connect.
   *
   * @param failures in a row before
   * @param waitedMs before this try
   */
  record Connecting(Story story, int failures, long waitedMs) implements PushState {
    /** The server takes the stream. */
    Sending opened(long nowMs) {
      return new Sending(story.connected(), failures, waitedMs, nowMs);
    }

    /** It did not come about. */
    PushState failed(PushFault fault, PushPace pace, long nowMs, RandomGenerator random) {
      return next(story.after(fault), fault, failures + 1, pace, nowMs, random);
    }

    Closed closed() {
      return new Closed(story);
    }
  }

  /**
   * Sending.
   *
   * @param failures in a row before
   * @param waitedMs before this connection
   * @param sinceMs when it came about
   */
  record Sending(Story story, int failures, long waitedMs, long sinceMs) implements PushState {
    /** Something was written at this moment. */
    Sending wrote(PushPace pace, long nowMs) {
      boolean news = !story.acknowledged() && nowMs - sinceMs >= pace.acknowledgedMs();
      return news ? new Sending(story.wanted(), failures, waitedMs, sinceMs) : this;
    }

    /** The connection ended, or was ended because nothing moved. */
    PushState lost(PushFault fault, PushPace pace, long nowMs, RandomGenerator random) {
      boolean held = story.acknowledged() && nowMs - sinceMs > waitedMs;
      int row = held ? 1 : failures + 1;
      return next(story.after(fault), fault, row, pace, nowMs, random);
    }

    Closed closed() {
      return new Closed(story);
    }
  }

  /**
   * Waiting before the next try.
   *
   * @param failures in a row
   * @param waitMs in all
   * @param untilMs when it is over
   */
  record BackingOff(Story story, int failures, long waitMs, long untilMs) implements PushState {
    Connecting due() {
      return new Connecting(story, failures, waitMs);
    }

    Closed closed() {
      return new Closed(story);
    }
  }

  /** Given up: address or key are wrong. */
  record Refused(Story story) implements PushState {}

  /** Ended as asked. */
  record Closed(Story story) implements PushState {}

  private static PushState next(
      Story story,
      PushFault fault,
      int failures,
      PushPace pace,
      long nowMs,
      RandomGenerator random) {
    boolean hopeless = fault.kind() == PushFault.Kind.REFUSED || failures >= pace.firstTries();
    if (!story.acknowledged() && hopeless) {
      return new Refused(story);
    }
    long wait = pace.waitMs(failures);
    long jittered = wait + (long) (random.nextDouble() * JITTER * wait);
    return new BackingOff(story, failures, jittered, nowMs + jittered);
  }
}

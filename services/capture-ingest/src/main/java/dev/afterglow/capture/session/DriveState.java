package dev.afterglow.capture.session;

import dev.afterglow.capture.channel.Channels;

/**
 * The life of a drive session.
 *
 * <pre>
 *   Waiting ──open──▶ Open ◀──hear / open── Lost
 *      │               │ ───────lose───────▶ │
 *      └────close──────┴────────close────────┘
 *                      ▼
 *                   Closed
 * </pre>
 *
 * Nothing leads out of Closed. Times are microseconds since 1970 on the service's clock.
 */
public sealed interface DriveState {
  /** A session that has not ended. */
  sealed interface Live extends DriveState {
    /** A device opens the session. */
    default Open open(Channels channels, long nowUs) {
      return new Open(channels, nowUs);
    }

    /** The session ends. */
    default Closed close(long nowUs) {
      return new Closed(nowUs);
    }
  }

  /** Made; no device has opened it. */
  record Waiting() implements Live {}

  /**
   * A device drives.
   *
   * @param channels what its samples hold
   * @param heardUs when the last sample came, or the stream opened
   */
  record Open(Channels channels, long heardUs) implements Live {
    /** A sample came. */
    public Open hear(long nowUs) {
      return new Open(channels, nowUs);
    }

    /** The device went away or fell silent. */
    public Lost lose(long nowUs) {
      return new Lost(nowUs);
    }
  }

  /**
   * The device went away or fell silent.
   *
   * @param sinceUs since when
   */
  record Lost(long sinceUs) implements Live {
    /** A silent device is heard again. */
    public Open hear(Channels channels, long nowUs) {
      return new Open(channels, nowUs);
    }
  }

  /**
   * Ended for good.
   *
   * @param sinceUs since when
   */
  record Closed(long sinceUs) implements DriveState {}

  /** The state's name, for stores, logs and the contract. */
  default Name name() {
    return switch (this) {
      case Waiting _ -> Name.WAITING;
      case Open _ -> Name.OPEN;
      case Lost _ -> Name.LOST;
      case Closed _ -> Name.CLOSED;
    };
  }

  /** The names of the states. */
  enum Name {
    WAITING,
    OPEN,
    LOST,
    CLOSED
  }
}

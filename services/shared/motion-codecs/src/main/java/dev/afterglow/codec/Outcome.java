package dev.afterglow.codec;

/** What became of a datagram. */
public sealed interface Outcome {

  /**
   * Taken in.
   *
   * @param frames how many frames it completed; 0 where the frame goes on in a later datagram
   */
  record Accepted(int frames) implements Outcome {
    private static final Accepted NONE_YET = new Accepted(0);
    private static final Accepted ONE = new Accepted(1);

    public Accepted {
      if (frames < 0) {
        throw new IllegalArgumentException("frames must not be negative, was " + frames);
      }
    }
  }

  /** Understood, and rightly without a frame. */
  record Ignored(IgnoreReason reason) implements Outcome {
    private static final Ignored[] ALL = new Ignored[IgnoreReason.values().length];

    static {
      for (IgnoreReason reason : IgnoreReason.values()) {
        ALL[reason.ordinal()] = new Ignored(reason);
      }
    }
  }

  /** Refused whole; the decoder's state is as it was before. */
  record Rejected(RejectReason reason) implements Outcome {
    private static final Rejected[] ALL = new Rejected[RejectReason.values().length];

    static {
      for (RejectReason reason : RejectReason.values()) {
        ALL[reason.ordinal()] = new Rejected(reason);
      }
    }
  }

  /** Taken in; allocates nothing for 0 and 1. */
  static Accepted accepted(int frames) {
    return switch (frames) {
      case 0 -> Accepted.NONE_YET;
      case 1 -> Accepted.ONE;
      default -> new Accepted(frames);
    };
  }

  /** Understood, without a frame; allocates nothing. */
  static Ignored ignored(IgnoreReason reason) {
    return Ignored.ALL[reason.ordinal()];
  }

  /** Refused; allocates nothing. */
  static Rejected rejected(RejectReason reason) {
    return Rejected.ALL[reason.ordinal()];
  }
}

package dev.afterglow.capture.liveness.challenge;

/**
 * Where a driver stands with the challenges. One miss is nothing; only misses in a row count.
 *
 * <pre>
 *   Clear ──missed──▶ OneMissed ──missed──▶ Recheck ──missed──▶ Standby ──missed──▶ Standby
 *     ▲ ◀──answered──────┘  ◀──answered──────┘  ◀──answered──────┘
 * </pre>
 *
 * A challenge whose frames did not come moves nothing.
 */
public sealed interface ChallengeStanding {
  /** The next standing after a challenge. */
  default ChallengeStanding after(ChallengeOutcome outcome) {
    return switch (outcome) {
      case ChallengeOutcome.Answered _ -> new Clear();
      case ChallengeOutcome.Unseen _ -> this;
      case ChallengeOutcome.TooEarly _, ChallengeOutcome.Unanswered _ -> missed();
    };
  }

  /** The next standing after a miss. */
  ChallengeStanding missed();

  /** The last challenge was answered, or none came yet. */
  record Clear() implements ChallengeStanding {
    @Override
    public ChallengeStanding missed() {
      return new OneMissed();
    }
  }

  /** One miss; nothing follows from it. */
  record OneMissed() implements ChallengeStanding {
    @Override
    public ChallengeStanding missed() {
      return new Recheck();
    }
  }

  /** Two misses: who drives is to be checked anew. */
  record Recheck() implements ChallengeStanding {
    @Override
    public ChallengeStanding missed() {
      return new Standby();
    }
  }

  /** Three misses or more: the standby slate, until a challenge is answered. */
  record Standby() implements ChallengeStanding {
    @Override
    public ChallengeStanding missed() {
      return this;
    }
  }

  /** The standing of a name. */
  static ChallengeStanding of(Name name) {
    return switch (name) {
      case CLEAR -> new Clear();
      case ONE_MISSED -> new OneMissed();
      case RECHECK -> new Recheck();
      case STANDBY -> new Standby();
    };
  }

  /** The standing's name, for the contract. */
  default Name name() {
    return switch (this) {
      case Clear _ -> Name.CLEAR;
      case OneMissed _ -> Name.ONE_MISSED;
      case Recheck _ -> Name.RECHECK;
      case Standby _ -> Name.STANDBY;
    };
  }

  /** The names. */
  enum Name {
    CLEAR,
    ONE_MISSED,
    RECHECK,
    STANDBY
  }
}

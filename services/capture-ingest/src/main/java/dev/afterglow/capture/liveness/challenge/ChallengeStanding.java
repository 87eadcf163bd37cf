package dev.afterglow.capture.liveness.challenge;

/**
 * Where a driver stands with the challenges. One miss is nothing; only misses in a row count.
 *
 * <pre>
 *   Clear ──missed──▶ OneMissed ──missed──▶ Recheck ──missed──▶ Standby
 *     ▲ ◀──answered──────┘  ◀──answered──────┘
 *     └───────────────────── rechecked ───────────────────────────┘
 * </pre>
 *
 * A challenge whose frames did not come moves nothing. Out of Standby leads only a new check of who
 * drives.
 */
public sealed interface ChallengeStanding {
  /** A standing that challenges still move. */
  sealed interface Open extends ChallengeStanding {
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
  }

  /** The last challenge was answered, or none came yet. */
  record Clear() implements Open {
    @Override
    public ChallengeStanding missed() {
      return new OneMissed();
    }
  }

  /** One miss; nothing follows from it. */
  record OneMissed() implements Open {
    @Override
    public ChallengeStanding missed() {
      return new Recheck();
    }
  }

  /** Two misses: who drives is to be checked anew. */
  record Recheck() implements Open {
    @Override
    public ChallengeStanding missed() {
      return new Standby();
    }
  }

  /** Three misses: the standby slate, until who drives has been checked anew. */
  record Standby() implements ChallengeStanding {
    /** Who drives was checked. */
    public Clear rechecked() {
      return new Clear();
    }
  }
}

package dev.afterglow.registry.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A person as the registry knows them: no name, no number.
 *
 * <pre>
 *              ┌────────── failed ──────────┐
 *              ▼                            │
 *   new ──▶ Unverified ──begin──▶ Pending ──┴─ passed ──▶ Verified ──time──▶ ReverifyDue
 *              │                  ▲   │ begin                │                  │
 *              │                  └───┴──────── begin ───────┴──────────────────┘
 *              │                                                    (any of the four)
 *              └── suspend ──▶ Suspended ── revoke ──▶ Revoked
 *                              │ ▲   └── begin, then passed ──▶ Verified
 *                              └─┘ begin, then failed
 *   any but Erased ── erase ──▶ Erased, the end
 * </pre>
 *
 * <p>Nobody who is suspended is anything else while a provider asks: the way back is the passed
 * outcome of a fresh attempt, with the document of the same human being.
 *
 * <p>An outcome counts once: it moves a person only while they wait for exactly that attempt. Late,
 * repeated and reordered answers change nothing. A new attempt by a verified person sets the old
 * verification aside.
 */
public sealed interface Person {

  /** Who: a UUID, which is all that any other service ever holds. */
  String subjectId();

  /** When the person was made. */
  Instant createTime();

  /** A person whom a provider may be asked about: everybody but those stopped for good. */
  sealed interface Verifiable extends Person {
    /** Begins an attempt, or another one. */
    Waiting begin(Attempt attempt);
  }

  /** A person who waits for an outcome, or may. */
  sealed interface Waiting extends Person {
    /** Which attempt's; empty where none is under way. */
    Optional<Attempt> awaited();

    /** Moves on by an outcome of the awaited attempt; one of another attempt changes nothing. */
    Person resolve(Attempt answered, Outcome outcome, Instant now, Duration validity);
  }

  /** A person in the course of things: may begin an attempt, may be suspended. */
  sealed interface Standing extends Verifiable {
    @Override
    default Pending begin(Attempt attempt) {
      return new Pending(subjectId(), createTime(), attempt);
    }

    /** Stops the person for now. */
    default Suspended suspend() {
      return new Suspended(subjectId(), createTime(), Optional.empty());
    }
  }

  /** Known, never verified, or the last attempt failed. */
  record Unverified(String subjectId, Instant createTime, Optional<Failure> lastFailure)
      implements Standing {}

  /** A provider is asking. */
  record Pending(String subjectId, Instant createTime, Attempt attempt)
      implements Standing, Waiting {
    @Override
    public Optional<Attempt> awaited() {
      return Optional.of(attempt);
    }

    /** The provider is sure. */
    public Verified passed(AssuranceLevel assurance, Instant now, Duration validity) {
      return new Verified(
          subjectId, createTime, new Verification(attempt, assurance, now, now.plus(validity)));
    }

    /** The provider refuses. */
    public Unverified failed(Refusal refusal) {
      return new Unverified(subjectId, createTime, Optional.of(new Failure(attempt, refusal)));
    }

    @Override
    public Person resolve(Attempt answered, Outcome outcome, Instant now, Duration validity) {
      if (!answered.equals(attempt)) {
        return this;
      }
      return switch (outcome) {
        case Outcome.Passed passed -> passed(passed.assurance(), now, validity);
        case Outcome.Failed failed -> failed(failed.refusal());
        case Outcome.Open _, Outcome.Unanswered _ -> this;
      };
    }
  }

  /** Verified and fresh. */
  record Verified(String subjectId, Instant createTime, Verification verification)
      implements Standing {
    /** The same person at that time: due once the verification is too old. */
    public Standing at(Instant now) {
      return now.isBefore(verification.reverifyTime())
          ? this
          : new ReverifyDue(subjectId, createTime, verification);
    }
  }

  /** Verified too long ago. */
  record ReverifyDue(String subjectId, Instant createTime, Verification verification)
      implements Standing {}

  /**
   * Stopped for now.
   *
   * @param awaited the attempt that would end it; empty where none is under way
   */
  record Suspended(String subjectId, Instant createTime, Optional<Attempt> awaited)
      implements Verifiable, Waiting {
    @Override
    public Suspended begin(Attempt attempt) {
      return new Suspended(subjectId, createTime, Optional.of(attempt));
    }

    @Override
    public Person resolve(Attempt answered, Outcome outcome, Instant now, Duration validity) {
      if (!awaited.equals(Optional.of(answered))) {
        return this;
      }
      return switch (outcome) {
        case Outcome.Passed passed ->
            new Pending(subjectId, createTime, answered).passed(passed.assurance(), now, validity);
        case Outcome.Failed _ -> new Suspended(subjectId, createTime, Optional.empty());
        case Outcome.Open _, Outcome.Unanswered _ -> this;
      };
    }

    /** Stops the person for good. */
    public Revoked revoke() {
      return new Revoked(subjectId, createTime);
    }
  }

  /** Stopped for good. */
  record Revoked(String subjectId, Instant createTime) implements Person {}

  /** The data is gone; what is left is the receipt of its going. */
  record Erased(String subjectId, Instant createTime, String receipt) implements Person {}

  /**
   * An attempt that failed.
   *
   * @param attempt which
   * @param refusal why
   */
  record Failure(Attempt attempt, Refusal refusal) {}

  /** A person just made. */
  static Unverified unknown(String subjectId, Instant now) {
    return new Unverified(subjectId, now, Optional.empty());
  }

  /** Ends a person's record here; erasing twice gives the first receipt. */
  default Erased erase(String receipt) {
    return this instanceof Erased erased ? erased : new Erased(subjectId(), createTime(), receipt);
  }
}

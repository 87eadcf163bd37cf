package dev.afterglow.registry.identity.presence;

import dev.afterglow.registry.identity.AssuranceLevel;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Refusal;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether somebody was there: one look at a person who is verified already. It says that it is
 * them, at that time, and never changes who they are.
 *
 * <pre>
 *   Asked ── passed in time ──▶ Proven ── withdrawn ──▶ Voided
 *     ├───── failed, or late ─▶ Refused                   ▲
 *     └───── withdrawn ───────────────────────────────────┘
 * </pre>
 *
 * <p>A Proven one counts from when it was asked for, since no provider says when it looked, and
 * until its time is over; that is a matter of the clock, not a state.
 */
public sealed interface Presence {

  /** Its UUID. */
  String presenceId();

  /** Of whom. */
  String subjectId();

  /** By which look of which provider. */
  Attempt attempt();

  /** When it was asked for. */
  Instant createTime();

  /** The word for where it is, as the contract has it. */
  String word();

  /**
   * How presences are counted.
   *
   * @param openFor how long the provider has to answer
   * @param lasts how long one counts, from when it was asked for
   */
  record Times(Duration openFor, Duration lasts) {}

  /** A provider is looking. */
  record Asked(String presenceId, String subjectId, Attempt attempt, Instant createTime)
      implements Presence {

    /** Moves on by the provider's answer; one that comes too late proves nothing. */
    public Presence resolve(Outcome outcome, Instant now, Times times) {
      if (!now.isBefore(createTime.plus(times.openFor()))) {
        return refused(Refusal.EXPIRED);
      }
      return switch (outcome) {
        case Outcome.Passed passed ->
            new Proven(
                presenceId,
                subjectId,
                attempt,
                createTime,
                passed.assurance(),
                createTime.plus(times.lasts()));
        case Outcome.Failed failed -> refused(failed.refusal());
        case Outcome.Open _, Outcome.Unanswered _ -> this;
      };
    }

    private Refused refused(Refusal refusal) {
      return new Refused(presenceId, subjectId, attempt, createTime, refusal);
    }

    /** Sets it aside: the person was stopped. */
    public Voided voided() {
      return new Voided(presenceId, subjectId, attempt, createTime);
    }

    @Override
    public String word() {
      return "ASKED";
    }
  }

  /** It is them. */
  record Proven(
      String presenceId,
      String subjectId,
      Attempt attempt,
      Instant createTime,
      AssuranceLevel assurance,
      Instant expireTime)
      implements Presence {

    /** Sets it aside: the person was stopped. */
    public Voided voided() {
      return new Voided(presenceId, subjectId, attempt, createTime);
    }

    @Override
    public String word() {
      return "PROVEN";
    }
  }

  /** It is not, or could not be told. */
  record Refused(
      String presenceId, String subjectId, Attempt attempt, Instant createTime, Refusal refusal)
      implements Presence {
    @Override
    public String word() {
      return "REFUSED";
    }
  }

  /** The person was suspended, revoked or verified anew since. */
  record Voided(String presenceId, String subjectId, Attempt attempt, Instant createTime)
      implements Presence {
    @Override
    public String word() {
      return "VOIDED";
    }
  }
}

package dev.afterglow.registry.licence.intention;

import dev.afterglow.registry.identity.AssuranceLevel;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Refusal;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether somebody wants a licence granted: they read its short form aloud before a provider.
 *
 * <pre>
 *   Asked ── passed in time ──▶ Meant ── licence granted ──▶ Spent
 *     └───── failed, or late ─▶ Refused
 * </pre>
 *
 * <p>A Meant one is for exactly its terms, counts for a day from when it was asked for, and once.
 */
public sealed interface Intention {
  /** How long one can be answered, and used: the person reads today what is granted today. */
  Duration GOOD_FOR = Duration.ofDays(1);

  /** What was asked. */
  Question question();

  /** The word for where it is, as the contract has it. */
  String word();

  /**
   * What was asked, and of whom.
   *
   * @param intentionId its UUID
   * @param subjectId the licensor
   * @param attempt by which question of which provider
   * @param termsSha256Hex digest of the terms that it is about
   * @param text what is read aloud
   * @param locale the text's language, BCP 47
   * @param createTime when it was asked
   */
  record Question(
      String intentionId,
      String subjectId,
      Attempt attempt,
      String termsSha256Hex,
      String text,
      String locale,
      Instant createTime) {

    boolean lastsAt(Instant now) {
      return now.isBefore(createTime.plus(GOOD_FOR));
    }
  }

  /** A provider is listening. */
  record Asked(Question question) implements Intention {
    /** Moves on by the provider's answer. */
    public Intention resolve(Outcome outcome, Instant now) {
      if (!question.lastsAt(now)) {
        return new Refused(question, Refusal.EXPIRED);
      }
      return switch (outcome) {
        case Outcome.Passed passed -> new Meant(question, passed.assurance(), now);
        case Outcome.Failed failed -> new Refused(question, failed.refusal());
        case Outcome.Open _, Outcome.Unanswered _ -> this;
      };
    }

    @Override
    public String word() {
      return "ASKED";
    }
  }

  /** They want it. */
  record Meant(Question question, AssuranceLevel assurance, Instant decideTime)
      implements Intention {
    /** Whether a licence may still come of it. */
    public boolean lastsAt(Instant now) {
      return question.lastsAt(now);
    }

    /** A licence came of it. */
    public Spent spend(String licenceId) {
      return new Spent(question, assurance, decideTime, licenceId);
    }

    @Override
    public String word() {
      return "MEANT";
    }
  }

  /** They do not, or could not be made out in time. */
  record Refused(Question question, Refusal refusal) implements Intention {
    @Override
    public String word() {
      return "REFUSED";
    }
  }

  /** A licence came of it. */
  record Spent(Question question, AssuranceLevel assurance, Instant decideTime, String licenceId)
      implements Intention {
    @Override
    public String word() {
      return "SPENT";
    }
  }
}

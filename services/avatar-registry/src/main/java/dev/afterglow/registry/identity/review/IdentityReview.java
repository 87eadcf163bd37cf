package dev.afterglow.registry.identity.review;

import dev.afterglow.registry.identity.AssuranceLevel;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A review by two people.
 *
 * <pre>
 *   Undecided ──first──▶ Undecided ──second──▶ Approved, both approve
 *       │                    │            ├──▶ Refused, both refuse
 *       └──────── time ──────┤            └──▶ Disputed, they disagree
 *                            ▼
 *                         Expired ◀── time ── Approved, if nobody took it over by then
 * </pre>
 *
 * <p>Whatever is not Approved verifies nobody. No third reviewer breaks a tie.
 */
public sealed interface IdentityReview {

  /** What it is about. */
  ReviewCase about();

  /** What was decided so far, oldest first, two at most. */
  List<Ruling> rulings();

  /** What it says of the person. */
  Outcome outcome();

  /** The word for where it is, as the contract has it. */
  String word();

  /** Fewer than two have decided. */
  record Undecided(ReviewCase about, Optional<Ruling> first) implements IdentityReview {

    /**
     * Takes a decision.
     *
     * @throws IllegalArgumentException saying why this reviewer may not decide this review
     */
    public IdentityReview decide(Ruling ruling) {
      String reviewer = ruling.reviewerSubjectId();
      require(!about.subjectId().isEmpty(), "nobody is under review yet");
      require(!reviewer.equals(about.subjectId()), "nobody reviews themselves");
      require(!reviewer.equals(about.filerSubjectId()), "nobody reviews what they filed");
      if (first.isEmpty()) {
        return new Undecided(about, Optional.of(ruling));
      }
      require(
          !reviewer.equals(first.get().reviewerSubjectId()), "the second reviewer is another one");
      return decided(about, first.get(), ruling);
    }

    @Override
    public List<Ruling> rulings() {
      return first.stream().toList();
    }

    @Override
    public Outcome outcome() {
      return new Outcome.Open();
    }

    @Override
    public String word() {
      return "UNDECIDED";
    }
  }

  /** Both approved. */
  record Approved(ReviewCase about, List<Ruling> rulings) implements IdentityReview {
    @Override
    public Outcome outcome() {
      return new Outcome.Passed(AssuranceLevel.MANUAL);
    }

    @Override
    public String word() {
      return "APPROVED";
    }
  }

  /** Both refused; the first one's reason is the one that is told. */
  record Refused(ReviewCase about, List<Ruling> rulings) implements IdentityReview {
    @Override
    public Outcome outcome() {
      return new Outcome.Failed(rulings.getFirst().reason().refusal().orElse(Refusal.POLICY));
    }

    @Override
    public String word() {
      return "REFUSED";
    }
  }

  /** One approved and one refused. */
  record Disputed(ReviewCase about, List<Ruling> rulings) implements IdentityReview {
    @Override
    public Outcome outcome() {
      return new Outcome.Failed(Refusal.REVIEWERS_DISAGREED);
    }

    @Override
    public String word() {
      return "DISPUTED";
    }
  }

  /** Its time is over. */
  record Expired(ReviewCase about, List<Ruling> rulings) implements IdentityReview {
    @Override
    public Outcome outcome() {
      return new Outcome.Failed(Refusal.EXPIRED);
    }

    @Override
    public String word() {
      return "EXPIRED";
    }
  }

  /**
   * The review at a time. An approval counts until the review runs out: whoever has not taken it
   * over by then begins anew.
   */
  static IdentityReview of(
      ReviewCase about, Optional<Ruling> first, Optional<Ruling> second, Instant now) {
    List<Ruling> rulings = Stream.of(first, second).flatMap(Optional::stream).toList();
    boolean over = !now.isBefore(about.expireTime());
    if (rulings.size() < 2) {
      return over ? new Expired(about, rulings) : new Undecided(about, first);
    }
    IdentityReview decided = decided(about, rulings.getFirst(), rulings.getLast());
    return over && decided instanceof Approved ? new Expired(about, rulings) : decided;
  }

  private static IdentityReview decided(ReviewCase about, Ruling first, Ruling second) {
    List<Ruling> rulings = List.of(first, second);
    if (first.verdict() != second.verdict()) {
      return new Disputed(about, rulings);
    }
    return first.verdict() == ReviewVerdict.APPROVE
        ? new Approved(about, rulings)
        : new Refused(about, rulings);
  }

  private static void require(boolean fine, String otherwise) {
    if (!fine) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}

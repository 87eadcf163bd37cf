package dev.afterglow.registry.identity.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.registry.identity.AssuranceLevel;
import dev.afterglow.registry.identity.DocumentType;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdentityReviewTest {
  private static final Instant FILED = Instant.parse("2026-11-23T02:00:00Z");
  private static final Instant EXPIRES = FILED.plus(Duration.ofHours(72));
  private static final long SEED = Long.getLong("seed", 20261123L);

  private static final ReviewCase CASE =
      new ReviewCase("r", "person", "filer", DocumentType.PASSPORT, FILED, EXPIRES);

  private static Ruling by(String reviewer, ReviewReason reason) {
    return new Ruling(reviewer, reason, FILED);
  }

  private static IdentityReview.Undecided open() {
    return new IdentityReview.Undecided(CASE, Optional.empty());
  }

  private static IdentityReview decided(ReviewReason first, ReviewReason second) {
    IdentityReview.Undecided half = (IdentityReview.Undecided) open().decide(by("one", first));
    return half.decide(by("two", second));
  }

  @Test
  void shouldPassWhenTwoApproveAndOnlyThen() {
    for (ReviewReason first : ReviewReason.values()) {
      for (ReviewReason second : ReviewReason.values()) {
        // When
        Outcome outcome = decided(first, second).outcome();

        // Then
        boolean both = first.refusal().isEmpty() && second.refusal().isEmpty();
        boolean neither = first.refusal().isPresent() && second.refusal().isPresent();
        Outcome expected =
            both
                ? new Outcome.Passed(AssuranceLevel.MANUAL)
                : new Outcome.Failed(
                    neither ? first.refusal().orElseThrow() : Refusal.REVIEWERS_DISAGREED);
        assertThat(outcome).as("%s, %s", first, second).isEqualTo(expected);
      }
    }
  }

  @Test
  void shouldBeOpenWhenOneHasDecided() {
    for (ReviewReason reason : ReviewReason.values()) {
      // When
      IdentityReview half = open().decide(by("one", reason));

      // Then
      assertThat(half.outcome()).as("%s", reason).isEqualTo(new Outcome.Open());
    }
  }

  @Test
  void shouldRefuseWhenTheReviewerIsTheSubjectTheFilerOrTheFirstAgain() {
    // Given
    Ruling subject = by("person", ReviewReason.SEEN_IN_PERSON);
    Ruling filer = by("filer", ReviewReason.SEEN_IN_PERSON);
    Ruling first = by("one", ReviewReason.SEEN_IN_PERSON);
    IdentityReview.Undecided half = (IdentityReview.Undecided) open().decide(first);
    IdentityReview.Undecided nobodys =
        new IdentityReview.Undecided(
            new ReviewCase("r", "", "", DocumentType.PASSPORT, FILED, EXPIRES), Optional.empty());

    // When, Then
    for (IdentityReview.Undecided review : List.of(open(), half)) {
      assertThatThrownBy(() -> review.decide(subject)).hasMessage("nobody reviews themselves");
      assertThatThrownBy(() -> review.decide(filer)).hasMessage("nobody reviews what they filed");
    }
    assertThatThrownBy(() -> half.decide(by("one", ReviewReason.POLICY)))
        .hasMessage("the second reviewer is another one");
    assertThatThrownBy(() -> nobodys.decide(first)).hasMessage("nobody is under review yet");
  }

  @Test
  void shouldPassNobodyWhenItsTimeIsOver() {
    // Given
    Optional<Ruling> approval = Optional.of(by("one", ReviewReason.SEEN_IN_PERSON));
    Optional<Ruling> second = Optional.of(by("two", ReviewReason.SEEN_ON_VIDEO));
    Optional<Ruling> refusal = Optional.of(by("two", ReviewReason.FACE_DIFFERS));

    // When
    List<IdentityReview> before =
        List.of(
            IdentityReview.of(CASE, approval, second, EXPIRES.minusNanos(1)),
            IdentityReview.of(CASE, approval, Optional.empty(), EXPIRES.minusNanos(1)));
    List<IdentityReview> from =
        List.of(
            IdentityReview.of(CASE, Optional.empty(), Optional.empty(), EXPIRES),
            IdentityReview.of(CASE, approval, Optional.empty(), EXPIRES),
            IdentityReview.of(CASE, approval, second, EXPIRES));
    IdentityReview disputed = IdentityReview.of(CASE, approval, refusal, EXPIRES);

    // Then
    assertThat(before).extracting(IdentityReview::word).containsExactly("APPROVED", "UNDECIDED");
    assertThat(from)
        .extracting(IdentityReview::outcome)
        .containsOnly(new Outcome.Failed(Refusal.EXPIRED));
    assertThat(disputed.outcome()).isEqualTo(new Outcome.Failed(Refusal.REVIEWERS_DISAGREED));
  }

  /** Whatever people try in whatever order: passing takes two others who both approve. */
  @Test
  void shouldNeverPassWithoutTwoOthersWhoApproveWhateverIsTried() {
    Random random = new Random(SEED);
    List<String> people = List.of("person", "filer", "one", "two", "three");
    ReviewReason[] reasons = ReviewReason.values();
    for (int world = 0; world < 20_000; world++) {
      IdentityReview review = open();
      for (int step = 0; step < 6 && review instanceof IdentityReview.Undecided undecided; step++) {
        Ruling ruling =
            by(people.get(random.nextInt(people.size())), reasons[random.nextInt(reasons.length)]);
        review = tried(undecided, ruling);
      }
      boolean passed = review.outcome() instanceof Outcome.Passed;
      List<String> who = review.rulings().stream().map(Ruling::reviewerSubjectId).toList();
      boolean fair =
          who.size() == 2
              && !who.get(0).equals(who.get(1))
              && !who.contains("person")
              && !who.contains("filer")
              && review.rulings().stream().allMatch(it -> it.reason().refusal().isEmpty());
      assertThat(passed).as("seed %d, %s", SEED, review).isEqualTo(fair);
    }
    assertThat(Arrays.stream(reasons).filter(it -> it.refusal().isEmpty())).hasSize(2);
  }

  private static IdentityReview tried(IdentityReview.Undecided review, Ruling ruling) {
    try {
      return review.decide(ruling);
    } catch (IllegalArgumentException refused) {
      return review;
    }
  }
}

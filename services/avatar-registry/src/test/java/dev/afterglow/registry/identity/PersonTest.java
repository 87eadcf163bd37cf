package dev.afterglow.registry.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersonTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Attempt FIRST = new Attempt("simulator", "one");
  private static final Attempt SECOND = new Attempt("simulator", "two");
  private static final Outcome PASSED = new Outcome.Passed(AssuranceLevel.FACE_AUTHORITY);

  @Test
  void shouldCountAnOutcomeOnceWhenAnswersRepeatAndComeLate() {
    // Given
    Person.Pending pending = Person.unknown("s", NOW).begin(FIRST).begin(SECOND);

    // When
    Person late = pending.resolve(FIRST, PASSED, NOW, YEAR);
    Person open = pending.resolve(SECOND, new Outcome.Open(), NOW, YEAR);
    Person silent = pending.resolve(SECOND, new Outcome.Unanswered(), NOW, YEAR);
    Person passed = pending.resolve(SECOND, PASSED, NOW, YEAR);

    // Then
    assertThat(List.of(late, open, silent)).containsOnly(pending);
    assertThat(passed).isInstanceOf(Person.Verified.class);
    assertThat(((Person.Verified) passed).verification().reverifyTime()).isEqualTo(NOW.plus(YEAR));
  }

  @Test
  void shouldBeDueFromTheReverifyTimeOnWhenVerified() {
    // Given
    Person.Verified verified =
        Person.unknown("s", NOW).begin(FIRST).passed(AssuranceLevel.NFC, NOW, YEAR);

    // When
    Person before = verified.at(NOW.plus(YEAR).minusNanos(1));
    Person from = verified.at(NOW.plus(YEAR));

    // Then
    assertThat(before).isSameAs(verified);
    assertThat(from).isInstanceOf(Person.ReverifyDue.class);
  }

  @Test
  void shouldKeepTheRefusalWhenAnAttemptFails() {
    // Given
    Person.Pending pending = Person.unknown("s", NOW).begin(FIRST);

    // When
    Person failed = pending.resolve(FIRST, new Outcome.Failed(Refusal.FACE_DIFFERS), NOW, YEAR);

    // Then
    assertThat(((Person.Unverified) failed).lastFailure().orElseThrow().refusal())
        .isEqualTo(Refusal.FACE_DIFFERS);
  }

  @Test
  void shouldKeepTheFirstReceiptWhenErasedTwice() {
    // Given
    Person.Erased once = Person.unknown("s", NOW).suspend().revoke().erase("first");

    // When
    Person.Erased twice = once.erase("second");

    // Then
    assertThat(twice.receipt()).isEqualTo("first");
  }

  @Test
  void shouldStaySuspendedUntilAFreshAttemptPasses() {
    // Given
    Person.Suspended stopped = Person.unknown("s", NOW).begin(FIRST).suspend();
    Outcome refused = new Outcome.Failed(Refusal.FACE_DIFFERS);

    // When
    Person old = stopped.resolve(FIRST, PASSED, NOW, YEAR);
    Person.Suspended asked = stopped.begin(SECOND);
    Person failed = asked.resolve(SECOND, refused, NOW, YEAR);
    Person late = asked.resolve(FIRST, PASSED, NOW, YEAR);
    Person back = asked.resolve(SECOND, PASSED, NOW, YEAR);

    // Then
    assertThat(old).as("what was under way before").isSameAs(stopped);
    assertThat(failed).isEqualTo(stopped);
    assertThat(late).isSameAs(asked);
    assertThat(((Person.Verified) back).verification().attempt()).isEqualTo(SECOND);
  }

  @Test
  void shouldHaveNoWayFromRevokedButErasure() {
    // Given
    Person.Suspended asked = Person.unknown("s", NOW).suspend().begin(FIRST);

    // When
    Person revoked = asked.revoke();

    // Then
    assertThat(revoked)
        .isNotInstanceOf(Person.Verifiable.class)
        .isNotInstanceOf(Person.Waiting.class);
    assertThat(revoked.erase("receipt")).isInstanceOf(Person.Erased.class);
  }

  @Test
  void shouldDifferBySaltWhenReceiptsAreMade() {
    // When
    String one = new ErasureReceipt("s", NOW, "00").hex();
    String other = new ErasureReceipt("s", NOW, "01").hex();

    // Then
    assertThat(one).matches("[0-9a-f]{64}").isNotEqualTo(other);
  }
}

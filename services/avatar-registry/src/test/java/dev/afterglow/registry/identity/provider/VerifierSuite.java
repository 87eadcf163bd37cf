package dev.afterglow.registry.identity.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.Document;
import dev.afterglow.registry.identity.DocumentType;
import dev.afterglow.registry.identity.Erasure;
import dev.afterglow.registry.identity.IdentityVerifier;
import dev.afterglow.registry.identity.IdentityVerifier.Begun;
import dev.afterglow.registry.identity.IdentityVerifier.Resumed;
import dev.afterglow.registry.identity.Inquiry;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Purpose;
import dev.afterglow.registry.identity.Refusal;
import dev.afterglow.registry.identity.Terminal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every provider's adapter does, whatever the provider is. */
abstract class VerifierSuite {
  static final String NUMBER = "11010519491231002X";

  abstract IdentityVerifier verifier();

  /** An adapter whose provider is not there. */
  abstract IdentityVerifier unreachable();

  static Document named(String name) {
    return new Document(DocumentType.CN_RESIDENT_ID, NUMBER, name);
  }

  String started(String name) {
    return ((Begun.Started) verifier().begin(Inquiry.enrolment(named(name)))).transaction();
  }

  @Test
  void shouldPassWhenTheProviderSaysSo() {
    // When
    Outcome outcome = verifier().result(Purpose.ENROL, started("Wei"));

    // Then
    assertThat(outcome).isInstanceOf(Outcome.Passed.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Refusal.class,
      names = {
        "NAME_DIFFERS",
        "NO_SUCH_IDENTITY",
        "FACE_DIFFERS",
        "LIVENESS_RISK",
        "POLICY",
        "TOO_MANY_ATTEMPTS",
        "EXPIRED"
      })
  void shouldFailWithTheSameWordWhenTheProviderRefuses(Refusal refusal) {
    // When
    Outcome outcome = verifier().result(Purpose.ENROL, started("Wei #" + refusal));

    // Then
    assertThat(outcome).isEqualTo(new Outcome.Failed(refusal));
  }

  @Test
  void shouldBeOpenWhenThePersonHasNotFinished() {
    // When
    Outcome outcome = verifier().result(Purpose.ENROL, started("Wei #OPEN"));

    // Then
    assertThat(outcome).isEqualTo(new Outcome.Open());
  }

  @Test
  void shouldBeUnansweredAndNeverPassedWhenTheProviderFails() {
    // When
    Outcome lost = verifier().result(Purpose.ENROL, started("Wei #LOST"));
    Begun silent = verifier().begin(Inquiry.enrolment(named("Wei #SILENT")));

    // Then
    assertThat(lost).isEqualTo(new Outcome.Unanswered());
    assertThat(silent).isEqualTo(new Begun.Unanswered());
  }

  @Test
  void shouldBeUnansweredWhenNobodyIsThere() {
    // When
    Begun begun = unreachable().begin(Inquiry.enrolment(named("Wei #SILENT")));

    // Then
    assertThat(begun).isEqualTo(new Begun.Unanswered());
  }

  @Test
  void shouldAnswerTheSameWhenAskedAgainAndKeepAttemptsApart() {
    // Given
    String one = started("Wei");
    String other = started("Wei #FACE_DIFFERS");

    // When
    Outcome first = verifier().result(Purpose.ENROL, one);
    Outcome between = verifier().result(Purpose.ENROL, other);
    Outcome again = verifier().result(Purpose.ENROL, one);

    // Then
    assertThat(one).isNotEqualTo(other);
    assertThat(again).isEqualTo(first);
    assertThat(between).isNotEqualTo(first);
  }

  @Test
  void shouldNotPassWhenTheTransactionIsNobodys() {
    // When
    Outcome outcome = verifier().result(Purpose.ENROL, "nobodys");

    // Then
    assertThat(outcome).isEqualTo(new Outcome.Failed(Refusal.EXPIRED));
  }

  @Test
  void shouldNameNobodyInTransactions() {
    // When
    String transaction = started("Wei");

    // Then
    assertThat(transaction).doesNotContain(NUMBER, "Wei").hasSizeBetween(1, 128);
  }

  /** Whether the provider itself has anything of a transaction. */
  abstract boolean keeps(String transaction);

  /** What an erasure comes to at this provider. */
  abstract Class<? extends Erasure> erases();

  @Test
  void shouldForgetOrSayThatItKeepsWhenAnAttemptIsErasedAndErasedAgain() {
    // Given
    String transaction = started("Wei");
    String other = started("Wei");
    boolean before = keeps(transaction);

    // When
    Erasure first = verifier().erase(transaction);
    Erasure again = verifier().erase(transaction);

    // Then
    assertThat(before).isEqualTo(remembers());
    assertThat(first).isInstanceOf(erases());
    assertThat(again).isInstanceOf(erases());
    assertThat(keeps(transaction)).as("still there").isEqualTo(remembers() && !goes());
    assertThat(keeps(other)).as("another attempt").isEqualTo(remembers());
  }

  /** Whether it keeps anything of an attempt to begin with. */
  boolean remembers() {
    return true;
  }

  /** Whether anything is gone at all after an erasure. */
  boolean goes() {
    return true;
  }

  @Test
  void shouldSayWhereToGoOnAsLongAsTheAttemptIsOpenAndDecideNothing() {
    // Given
    String open = started("Wei #OPEN");
    String passed = started("Wei");

    // When
    Resumed going = verifier().resume(Purpose.ENROL, open);
    Resumed over = verifier().resume(Purpose.ENROL, passed);
    Resumed nobody = verifier().resume(Purpose.ENROL, "nobodys");

    // Then
    assertThat(going).isInstanceOf(Resumed.GoOn.class);
    assertThat(over).isEqualTo(new Resumed.Over());
    assertThat(nobody).isEqualTo(new Resumed.Over());
    assertThat(verifier().result(Purpose.ENROL, open)).isEqualTo(new Outcome.Open());
  }

  String looked(String name) {
    Attempt enrolled = new Attempt(verifier().name(), started("Wei"));
    Optional<Document> shown =
        verifier().asksForDocument(Purpose.PRESENCE) ? Optional.of(named(name)) : Optional.empty();
    expectPresence(name);
    return ((Begun.Started)
            verifier().begin(new Inquiry.PresenceCheck(enrolled, shown, Terminal.UNKNOWN)))
        .transaction();
  }

  /** Whoever is not told the name is told apart what to play. */
  void expectPresence(String name) {}

  /** What is played for a presence: the word as it is, or marked as a presence's. */
  String presenceWord(String word) {
    return word;
  }

  @Test
  void shouldProveAPresenceApartFromTheEnrolment() {
    // Given
    assertThat(verifier().purposes()).contains(Purpose.ENROL, Purpose.PRESENCE);

    // When
    Outcome there = verifier().result(Purpose.PRESENCE, looked("Wei"));
    Outcome other =
        verifier().result(Purpose.PRESENCE, looked("Wei #" + presenceWord(notThem().name())));
    Outcome unfinished =
        verifier().result(Purpose.PRESENCE, looked("Wei #" + presenceWord("OPEN")));

    // Then
    assertThat(there).isInstanceOf(Outcome.Passed.class);
    assertThat(other).isEqualTo(new Outcome.Failed(notThem()));
    assertThat(unfinished).isEqualTo(new Outcome.Open());
  }

  /** How the provider says that it is somebody else. */
  Refusal notThem() {
    return Refusal.FACE_DIFFERS;
  }
}

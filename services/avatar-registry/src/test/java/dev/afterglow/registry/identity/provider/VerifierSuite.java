package dev.afterglow.registry.identity.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.registry.identity.Document;
import dev.afterglow.registry.identity.DocumentType;
import dev.afterglow.registry.identity.IdentityVerifier;
import dev.afterglow.registry.identity.IdentityVerifier.Begun;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Refusal;
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
    return ((Begun.Started) verifier().begin(named(name))).transaction();
  }

  @Test
  void shouldPassWhenTheProviderSaysSo() {
    // When
    Outcome outcome = verifier().resume(started("Wei"));

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
    Outcome outcome = verifier().resume(started("Wei #" + refusal));

    // Then
    assertThat(outcome).isEqualTo(new Outcome.Failed(refusal));
  }

  @Test
  void shouldBeOpenWhenThePersonHasNotFinished() {
    // When
    Outcome outcome = verifier().resume(started("Wei #OPEN"));

    // Then
    assertThat(outcome).isEqualTo(new Outcome.Open());
  }

  @Test
  void shouldBeUnansweredAndNeverPassedWhenTheProviderFails() {
    // When
    Outcome lost = verifier().resume(started("Wei #LOST"));
    Begun silent = verifier().begin(named("Wei #SILENT"));

    // Then
    assertThat(lost).isEqualTo(new Outcome.Unanswered());
    assertThat(silent).isEqualTo(new Begun.Unanswered());
  }

  @Test
  void shouldBeUnansweredWhenNobodyIsThere() {
    // When
    Begun begun = unreachable().begin(named("Wei #SILENT"));

    // Then
    assertThat(begun).isEqualTo(new Begun.Unanswered());
  }

  @Test
  void shouldAnswerTheSameWhenAskedAgainAndKeepAttemptsApart() {
    // Given
    String one = started("Wei");
    String other = started("Wei #FACE_DIFFERS");

    // When
    Outcome first = verifier().resume(one);
    Outcome between = verifier().resume(other);
    Outcome again = verifier().resume(one);

    // Then
    assertThat(one).isNotEqualTo(other);
    assertThat(again).isEqualTo(first);
    assertThat(between).isNotEqualTo(first);
  }

  @Test
  void shouldNotPassWhenTheTransactionIsNobodys() {
    // When
    Outcome outcome = verifier().resume("nobodys");

    // Then
    assertThat(outcome).isEqualTo(new Outcome.Failed(Refusal.EXPIRED));
  }

  @Test
  void shouldNameNobodyInTransactionsAndTakeErasuresAgainAndAgain() {
    // When
    String transaction = started("Wei");
    verifier().delete(transaction);
    verifier().delete(transaction);

    // Then
    assertThat(transaction).doesNotContain(NUMBER, "Wei").hasSizeBetween(1, 128);
  }
}

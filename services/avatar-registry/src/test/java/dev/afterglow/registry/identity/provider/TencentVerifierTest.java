package dev.afterglow.registry.identity.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.registry.identity.AssuranceLevel;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.Erasure;
import dev.afterglow.registry.identity.IdentityVerifier;
import dev.afterglow.registry.identity.IdentityVerifier.Begun;
import dev.afterglow.registry.identity.Inquiry;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Purpose;
import dev.afterglow.registry.identity.Refusal;
import dev.afterglow.registry.identity.Terminal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TencentVerifierTest extends VerifierSuite {
  private final TencentServer server = new TencentServer();
  private final IdentityVerifier verifier = at(server.address(), ProviderServer.NOW);

  private static IdentityVerifier at(URI endpoint, Instant now) {
    return new TencentVerifier(
        new TencentVerifier.Account(
            endpoint,
            "id",
            ProviderServer.SECRET,
            Map.of(
                Purpose.ENROL,
                "rule",
                Purpose.PRESENCE,
                "presence-rule",
                Purpose.INTENTION,
                "intention-rule"),
            Optional.of(URI.create("https://example.com/back/tencent"))),
        Duration.ofSeconds(20),
        InstantSource.fixed(now),
        () -> UUID.randomUUID().toString());
  }

  @AfterEach
  void stop() {
    server.close();
    assertThat(server.heard()).allMatch("/"::equals);
  }

  @Override
  IdentityVerifier verifier() {
    return verifier;
  }

  @Override
  IdentityVerifier unreachable() {
    return at(URI.create("http://127.0.0.1:1"), ProviderServer.NOW);
  }

  @Override
  boolean keeps(String transaction) {
    return server.keeps(transaction);
  }

  @Override
  Class<? extends Erasure> erases() {
    return Erasure.Kept.class;
  }

  @Override
  boolean goes() {
    return false;
  }

  @Test
  void shouldSayUntilWhenItIsKeptWhenTheProviderHasNoDeletion() {
    // When
    Erasure erasure = verifier.erase(started("Wei"));

    // Then
    assertThat(erasure)
        .isEqualTo(new Erasure.Kept(Optional.of(ProviderServer.NOW.plus(Duration.ofDays(3)))));
  }

  @ParameterizedTest
  @CsvSource({
    "0, ",
    "15, EXPIRED",
    "16, TOO_MANY_ATTEMPTS",
    "1002, LIVENESS_RISK",
    "2005, NO_SUCH_IDENTITY",
    "2006, NAME_DIFFERS",
    "2016, FACE_DIFFERS",
    "301, POLICY",
    "9999, POLICY"
  })
  void shouldReadEachCodeOfTheResultAsItsDocumentHasIt(int code, @Nullable Refusal refusal) {
    // When
    Outcome outcome = verifier.result(Purpose.ENROL, started("Wei #CODE_" + code));

    // Then
    assertThat(outcome)
        .isEqualTo(
            refusal == null
                ? new Outcome.Passed(AssuranceLevel.FACE_AUTHORITY)
                : new Outcome.Failed(refusal));
  }

  private Outcome meant(String word) {
    Begun.Started begun =
        (Begun.Started)
            verifier.begin(
                new Inquiry.Intention(
                    new Attempt(TencentVerifier.NAME, "b1"),
                    Optional.of(named("Wei #" + word)),
                    "I agree, 4711",
                    Terminal.UNKNOWN));
    return verifier.result(Purpose.INTENTION, begun.transaction());
  }

  @Test
  void shouldPassAnIntentionOnlyWhenFaceAndReadingBothDo() {
    // When
    Outcome meant = meant("MEANT");
    Outcome mumbled = meant("MUMBLED");
    Outcome silent = meant("PASS");
    Outcome other = meant("FACE_DIFFERS");

    // Then
    assertThat(server.lastText()).isEqualTo("I agree, 4711");
    assertThat(meant).isInstanceOf(Outcome.Passed.class);
    assertThat(mumbled).isEqualTo(new Outcome.Failed(Refusal.INTENTION_UNCLEAR));
    assertThat(silent).as("nothing is said of the reading").isEqualTo(new Outcome.Open());
    assertThat(other).isEqualTo(new Outcome.Failed(Refusal.FACE_DIFFERS));
  }

  @Test
  void shouldNotPassWhenTheFaceWasNotComparedOrNothingIsSaid() {
    // When
    Outcome half = verifier.result(Purpose.ENROL, started("Wei #HALF"));
    Outcome unsaid = verifier.result(Purpose.ENROL, started("Wei #UNSAID"));

    // Then
    assertThat(half).isEqualTo(new Outcome.Failed(Refusal.FACE_DIFFERS));
    assertThat(unsaid).isEqualTo(new Outcome.Open());
  }

  @Test
  void shouldSendThePersonOnWhereTheProviderSays() {
    // When
    Begun.Started begun = (Begun.Started) verifier.begin(Inquiry.enrolment(named("Wei")));

    // Then
    assertThat(begun.continueUrl()).isEqualTo("https://example.com/" + begun.transaction());
  }

  @Test
  void shouldBeUnansweredWhenTheClockIsSixMinutesOff() {
    // When
    Begun begun =
        at(server.address(), ProviderServer.NOW.minusSeconds(360))
            .begin(Inquiry.enrolment(named("Wei")));

    // Then
    assertThat(begun).isEqualTo(new Begun.Unanswered());
    assertThat(server.complaints).containsExactly("AuthFailure.SignatureExpire");
  }
}

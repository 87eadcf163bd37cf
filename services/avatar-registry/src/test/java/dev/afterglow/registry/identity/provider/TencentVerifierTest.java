package dev.afterglow.registry.identity.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.registry.identity.IdentityVerifier;
import dev.afterglow.registry.identity.IdentityVerifier.Begun;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Refusal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TencentVerifierTest extends VerifierSuite {
  private final TencentServer server = new TencentServer();
  private final IdentityVerifier verifier = at(server.address(), ProviderServer.NOW);

  private static IdentityVerifier at(URI endpoint, Instant now) {
    return new TencentVerifier(
        new TencentVerifier.Account(endpoint, "id", ProviderServer.SECRET, "rule"),
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

  @Test
  void shouldNotPassWhenTheFaceWasNotComparedOrNothingIsSaid() {
    // When
    Outcome half = verifier.resume(started("Wei #HALF"));
    Outcome unsaid = verifier.resume(started("Wei #UNSAID"));

    // Then
    assertThat(half).isEqualTo(new Outcome.Failed(Refusal.FACE_DIFFERS));
    assertThat(unsaid).isEqualTo(new Outcome.Open());
  }

  @Test
  void shouldSendThePersonOnWhereTheProviderSays() {
    // When
    Begun.Started begun = (Begun.Started) verifier.begin(named("Wei"));

    // Then
    assertThat(begun.continueUrl()).isEqualTo("https://example.com/" + begun.transaction());
  }

  @Test
  void shouldBeUnansweredWhenTheClockIsSixMinutesOff() {
    // When
    Begun begun = at(server.address(), ProviderServer.NOW.minusSeconds(360)).begin(named("Wei"));

    // Then
    assertThat(begun).isEqualTo(new Begun.Unanswered());
    assertThat(server.complaints).containsExactly("AuthFailure.SignatureExpire");
  }
}

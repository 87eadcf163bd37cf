package dev.afterglow.registry.identity.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.registry.identity.Document;
import dev.afterglow.registry.identity.DocumentType;
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
import org.junit.jupiter.api.Timeout;

class AliyunVerifierTest extends VerifierSuite {
  private final AliyunServer server = new AliyunServer();
  private final IdentityVerifier verifier = at(server.address(), ProviderServer.NOW);

  private static IdentityVerifier at(URI endpoint, Instant now) {
    return at(endpoint, now, Duration.ofSeconds(20));
  }

  private static IdentityVerifier at(URI endpoint, Instant now, Duration patience) {
    return new AliyunVerifier(
        new AliyunVerifier.Account(endpoint, "id", ProviderServer.SECRET, 7),
        patience,
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
  void shouldNotPassWhenTheCallWorkedAndNothingSaysThatThePersonPassed() {
    // When
    Outcome outcome = verifier.resume(started("Wei #UNSAID"));

    // Then
    assertThat(outcome).isEqualTo(new Outcome.Open());
  }

  @Test
  void shouldAskForAnotherWayWhenThePhotoIsMissingOrTheDocumentCannotBeChecked() {
    // When
    Outcome photo = verifier.resume(started("Wei #NO_PHOTO"));
    Begun passport = verifier.begin(new Document(DocumentType.PASSPORT, "E12345678", "Wei"));

    // Then
    assertThat(photo).isEqualTo(new Outcome.Failed(Refusal.NO_PHOTO));
    assertThat(verifier.resume(((Begun.Started) passport).transaction()))
        .isEqualTo(new Outcome.Failed(Refusal.NO_PHOTO));
  }

  @Test
  void shouldBeUnansweredWhenTheClockIsSixteenMinutesOff() {
    // When
    Begun begun =
        at(server.address(), ProviderServer.NOW.minusSeconds(16 * 60)).begin(named("Wei"));

    // Then
    assertThat(begun).isEqualTo(new Begun.Unanswered());
    assertThat(server.complaints).containsExactly("too old");
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldBeUnansweredWhenTheBodyStopsHalfway() {
    // Given
    IdentityVerifier hasty = at(server.address(), ProviderServer.NOW, Duration.ofSeconds(2));

    // When
    Begun begun = hasty.begin(named("Wei #STALLED"));

    // Then
    assertThat(begun).isEqualTo(new Begun.Unanswered());
    assertThat(server.heard()).hasSize(1);
    assertThat(server.complaints).isEmpty();
  }
}

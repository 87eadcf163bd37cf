package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.afterglow.api.registry.v1.AssuranceLevel;
import dev.afterglow.api.registry.v1.BeginVerificationResponse;
import dev.afterglow.api.registry.v1.CompleteSignInRequest;
import dev.afterglow.api.registry.v1.Person;
import dev.afterglow.api.registry.v1.PersonState;
import dev.afterglow.registry.identity.oidc.TestBrowser;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A person signs in elsewhere and comes back, over the wire and with the rows that are kept. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
@QuarkusTestResource(RunningGateway.class)
class SignInFlowTest extends RegistryScene {
  private final String number = RegistryCaller.number();

  private BeginVerificationResponse begin() {
    return registry.identities.beginVerification(
        registry.verification(number, RegistryCaller.NAME).setProvider("oidc-gateway").build());
  }

  private Map<String, String> signIn(BeginVerificationResponse begun) {
    return TestBrowser.signIn(
        begun.getContinueUrl(), RegistryCaller.NAME, number, new MovableClock().instant());
  }

  private static CompleteSignInRequest back(Map<String, String> fields) {
    return CompleteSignInRequest.newBuilder()
        .setState(fields.get("state"))
        .setCode(fields.getOrDefault("code", ""))
        .setError(fields.getOrDefault("error", ""))
        .build();
  }

  private Person complete(Map<String, String> fields) {
    return registry.identities.completeSignIn(back(fields)).getPerson();
  }

  @Test
  void shouldVerifyWhenThePersonSignsInAndAnswerTheSameAgain() {
    // Given
    BeginVerificationResponse begun = begin();
    Map<String, String> fields = signIn(begun);

    // When
    Person person = complete(fields);
    Person again = complete(fields);

    // Then
    assertThat(begun.getPerson().getState()).isEqualTo(PersonState.PERSON_STATE_PENDING);
    assertThat(person.getSubjectId()).isEqualTo(begun.getPerson().getSubjectId());
    assertThat(person.getState()).isEqualTo(PersonState.PERSON_STATE_VERIFIED);
    assertThat(person.getAssuranceLevel()).isEqualTo(AssuranceLevel.ASSURANCE_LEVEL_TWO_FACTOR);
    assertThat(again).isEqualTo(person);
  }

  @Test
  void shouldTellWhyWhenTheGatewayRefuses() {
    // When
    Person person = complete(TestBrowser.refused(begin().getContinueUrl(), "face_failed"));

    // Then
    assertThat(person.getState()).isEqualTo(PersonState.PERSON_STATE_UNVERIFIED);
    assertThat(person.getRefusal()).isEqualTo("FACE_DIFFERS");
  }

  @Test
  void shouldExpireWhenThePersonComesBackTooLate() {
    // Given
    Map<String, String> fields = signIn(begin());

    // When
    MovableClock.forward(Duration.ofMinutes(15));
    Person person = complete(fields);

    // Then
    assertThat(person.getState()).isEqualTo(PersonState.PERSON_STATE_UNVERIFIED);
    assertThat(person.getRefusal()).isEqualTo("EXPIRED");
  }

  @Test
  void shouldFindNoSignInThatIsAnothersOrNobodys() {
    // Given
    BeginVerificationResponse begun = begin();
    Map<String, String> fields = signIn(begun);
    Map<String, String> madeUp =
        Map.of("state", RegistryCaller.id() + ".x", "code", fields.get("code"));

    // When
    List<String> told;
    try (RegistryCaller stranger = new RegistryCaller(url, "shop-b")) {
      told =
          List.of(
              reason(() -> stranger.identities.completeSignIn(back(fields))),
              reason(() -> stranger.identities.completeSignIn(back(madeUp))),
              reason(() -> complete(madeUp)),
              reason(() -> complete(Map.of("state", fields.get("state")))));
    }
    Person untouched = registry.resume(begun.getPerson().getSubjectId());

    // Then
    assertThat(told)
        .containsExactly(
            "SIGN_IN_NOT_FOUND", "SIGN_IN_NOT_FOUND", "SIGN_IN_NOT_FOUND", "INVALID_FIELD");
    assertThat(untouched.getState()).isEqualTo(PersonState.PERSON_STATE_PENDING);
  }

  private static String reason(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return RegistryCaller.info(catchThrowable(call)).getReason();
  }

  @Test
  void shouldKeepNeitherNumberNorNameNorCodeNorToken() {
    // Given
    Map<String, String> fields = signIn(begin());
    complete(fields);

    // When
    String dump =
        pool.query("select string_agg(t::text, ' ') from registry.identity_sign_in t")
            .execute()
            .map(found -> found.iterator().next().getString(0))
            .await()
            .indefinitely();

    // Then
    assertThat(dump)
        .contains("PASSED")
        .doesNotContain(number, "Canary", fields.get("code"), fields.get("state"));
  }
}

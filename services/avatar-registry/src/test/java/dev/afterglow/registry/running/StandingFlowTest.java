package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.afterglow.api.registry.v1.DocumentWarning;
import dev.afterglow.api.registry.v1.ErasePersonRequest;
import dev.afterglow.api.registry.v1.ErasePersonResponse;
import dev.afterglow.api.registry.v1.GetLicenceRequest;
import dev.afterglow.api.registry.v1.GetPersonRequest;
import dev.afterglow.api.registry.v1.GetVerifiedClaimsRequest;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.LicenceState;
import dev.afterglow.api.registry.v1.Person;
import dev.afterglow.api.registry.v1.PersonState;
import dev.afterglow.api.registry.v1.ProviderRemainder;
import dev.afterglow.api.registry.v1.RemainderState;
import dev.afterglow.api.registry.v1.RevokePersonRequest;
import dev.afterglow.api.registry.v1.SuspendPersonRequest;
import dev.afterglow.registry.identity.callback.storage.CallbackDesk;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** How people are stopped and come back, and what callbacks do to them and what not. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
class StandingFlowTest extends RegistryScene {
  @Inject CallbackDesk callbacks;

  private Person begin(String number, String name) {
    return registry
        .identities
        .beginVerification(registry.verification(number, name).build())
        .getPerson();
  }

  private Person person(String subject) {
    return registry
        .identities
        .getPerson(GetPersonRequest.newBuilder().setSubjectId(subject).build())
        .getPerson();
  }

  private void suspend(String subject) {
    registry.identities.suspendPerson(
        SuspendPersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(subject)
            .build());
  }

  private Person revoke(String subject, String reviewer) {
    return registry
        .identities
        .revokePerson(
            RevokePersonRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setSubjectId(subject)
                .setReviewerSubjectId(reviewer)
                .build())
        .getPerson();
  }

  private String refusal(String subject, String reviewer) {
    return RegistryCaller.info(catchThrowable(() -> revoke(subject, reviewer))).getReason();
  }

  private static void until(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  @Test
  void shouldComeBackFromASuspensionByAFreshVerificationWithTheSameDocument() {
    // Given
    String number = RegistryCaller.number();
    String subject = registry.resume(begin(number, "Wei").getSubjectId()).getSubjectId();
    suspend(subject);

    // When
    Person asked = begin(number, "Wei");
    Person back = registry.resume(subject);

    // Then
    assertThat(asked.getSubjectId()).isEqualTo(subject);
    assertThat(asked.getState()).isEqualTo(PersonState.PERSON_STATE_SUSPENDED);
    assertThat(back.getState()).isEqualTo(PersonState.PERSON_STATE_VERIFIED);
  }

  @Test
  void shouldStaySuspendedWhenTheFreshVerificationFailsOrTheDocumentIsAnothers() {
    // Given
    String number = RegistryCaller.number();
    String subject = registry.resume(begin(number, "Wei").getSubjectId()).getSubjectId();
    suspend(subject);

    // When
    begin(number, "Wei #FACE_DIFFERS");
    Person failed = registry.resume(subject);
    Throwable another =
        catchThrowable(
            () ->
                registry.identities.beginVerification(
                    registry
                        .verification(RegistryCaller.number(), "Wei")
                        .setSubjectId(subject)
                        .build()));

    // Then
    assertThat(failed.getState()).isEqualTo(PersonState.PERSON_STATE_SUSPENDED);
    assertThat(RegistryCaller.info(another).getMetadataMap())
        .containsEntry("field", "document.number");
    assertThat(person(subject).getState()).isEqualTo(PersonState.PERSON_STATE_SUSPENDED);
  }

  @Test
  void shouldStopForGoodByTheWordOfTwoAndNotOfOne() {
    // Given
    Licence licence = registry.ready();
    String subject = licence.getLicensorSubjectId();
    String one = registry.verified();
    String two = registry.verified();
    String standing = refusal(subject, one);
    suspend(subject);

    // When
    Person first = revoke(subject, one);
    String twice = refusal(subject, one);
    String self = refusal(subject, subject);
    Person second = revoke(subject, two);
    Person again = revoke(subject, one);

    // Then
    assertThat(standing).isEqualTo("ILLEGAL_TRANSITION");
    assertThat(first.getState()).isEqualTo(PersonState.PERSON_STATE_SUSPENDED);
    assertThat(twice).isEqualTo("INVALID_FIELD");
    assertThat(self).isEqualTo("INVALID_FIELD");
    assertThat(second.getState()).isEqualTo(PersonState.PERSON_STATE_REVOKED);
    assertThat(again).isEqualTo(second);
    assertThat(
            registry
                .licences
                .getLicence(
                    GetLicenceRequest.newBuilder().setLicenceId(licence.getLicenceId()).build())
                .getLicence()
                .getState())
        .isEqualTo(LicenceState.LICENCE_STATE_REVOKED);
    assertThat(rows("person_revocation", subject)).isZero();
  }

  @Test
  void shouldVerifyNobodyWhoWasStoppedForGood() {
    // Given
    String number = RegistryCaller.number();
    String subject = registry.resume(begin(number, "Wei").getSubjectId()).getSubjectId();
    suspend(subject);
    revoke(subject, registry.verified());
    revoke(subject, registry.verified());

    // When
    Throwable refused = catchThrowable(() -> begin(number, "Wei"));

    // Then
    assertThat(RegistryCaller.info(refused).getMetadataMap()).containsEntry("state", "REVOKED");
  }

  @Test
  void shouldForgetTheFirstWordAfterThreeDaysAndWhenThePersonIsVerifiedAgain() {
    // Given
    String number = RegistryCaller.number();
    String back = registry.resume(begin(number, "Wei").getSubjectId()).getSubjectId();
    suspend(back);
    revoke(back, registry.verified());
    String late = registry.verified();
    suspend(late);
    revoke(late, registry.verified());

    // When
    begin(number, "Wei");
    registry.resume(back);
    suspend(back);
    Person afterwards = revoke(back, registry.verified());
    MovableClock.forward(Duration.ofDays(3));
    Person tooLate = revoke(late, registry.verified());

    // Then
    assertThat(afterwards.getState()).isEqualTo(PersonState.PERSON_STATE_SUSPENDED);
    assertThat(tooLate.getState()).isEqualTo(PersonState.PERSON_STATE_SUSPENDED);
  }

  @Test
  void shouldTakeNoWordOfAReviewerWhoIsNotVerified() {
    // Given
    String subject = registry.verified();
    suspend(subject);

    // When
    String unverified = refusal(subject, registry.begin("Wei #OPEN").getSubjectId());

    // Then
    assertThat(unverified).isEqualTo("PERSON_NOT_VERIFIED");
  }

  private String calledBack(String provider, String query) {
    return RestAssured.given()
        .baseUri(url.toString())
        .get("/identity/callbacks/" + provider + "?" + query)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  @Test
  void shouldAskTheProviderWhenACallbackComesAndBelieveNothingThatItSays() {
    // Given
    Person passes = begin(RegistryCaller.number(), "Wei");
    Person fails = begin(RegistryCaller.number(), "Wei #FACE_DIFFERS");

    // When
    calledBack("simulator", "passed=F&transaction=" + passes.getProviderTransaction());
    calledBack("simulator", "passed=T&transaction=" + fails.getProviderTransaction());

    // Then
    until(
        "the one who passes is verified",
        () -> person(passes.getSubjectId()).getState() == PersonState.PERSON_STATE_VERIFIED);
    until(
        "the other is not, whatever the callback says",
        () -> person(fails.getSubjectId()).getRefusal().equals("FACE_DIFFERS"));
  }

  @Test
  void shouldBeTheSameOnceWhenCallbacksComeTwiceEarlyOrInTheWrongOrder() {
    // Given
    String number = RegistryCaller.number();

    // When
    Person twice = begin(RegistryCaller.number(), "Wei #CALLS_TWICE");
    Person early = begin(RegistryCaller.number(), "Wei #CALLS_EARLY");
    Person overtaken = begin(number, "Wei #CALLS_LATE");
    Person newer = begin(number, "Wei #FACE_DIFFERS");

    // Then
    until(
        "twice is once",
        () -> person(twice.getSubjectId()).getState() == PersonState.PERSON_STATE_VERIFIED);
    until(
        "early is not lost",
        () -> person(early.getSubjectId()).getState() == PersonState.PERSON_STATE_VERIFIED);
    until(
        "a late callback about the older attempt is asked about the newer",
        () -> {
          calledBack("simulator", "passed=T&transaction=" + overtaken.getProviderTransaction());
          return person(newer.getSubjectId()).getRefusal().equals("FACE_DIFFERS");
        });
    assertThat(overtaken.getSubjectId()).isEqualTo(newer.getSubjectId());
    assertThat(person(newer.getSubjectId()).getProviderTransaction())
        .isEqualTo(newer.getProviderTransaction());
  }

  @Test
  void shouldTellNothingAndStayBoundedWhenCallbacksAreAboutNobody() {
    // Given
    String known = begin(RegistryCaller.number(), "Wei #OPEN").getProviderTransaction();

    // When
    String ofKnown = calledBack("simulator", "transaction=" + known);
    String ofNobody = calledBack("nobody", "transaction=nothing");
    String ofNothing = calledBack("aliyun", "certifyId=");
    String tooLong = calledBack("tencent", "BizToken=" + "x".repeat(2_000));
    for (int i = 0; i < 600; i++) {
      callbacks.heard("simulator", "forged-" + i);
    }

    // Then
    assertThat(ofKnown).isEqualTo(ofNobody).isEqualTo(ofNothing).isEqualTo(tooLong);
    assertThat(callbacks.waiting()).isLessThanOrEqualTo(256);
    until("those about nobody are forgotten", () -> callbacks.waiting() == 0);
  }

  @Test
  void shouldSayInTheReceiptWhatAProviderKeepsAndUntilWhen() {
    // Given
    String subject =
        registry.resume(begin(RegistryCaller.number(), "Wei #STAYS").getSubjectId()).getSubjectId();

    // When
    ErasePersonResponse first = erase(subject);
    until(
        "the provider was asked",
        () ->
            erase(subject).getRemaindersList().stream()
                .allMatch(it -> it.getState() == RemainderState.REMAINDER_STATE_KEPT));
    ErasePersonResponse later = erase(subject);

    // Then
    assertThat(first.getRemaindersList()).hasSize(1);
    ProviderRemainder kept = later.getRemainders(0);
    assertThat(later.getRemaindersList()).hasSize(1);
    assertThat(later.getReceipt()).isEqualTo(first.getReceipt());
    assertThat(kept.getProvider()).isEqualTo("simulator");
    assertThat(kept.hasKeptUntilTime()).isTrue();
    assertThat(rows("provider_attempt", subject)).isZero();
  }

  private ErasePersonResponse erase(String subject) {
    return registry.identities.erasePerson(
        ErasePersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(subject)
            .build());
  }

  @Test
  void shouldShowWhatVouchesForSomebodyAndNotWhoTheyAre() {
    // Given
    String number = RegistryCaller.number();
    Person begun = begin(number, "Canary Wei");
    String subject = registry.resume(begun.getSubjectId()).getSubjectId();
    GetVerifiedClaimsRequest request =
        GetVerifiedClaimsRequest.newBuilder().setSubjectId(subject).build();

    // When
    String json = registry.identities.getVerifiedClaims(request).getJson();
    suspend(subject);
    Throwable suspended = catchThrowable(() -> registry.identities.getVerifiedClaims(request));

    // Then
    JsonPath claims = JsonPath.from(json).setRootPath("verified_claims");
    assertThat(claims.getString("verification.trust_framework")).isEqualTo("simulated");
    assertThat(claims.getString("verification.evidence[0].check_details[0].txn"))
        .isEqualTo(begun.getProviderTransaction());
    assertThat(claims.getString("claims.subject_id")).isEqualTo(subject);
    assertThat(claims.getBoolean("claims.age_over_18")).isTrue();
    assertThat(claims.getString("claims.name_masked")).isEqualTo("C**");
    assertThat(json).doesNotContain(number, "anary", "Wei");
    assertThat(RegistryCaller.info(suspended).getReason()).isEqualTo("PERSON_NOT_VERIFIED");
  }

  @Test
  void shouldWarnInTheAnswerWhenTheRegionIsNoProvinces() {
    // When
    var answer =
        registry.identities.beginVerification(
            registry.verification(RegistryCaller.number(), "Wei").build());

    // Then
    assertThat(answer.getWarningsList())
        .containsExactly(DocumentWarning.DOCUMENT_WARNING_REGION_UNKNOWN);
  }
}

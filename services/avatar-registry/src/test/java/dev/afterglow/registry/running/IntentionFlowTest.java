package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.afterglow.api.registry.v1.BeginIntentionRequest;
import dev.afterglow.api.registry.v1.ConsentMethod;
import dev.afterglow.api.registry.v1.GrantLicenceRequest;
import dev.afterglow.api.registry.v1.Intention;
import dev.afterglow.api.registry.v1.IntentionServiceGrpc;
import dev.afterglow.api.registry.v1.IntentionState;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.LicenceTerms;
import dev.afterglow.api.registry.v1.ResumeIntentionRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Consents that are read aloud, from the asking to the licence, and what is no consent. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
class IntentionFlowTest extends RegistryScene {
  private IntentionServiceGrpc.IntentionServiceBlockingStub intentions;
  private String licensor;
  private LicenceTerms terms;

  @BeforeEach
  void scene() {
    intentions = IntentionServiceGrpc.newBlockingStub(registry.channel());
    become(RegistryCaller.NAME);
  }

  private void become(String name) {
    licensor = registry.resume(registry.begin(name).getSubjectId()).getSubjectId();
    terms = registry.terms(registry.upload(licensor).getAvatarId()).build();
  }

  private Intention asked(LicenceTerms about) {
    return intentions
        .beginIntention(
            BeginIntentionRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setLicensorSubjectId(licensor)
                .setTerms(about)
                .setProvider("simulator")
                .setLocale("zh-CN")
                .build())
        .getIntention();
  }

  private Intention resumed(Intention intention) {
    return intentions
        .resumeIntention(
            ResumeIntentionRequest.newBuilder().setIntentionId(intention.getIntentionId()).build())
        .getIntention();
  }

  private GrantLicenceRequest.Builder grant(Intention intention, LicenceTerms about) {
    GrantLicenceRequest.Builder grant = registry.grant(licensor, about);
    grant
        .getConsentBuilder()
        .setMethod(ConsentMethod.CONSENT_METHOD_INTENTION)
        .setTransaction(intention.getProviderTransaction())
        .setTextSha256(intention.getTextSha256())
        .setLocale(intention.getLocale());
    return grant;
  }

  private String refusal(GrantLicenceRequest.Builder grant) {
    return RegistryCaller.info(catchThrowable(() -> registry.licences.grantLicence(grant.build())))
        .getMetadataOrDefault("field", "");
  }

  @Test
  void shouldGrantOnceWhatWasReadAloudAndNoMore() {
    // Given
    Intention asked = asked(terms);

    // When
    String early = refusal(grant(asked, terms));
    Intention meant = resumed(asked);
    Licence licence = registry.licences.grantLicence(grant(meant, terms).build()).getLicence();
    String again = refusal(grant(meant, terms));
    Intention spent = resumed(asked);

    // Then
    assertThat(asked.getState()).isEqualTo(IntentionState.INTENTION_STATE_ASKED);
    assertThat(asked.getText().length()).isLessThanOrEqualTo(120);
    assertThat(asked.getTextSha256().toByteArray())
        .isEqualTo(
            RegistryCaller.sha256(
                asked.getText().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    assertThat(early).isEqualTo("consent.transaction");
    assertThat(meant.getState()).isEqualTo(IntentionState.INTENTION_STATE_MEANT);
    assertThat(licence.getConsent().getTransaction()).isEqualTo(meant.getProviderTransaction());
    assertThat(again).as("used once").isEqualTo("consent.transaction");
    assertThat(spent.getState()).isEqualTo(IntentionState.INTENTION_STATE_SPENT);
  }

  @Test
  void shouldSayThatNobodyConsentedWhenTheSimulatorListened() {
    // When
    Licence licence =
        registry.licences.grantLicence(grant(resumed(asked(terms)), terms).build()).getLicence();

    // Then
    assertThat(licence.getConsent().getMethod()).isEqualTo(ConsentMethod.CONSENT_METHOD_SIMULATED);
  }

  @Test
  void shouldRefuseWhenTermsTextPersonOrLanguageAreOthers() {
    // Given
    Intention meant = resumed(asked(terms));
    LicenceTerms wider = terms.toBuilder().addTerritories("US").build();
    LicenceTerms turned =
        terms.toBuilder()
            .clearMotions()
            .addMotions(terms.getMotions(1))
            .addMotions(terms.getMotions(0))
            .build();
    GrantLicenceRequest.Builder otherText = grant(meant, terms);
    otherText.getConsentBuilder().setTextSha256(meant.getTermsSha256());
    GrantLicenceRequest.Builder otherLocale = grant(meant, terms);
    otherLocale.getConsentBuilder().setLocale("en");
    GrantLicenceRequest.Builder madeUp = grant(meant, terms);
    madeUp.getConsentBuilder().setTransaction("nobody asked for it");

    // When
    String ofWider = refusal(grant(meant, wider));
    String ofText = refusal(otherText);
    String ofLocale = refusal(otherLocale);
    String ofMadeUp = refusal(madeUp);
    String first = licensor;
    LicenceTerms theirs = terms;
    become(RegistryCaller.NAME);
    String ofSomebody = refusal(grant(meant, terms));
    licensor = first;

    // Then
    assertThat(ofWider).isEqualTo("consent.transaction");
    assertThat(ofText).isEqualTo("consent.text_sha256");
    assertThat(ofLocale).isEqualTo("consent.text_sha256");
    assertThat(ofMadeUp).isEqualTo("consent.transaction");
    assertThat(ofSomebody).isEqualTo("consent.transaction");
    assertThat(theirs).isNotEqualTo(terms);
    assertThat(
            registry
                .licences
                .grantLicence(grant(meant, turned).build())
                .getLicence()
                .getLicenceId())
        .as("the same terms in another order")
        .isNotEmpty();
  }

  @Test
  void shouldGrantNothingWhenTheReadingWasUnclearOrIsADayOld() {
    // Given
    Intention old = resumed(asked(terms));
    MovableClock.forward(Duration.ofDays(1));
    GrantLicenceRequest.Builder late = grant(old, terms);
    String tooLate = refusal(late);
    become("Wei #INTENTION_INTENTION_UNCLEAR");

    // When
    Intention unclear = resumed(asked(terms));

    // Then
    assertThat(tooLate).isEqualTo("consent.transaction");
    assertThat(unclear.getState()).isEqualTo(IntentionState.INTENTION_STATE_REFUSED);
    assertThat(unclear.getRefusal()).isEqualTo("INTENTION_UNCLEAR");
    assertThat(refusal(grant(unclear, terms))).isEqualTo("consent.transaction");
  }

  @Test
  void shouldAskNobodyWhoIsNotVerifiedAndNoProviderThatCannotListen() {
    // Given
    String pending = registry.begin("Wei #OPEN").getSubjectId();
    BeginIntentionRequest.Builder request =
        BeginIntentionRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setTerms(terms)
            .setLocale("zh-CN");

    // When
    Throwable early =
        catchThrowable(
            () ->
                intentions.beginIntention(
                    request.setLicensorSubjectId(pending).setProvider("simulator").build()));
    Throwable deaf =
        catchThrowable(
            () ->
                intentions.beginIntention(
                    request.setLicensorSubjectId(licensor).setProvider("manual").build()));

    // Then
    assertThat(RegistryCaller.info(early).getReason()).isEqualTo("PERSON_NOT_VERIFIED");
    assertThat(RegistryCaller.info(deaf).getMetadataMap()).containsEntry("field", "provider");
  }
}

package dev.afterglow.registry.identity.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.Document;
import dev.afterglow.registry.identity.DocumentType;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AliyunVerifierTest extends VerifierSuite {
  private static final URI CALLBACK = URI.create("https://example.com/back/aliyun");

  private final AliyunServer server = new AliyunServer();
  private final IdentityVerifier verifier = at(server.address(), ProviderServer.NOW);

  private static IdentityVerifier at(URI endpoint, Instant now) {
    return at(endpoint, now, Duration.ofSeconds(20));
  }

  private static IdentityVerifier at(URI endpoint, Instant now, Duration patience) {
    return new AliyunVerifier(
        new AliyunVerifier.Account(
            endpoint,
            "id",
            ProviderServer.SECRET,
            Map.of(
                Purpose.ENROL,
                new AliyunVerifier.Scene(7, "ID_PRO"),
                Purpose.PRESENCE,
                new AliyunVerifier.Scene(8, "PV_FV"),
                Purpose.INTENTION,
                new AliyunVerifier.Scene(9, "MFVC")),
            Optional.of(CALLBACK)),
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

  @Override
  boolean keeps(String transaction) {
    return server.keeps(transaction);
  }

  @Override
  Class<? extends Erasure> erases() {
    return Erasure.Forgotten.class;
  }

  @Override
  void expectPresence(String name) {
    server.nextPresence(ProviderServer.word(name));
  }

  @Test
  void shouldSendWhatTheDeviceSaysAndWhereToCallBackAndNoMore() {
    // When
    Begun begun =
        verifier.begin(
            new Inquiry.Enrolment(
                named("Wei"), new Terminal("{\"zimVer\":\"3\"}", "presenter-17", "10.0.0.9")));

    // Then
    assertThat(begun).isInstanceOf(Begun.Started.class);
    assertThat(server.lastInit())
        .containsEntry("MetaInfo", "{\"zimVer\":\"3\"}")
        .containsEntry("UserId", "presenter-17")
        .containsEntry("Ip", "10.0.0.9")
        .containsEntry("CallbackUrl", CALLBACK.toString());
  }

  @Test
  void shouldCompareAPresenceWithTheFaceOfTheEnrolmentAndSendNoName() {
    // Given
    String enrolled = started("Wei");

    // When
    Begun begun =
        verifier.begin(
            new Inquiry.PresenceCheck(
                new Attempt(AliyunVerifier.NAME, enrolled), Optional.empty(), Terminal.UNKNOWN));
    Begun stranger =
        verifier.begin(
            new Inquiry.PresenceCheck(
                new Attempt("tencent", "b1"), Optional.empty(), Terminal.UNKNOWN));

    // Then
    assertThat(begun).isInstanceOf(Begun.Started.class);
    assertThat(server.lastInit())
        .containsEntry("SceneId", "8")
        .containsEntry("ProductCode", "PV_FV")
        .containsEntry("CertifyId", enrolled)
        .doesNotContainKeys("CertName", "CertNo");
    assertThat(verifier.result(Purpose.PRESENCE, ((Begun.Started) stranger).transaction()))
        .isEqualTo(new Outcome.Failed(Refusal.NO_PHOTO));
  }

  @Test
  void shouldHaveTheTextReadAloudWhenAnIntentionIsAskedFor() {
    // When
    Begun begun =
        verifier.begin(
            new Inquiry.Intention(
                new Attempt(AliyunVerifier.NAME, "c1"),
                Optional.of(named("Wei")),
                "I agree, 4711",
                Terminal.UNKNOWN));

    // Then
    assertThat(server.lastInit())
        .containsEntry("ProductCode", "MFVC")
        .containsEntry("VoluntaryCustomizedContent", "I agree, 4711");
    assertThat(verifier.result(Purpose.INTENTION, ((Begun.Started) begun).transaction()))
        .isInstanceOf(Outcome.Passed.class);
  }

  static Stream<Arguments> codes() {
    Outcome unanswered = new Outcome.Unanswered();
    Outcome risk = new Outcome.Failed(Refusal.LIVENESS_RISK);
    return Stream.of(
        Arguments.of("CODE_400", unanswered),
        Arguments.of("CODE_401", unanswered),
        Arguments.of("CODE_402", unanswered),
        Arguments.of("CODE_403", new Outcome.Open()),
        Arguments.of("CODE_404", unanswered),
        Arguments.of("CODE_406", new Outcome.Failed(Refusal.EXPIRED)),
        Arguments.of("CODE_410", unanswered),
        Arguments.of("CODE_411", unanswered),
        Arguments.of("CODE_412", unanswered),
        Arguments.of("CODE_414", risk),
        Arguments.of("CODE_415", risk),
        Arguments.of("CODE_416", risk),
        Arguments.of("CODE_418", new Outcome.Failed(Refusal.TOO_MANY_ATTEMPTS)),
        Arguments.of("CODE_424", new Outcome.Failed(Refusal.EXPIRED)),
        Arguments.of("CODE_427", new Outcome.Failed(Refusal.POLICY)),
        Arguments.of("CODE_500", unanswered),
        Arguments.of("SUB_200", new Outcome.Failed(Refusal.POLICY)),
        Arguments.of("SUB_201", new Outcome.Failed(Refusal.NAME_DIFFERS)),
        Arguments.of("SUB_202", new Outcome.Failed(Refusal.NO_SUCH_IDENTITY)),
        Arguments.of("SUB_203", new Outcome.Failed(Refusal.NO_PHOTO)),
        Arguments.of("SUB_204", new Outcome.Failed(Refusal.FACE_DIFFERS)),
        Arguments.of("SUB_205", risk),
        Arguments.of("SUB_206", new Outcome.Failed(Refusal.POLICY)),
        Arguments.of("SUB_299", new Outcome.Failed(Refusal.POLICY)));
  }

  /** Not passed is not passed, whatever the sub-code says: SUB_200 comes with Passed F. */
  @ParameterizedTest
  @MethodSource("codes")
  void shouldReadEachCodeOfTheResultAsItsDocumentHasIt(String word, Outcome expected) {
    // When
    Outcome outcome = verifier.result(Purpose.ENROL, started("Wei #" + word));

    // Then
    assertThat(outcome).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 402, 404, 410, 411, 412, 500})
  void shouldSayThatNobodyAnsweredWhenTheBeginningFailsAndNotThatSomebodyFailed(int code) {
    // When
    Begun begun = verifier.begin(Inquiry.enrolment(named("Wei #INIT_" + code)));

    // Then
    assertThat(begun).isEqualTo(new Begun.Unanswered());
  }

  @ParameterizedTest
  @CsvSource({
    "414, LIVENESS_RISK",
    "415, LIVENESS_RISK",
    "416, LIVENESS_RISK",
    "418, TOO_MANY_ATTEMPTS",
    "427, POLICY"
  })
  void shouldRefuseAtOnceWhenTheBeginningIsRefused(int code, Refusal refusal) {
    // When
    String transaction = started("Wei #INIT_" + code);

    // Then
    assertThat(verifier.result(Purpose.ENROL, transaction)).isEqualTo(new Outcome.Failed(refusal));
    assertThat(verifier.erase(transaction)).isEqualTo(new Erasure.Forgotten());
  }

  @ParameterizedTest
  @ValueSource(strings = {"SUB_201", "SUB_202", "SUB_203"})
  void shouldRefuseTheSameIdentityAtOnceOnceTheProviderFoundNone(String word) {
    // Given
    verifier.result(Purpose.ENROL, started("Wei #" + word));

    // When
    String again = started("Wei #" + word);

    // Then
    assertThat(again).startsWith("refused:");
    assertThat(verifier.result(Purpose.ENROL, again))
        .isEqualTo(new Outcome.Failed(Refusal.NO_SUCH_IDENTITY));
  }

  @Test
  void shouldTryTheErasureAgainWhenTheProviderDoesNotDelete() {
    // Given
    String transaction = started("Wei #UNDELETABLE");

    // When, Then
    assertThatThrownBy(() -> verifier.erase(transaction)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> unreachable().erase(transaction))
        .isInstanceOf(IllegalStateException.class);
    assertThat(server.keeps(transaction)).isTrue();
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldWaitForASlowProviderAndForNoneThatNeverAnswers() {
    // Given
    IdentityVerifier hasty = at(server.address(), ProviderServer.NOW, Duration.ofSeconds(1));

    // When
    Outcome slow = verifier.result(Purpose.ENROL, started("Wei #SLOW"));
    Outcome gone = hasty.result(Purpose.ENROL, started("Wei #NEVER"));

    // Then
    assertThat(slow).isInstanceOf(Outcome.Passed.class);
    assertThat(gone).isEqualTo(new Outcome.Unanswered());
  }

  @Test
  void shouldNotPassWhenTheCallWorkedAndNothingSaysThatThePersonPassed() {
    // When
    Outcome outcome = verifier.result(Purpose.ENROL, started("Wei #UNSAID"));

    // Then
    assertThat(outcome).isEqualTo(new Outcome.Open());
  }

  @Test
  void shouldAskForAnotherWayWhenThePhotoIsMissingOrTheDocumentCannotBeChecked() {
    // When
    Outcome photo = verifier.result(Purpose.ENROL, started("Wei #NO_PHOTO"));
    Begun passport =
        verifier.begin(Inquiry.enrolment(new Document(DocumentType.PASSPORT, "E12345678", "Wei")));

    // Then
    assertThat(photo).isEqualTo(new Outcome.Failed(Refusal.NO_PHOTO));
    assertThat(verifier.result(Purpose.ENROL, ((Begun.Started) passport).transaction()))
        .isEqualTo(new Outcome.Failed(Refusal.NO_PHOTO));
  }

  @Test
  void shouldBeUnansweredWhenTheClockIsSixteenMinutesOff() {
    // When
    Begun begun =
        at(server.address(), ProviderServer.NOW.minusSeconds(16 * 60))
            .begin(Inquiry.enrolment(named("Wei")));

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
    Begun begun = hasty.begin(Inquiry.enrolment(named("Wei #STALLED")));

    // Then
    assertThat(begun).isEqualTo(new Begun.Unanswered());
    assertThat(server.heard()).hasSize(1);
    assertThat(server.complaints).isEmpty();
  }
}

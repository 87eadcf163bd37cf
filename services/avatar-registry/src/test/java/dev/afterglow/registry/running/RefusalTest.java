package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.rpc.ErrorInfo;
import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.BeginVerificationRequest;
import dev.afterglow.api.registry.v1.DecideRequest;
import dev.afterglow.api.registry.v1.DenialReason;
import dev.afterglow.api.registry.v1.GetAvatarRequest;
import dev.afterglow.api.registry.v1.GetLicenceRequest;
import dev.afterglow.api.registry.v1.GetPersonRequest;
import dev.afterglow.api.registry.v1.GetPlatformPolicyRequest;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.LicenceTerms;
import dev.afterglow.api.registry.v1.ListAvatarsRequest;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.api.registry.v1.WatchLeasesRequest;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bad requests get the documented reason, and change nothing. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
class RefusalTest {
  @TestHTTPResource URL url;
  private RegistryCaller registry;

  @BeforeEach
  void connect() {
    registry = new RegistryCaller(url);
  }

  @AfterEach
  void disconnect() {
    registry.close();
  }

  private static void assertRefused(
      ThrowingCallable call, Status.Code code, String reason, String metadata) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isNotNull();
    assertThat(Status.fromThrowable(thrown).getCode()).isEqualTo(code);
    ErrorInfo info = RegistryCaller.info(thrown);
    assertThat(info.getReason()).isEqualTo(reason);
    assertThat(info.getDomain()).isEqualTo("afterglow.dev");
    if (!metadata.isEmpty()) {
      assertThat(info.getMetadataMap()).containsKey(metadata);
    }
  }

  @Test
  void shouldNameWhatIsMissingWhenIdsAreUnknown() {
    // Given
    String id = RegistryCaller.id();

    // When // Then
    assertRefused(
        () -> registry.identities.getPerson(GetPersonRequest.newBuilder().setSubjectId(id).build()),
        Status.Code.NOT_FOUND,
        "PERSON_NOT_FOUND",
        "subject_id");
    assertRefused(
        () -> registry.avatars.getAvatar(GetAvatarRequest.newBuilder().setAvatarId(id).build()),
        Status.Code.NOT_FOUND,
        "AVATAR_NOT_FOUND",
        "avatar_id");
    assertRefused(
        () -> registry.licences.getLicence(GetLicenceRequest.newBuilder().setLicenceId(id).build()),
        Status.Code.NOT_FOUND,
        "LICENCE_NOT_FOUND",
        "licence_id");
    assertRefused(
        () -> registry.leases.renewLease(RenewLeaseRequest.newBuilder().setLeaseId(id).build()),
        Status.Code.NOT_FOUND,
        "LEASE_NOT_FOUND",
        "lease_id");
    assertRefused(
        () ->
            registry
                .leases
                .watchLeases(WatchLeasesRequest.newBuilder().setHolder("h").setCursor("x").build())
                .next(),
        Status.Code.OUT_OF_RANGE,
        "CURSOR_EXPIRED",
        "");
    assertRefused(
        () ->
            registry.avatars.listAvatars(ListAvatarsRequest.newBuilder().setPageToken("x").build()),
        Status.Code.OUT_OF_RANGE,
        "CURSOR_EXPIRED",
        "");
    assertRefused(
        () ->
            registry.licences.getPlatformPolicy(
                GetPlatformPolicyRequest.newBuilder().setPlatform("nowhere").build()),
        Status.Code.INVALID_ARGUMENT,
        "INVALID_FIELD",
        "field");
  }

  @Test
  void shouldNameTheFieldAndNeverTheValueWhenDocumentIsWrong() {
    // Given
    String number = "11010519491231002" + "1";
    BeginVerificationRequest request = registry.verification(number, "Wei Canary").build();

    // When
    Throwable thrown = catchThrowable(() -> registry.identities.beginVerification(request));

    // Then
    ErrorInfo info = RegistryCaller.info(thrown);
    assertThat(info.getReason()).isEqualTo("INVALID_FIELD");
    assertThat(info.getMetadataMap()).containsEntry("field", "document.number");
    assertThat(thrown.toString() + info).doesNotContain(number, "Canary");
  }

  @Test
  void shouldRefuseWhenProviderIsUnknownOrSilent() {
    // When // Then
    assertRefused(
        () ->
            registry.identities.beginVerification(
                registry
                    .verification(RegistryCaller.number(), "Wei")
                    .setProvider("nobody")
                    .build()),
        Status.Code.INVALID_ARGUMENT,
        "INVALID_FIELD",
        "field");
    assertRefused(
        () -> registry.begin("Wei #SILENT"),
        Status.Code.UNAVAILABLE,
        "IDENTITY_PROVIDER_UNAVAILABLE",
        "provider");
    String lost = registry.begin("Wei #LOST").getSubjectId();
    assertRefused(
        () -> registry.resume(lost),
        Status.Code.UNAVAILABLE,
        "IDENTITY_PROVIDER_UNAVAILABLE",
        "provider");
  }

  @Test
  void shouldAnswerAlikeWhenARequestIsRepeated() {
    // Given
    BeginVerificationRequest request =
        registry.verification(RegistryCaller.number(), "Wei").build();
    var first = registry.identities.beginVerification(request);

    // When
    var again = registry.identities.beginVerification(request);

    // Then
    assertThat(again).isEqualTo(first);
    assertRefused(
        () ->
            registry.identities.beginVerification(
                request.toBuilder()
                    .setDocument(
                        request.getDocument().toBuilder().setNumber(RegistryCaller.number()))
                    .build()),
        Status.Code.ALREADY_EXISTS,
        "REQUEST_ID_REUSED",
        "request_id");
  }

  @Test
  void shouldRefuseAllWhenPersonIsNotVerified() {
    // Given
    String pending = registry.begin("Wei #OPEN").getSubjectId();
    byte[] file = TinyAvatar.glb(77_001);

    // When // Then
    assertRefused(
        () -> registry.upload(registry.header(pending, file).build(), file),
        Status.Code.FAILED_PRECONDITION,
        "PERSON_NOT_VERIFIED",
        "state");
    String owner = registry.verified();
    String avatar = registry.upload(owner).getAvatarId();
    assertRefused(
        () -> registry.licence(pending, avatar),
        Status.Code.FAILED_PRECONDITION,
        "PERSON_NOT_VERIFIED",
        "state");
    assertRefused(
        () -> registry.licence(registry.verified(), avatar),
        Status.Code.INVALID_ARGUMENT,
        "INVALID_FIELD",
        "field");
  }

  @Test
  void shouldDenyWhenLicenceHasExpired() {
    // Given
    String owner = registry.verified();
    String avatar = registry.upload(owner).getAvatarId();
    LicenceTerms terms =
        registry
            .terms(avatar)
            .setEndTime(RegistryCaller.at(new MovableClock().instant().minus(Duration.ofHours(1))))
            .build();
    Licence licence =
        registry.licences.grantLicence(registry.grant(owner, terms).build()).getLicence();

    // When
    var decision =
        registry.licences.decide(DecideRequest.newBuilder().setUse(registry.use(licence)).build());

    // Then
    assertThat(decision.getDenialsList())
        .extracting(denial -> denial.getReason())
        .containsExactly(DenialReason.DENIAL_REASON_LICENCE_EXPIRED);
    assertRefused(
        () ->
            registry.leases.acquireLease(
                AcquireLeaseRequest.newBuilder()
                    .setRequestId(RegistryCaller.id())
                    .setUse(registry.use(licence))
                    .setHolder("h")
                    .build()),
        Status.Code.PERMISSION_DENIED,
        "DECISION_DENIED",
        "reasons");
  }

  @Test
  void shouldRefuseWhenTermsAreUpsideDown() {
    // Given
    String owner = registry.verified();
    String avatar = registry.upload(owner).getAvatarId();
    LicenceTerms terms =
        registry.terms(avatar).setEndTime(registry.terms(avatar).getStartTime()).build();

    // When // Then
    assertRefused(
        () -> registry.licences.grantLicence(registry.grant(owner, terms).build()),
        Status.Code.INVALID_ARGUMENT,
        "INVALID_FIELD",
        "field");
  }
}

package dev.afterglow.registry.running;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.AppendEvidenceRequest;
import dev.afterglow.api.registry.v1.BeginIntentionRequest;
import dev.afterglow.api.registry.v1.BeginVerificationResponse;
import dev.afterglow.api.registry.v1.CaptureSession;
import dev.afterglow.api.registry.v1.CreateOrganisationRequest;
import dev.afterglow.api.registry.v1.DefineLookRequest;
import dev.afterglow.api.registry.v1.Device;
import dev.afterglow.api.registry.v1.EnrolDeviceRequest;
import dev.afterglow.api.registry.v1.FilingServiceGrpc;
import dev.afterglow.api.registry.v1.GetAvatarRequest;
import dev.afterglow.api.registry.v1.GetDeviceRequest;
import dev.afterglow.api.registry.v1.GetIdentityReviewRequest;
import dev.afterglow.api.registry.v1.GetLicenceRequest;
import dev.afterglow.api.registry.v1.GetPersonRequest;
import dev.afterglow.api.registry.v1.IdentityReviewServiceGrpc;
import dev.afterglow.api.registry.v1.IntendedUse;
import dev.afterglow.api.registry.v1.IntentionServiceGrpc;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.ListCaptureSessionsRequest;
import dev.afterglow.api.registry.v1.ListFilingsRequest;
import dev.afterglow.api.registry.v1.ListMembersRequest;
import dev.afterglow.api.registry.v1.ListPartsRequest;
import dev.afterglow.api.registry.v1.ListTrainingRunsRequest;
import dev.afterglow.api.registry.v1.MakingServiceGrpc;
import dev.afterglow.api.registry.v1.OpenFilingRequest;
import dev.afterglow.api.registry.v1.OrganisationServiceGrpc;
import dev.afterglow.api.registry.v1.PartKind;
import dev.afterglow.api.registry.v1.PartServiceGrpc;
import dev.afterglow.api.registry.v1.RecordCaptureSessionRequest;
import dev.afterglow.api.registry.v1.RecordTrainingRunRequest;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.api.registry.v1.StartPairingRequest;
import dev.afterglow.api.registry.v1.TrainingRun;
import dev.afterglow.api.registry.v1.UploadPartHeader;
import dev.afterglow.api.registry.v1.UploadPartRequest;
import dev.afterglow.api.registry.v1.UploadPartResponse;
import dev.afterglow.drive.device.DeviceKey;
import dev.afterglow.drive.device.PairingCode;
import dev.afterglow.drive.device.SignedBytes;
import dev.afterglow.registry.identity.oidc.OidcServer;
import io.grpc.stub.StreamObserver;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A tenant with one thing of each kind that the registry keeps. */
final class TenantShop implements AutoCloseable {
  final RegistryCaller caller;
  final String number = RegistryCaller.number();
  final String verificationRequest = RegistryCaller.id();
  final String subject;
  final String avatar;
  final Licence licence;
  final IntendedUse use;
  final String holder;
  final String leaseRequest = RegistryCaller.id();
  final String lease;
  final KeyPair key = pair();
  final String device;
  final String code;
  final AppendEvidenceRequest window;
  final long index;
  final String part;
  final String filing;
  final String session;
  final String run;
  final String review;
  final String presence;
  final String intention;
  final String signIn;
  final String signInState;
  final String organisation;
  final String membership;
  final String other;

  TenantShop(URL url, String tenant) {
    caller = new RegistryCaller(url, tenant);
    subject =
        caller
            .resume(
                caller
                    .identities
                    .beginVerification(
                        caller
                            .verification(number, RegistryCaller.NAME)
                            .setRequestId(verificationRequest)
                            .build())
                    .getPerson()
                    .getSubjectId())
            .getSubjectId();
    presence = caller.beginPresence(subject, "simulator").getPresenceId();
    avatar = caller.upload(subject).getAvatarId();
    intention =
        IntentionServiceGrpc.newBlockingStub(caller.channel())
            .beginIntention(
                BeginIntentionRequest.newBuilder()
                    .setRequestId(RegistryCaller.id())
                    .setLicensorSubjectId(subject)
                    .setTerms(caller.terms(avatar))
                    .setProvider("simulator")
                    .setLocale("zh-CN")
                    .build())
            .getIntention()
            .getIntentionId();
    licence = caller.licence(subject, avatar);
    use = caller.use(licence);
    holder = "worker-of-" + subject;
    lease = caller.leases.acquireLease(acquire(leaseRequest, use, holder)).getLease().getLeaseId();
    device = caller.devices.enrolDevice(enrolment(pairing(), key)).getDevice().getDeviceId();
    code = pairing();
    window =
        AppendEvidenceRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setBroadcastId(RegistryCaller.id())
            .setDriverSubjectId(subject)
            .setWindow(ByteString.copyFromUtf8("window of " + subject))
            .build();
    index = caller.log.appendEvidence(window).getIndex();
    part = uploadPart();
    filing =
        FilingServiceGrpc.newBlockingStub(caller.channel())
            .openFiling(
                OpenFilingRequest.newBuilder()
                    .setRequestId(RegistryCaller.id())
                    .setAvatarId(avatar)
                    .setScheme("douyin.avatar")
                    .setAuthority("creator centre")
                    .build())
            .getFiling()
            .getFilingId();
    session =
        making().recordCaptureSession(session(avatar, subject)).getSession().getCaptureSessionId();
    run = making().recordTrainingRun(run(avatar, session).build()).getRun().getTrainingRunId();
    review =
        caller
            .identities
            .beginVerification(
                caller
                    .verification(RegistryCaller.number(), RegistryCaller.NAME)
                    .setProvider("manual")
                    .setFilerSubjectId(subject)
                    .build())
            .getPerson()
            .getProviderTransaction();
    BeginVerificationResponse begun =
        caller.identities.beginVerification(
            caller
                .verification(RegistryCaller.number(), RegistryCaller.NAME)
                .setProvider("oidc-gateway")
                .build());
    signIn = begun.getPerson().getProviderTransaction();
    signInState = OidcServer.form(URI.create(begun.getContinueUrl()).getRawQuery()).get("state");
    var organisations = OrganisationServiceGrpc.newBlockingStub(caller.channel());
    organisation =
        organisations
            .createOrganisation(
                CreateOrganisationRequest.newBuilder()
                    .setRequestId(RegistryCaller.id())
                    .setDisplayName("studio of " + subject)
                    .build())
            .getOrganisation()
            .getOrganisationId();
    membership =
        organisations
            .addMember(WorkCrossing.joining(organisation, subject))
            .getMembership()
            .getMembershipId();
    other = caller.verified();
  }

  /** How it was captured. */
  static RecordCaptureSessionRequest session(String avatar, String performer) {
    return RecordCaptureSessionRequest.newBuilder()
        .setRequestId(RegistryCaller.id())
        .setSession(
            CaptureSession.newBuilder()
                .setAvatarId(avatar)
                .setPerformerSubjectId(performer)
                .setStartTime(RegistryCaller.at(new MovableClock().instant()))
                .setDuration(Duration.newBuilder().setSeconds(3_600)))
        .build();
  }

  /** How it was trained. */
  static RecordTrainingRunRequest.Builder run(String avatar, String session) {
    return RecordTrainingRunRequest.newBuilder()
        .setRequestId(RegistryCaller.id())
        .setRun(
            TrainingRun.newBuilder()
                .setAvatarId(avatar)
                .setKind(PartKind.PART_KIND_FACE_MODEL)
                .addCaptureSessionIds(session)
                .setTrainer("trainer 1")
                .setStartTime(RegistryCaller.at(new MovableClock().instant()))
                .setDuration(Duration.newBuilder().setSeconds(7_200))
                .setCurrencyCode("CNY"));
  }

  /** A look of one part. */
  static DefineLookRequest look(String avatar, String part) {
    return DefineLookRequest.newBuilder()
        .setRequestId(RegistryCaller.id())
        .setAvatarId(avatar)
        .setName("evening")
        .addPartIds(part)
        .build();
  }

  /** The head of a part. */
  static UploadPartRequest part(String avatar, String author, byte[] bytes) {
    return UploadPartRequest.newBuilder()
        .setHeader(
            UploadPartHeader.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setAvatarId(avatar)
                .setKind(PartKind.PART_KIND_PERSONA)
                .setAuthorSubjectId(author)
                .setSource("capture-session:1")
                .setSizeBytes(bytes.length)
                .setSha256(ByteString.copyFrom(RegistryCaller.sha256(bytes))))
        .build();
  }

  private String uploadPart() {
    byte[] bytes = "kind".getBytes(StandardCharsets.UTF_8);
    CompletableFuture<String> answer = new CompletableFuture<>();
    StreamObserver<UploadPartRequest> call =
        PartServiceGrpc.newStub(caller.channel())
            .uploadPart(
                new StreamObserver<UploadPartResponse>() {
                  @Override
                  public void onNext(UploadPartResponse response) {
                    answer.complete(response.getPart().getPartId());
                  }

                  @Override
                  public void onError(Throwable thrown) {
                    answer.completeExceptionally(thrown);
                  }

                  @Override
                  public void onCompleted() {}
                });
    call.onNext(part(avatar, subject, bytes));
    call.onNext(UploadPartRequest.newBuilder().setChunk(ByteString.copyFrom(bytes)).build());
    call.onCompleted();
    return RegistryCaller.await(answer);
  }

  static AcquireLeaseRequest acquire(String requestId, IntendedUse use, String holder) {
    return AcquireLeaseRequest.newBuilder()
        .setRequestId(requestId)
        .setUse(use)
        .setHolder(holder)
        .build();
  }

  String licenceId() {
    return licence.getLicenceId();
  }

  /** Everything that the registry made up for this tenant, or that it was told. */
  List<String> ids() {
    return List.of(
        subject,
        avatar,
        licenceId(),
        use.getRoomId(),
        lease,
        device,
        code,
        verificationRequest,
        leaseRequest,
        window.getRequestId(),
        window.getBroadcastId(),
        part,
        filing,
        session,
        run,
        review,
        presence,
        intention,
        signIn,
        organisation,
        membership);
  }

  /** What there is of this tenant now, as it sees it. */
  List<Object> state() {
    return List.of(
        caller
            .identities
            .getPerson(GetPersonRequest.newBuilder().setSubjectId(subject).build())
            .getPerson(),
        caller.avatars.getAvatar(GetAvatarRequest.newBuilder().setAvatarId(avatar).build()),
        caller.licences.getLicence(
            GetLicenceRequest.newBuilder().setLicenceId(licenceId()).build()),
        caller
            .leases
            .renewLease(RenewLeaseRequest.newBuilder().setLeaseId(lease).build())
            .getLease()
            .getUse(),
        device(),
        IdentityReviewServiceGrpc.newBlockingStub(caller.channel())
            .getIdentityReview(GetIdentityReviewRequest.newBuilder().setReviewId(review).build()),
        PartServiceGrpc.newBlockingStub(caller.channel())
            .listParts(ListPartsRequest.newBuilder().setAvatarId(avatar).build()),
        OrganisationServiceGrpc.newBlockingStub(caller.channel())
            .listMembers(ListMembersRequest.newBuilder().setOrganisationId(organisation).build()),
        FilingServiceGrpc.newBlockingStub(caller.channel())
            .listFilings(ListFilingsRequest.newBuilder().setAvatarId(avatar).build()),
        making()
            .listCaptureSessions(
                ListCaptureSessionsRequest.newBuilder().setAvatarId(avatar).build()),
        making()
            .listTrainingRuns(ListTrainingRunsRequest.newBuilder().setAvatarId(avatar).build()));
  }

  private MakingServiceGrpc.MakingServiceBlockingStub making() {
    return MakingServiceGrpc.newBlockingStub(caller.channel());
  }

  private Device device() {
    return caller
        .devices
        .getDevice(GetDeviceRequest.newBuilder().setDeviceId(device).build())
        .getDevice();
  }

  private String pairing() {
    return caller
        .devices
        .startPairing(StartPairingRequest.newBuilder().setSubjectId(subject).build())
        .getCode();
  }

  static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static EnrolDeviceRequest enrolment(String code, KeyPair pair) {
    DeviceKey key = DeviceKey.of(pair.getPublic());
    return EnrolDeviceRequest.newBuilder()
        .setRequestId(RegistryCaller.id())
        .setCode(code)
        .setPublicKey(ByteString.copyFrom(key.raw()))
        .setLabel("Studio 2 phone")
        .setProof(
            ByteString.copyFrom(sign(pair, SignedBytes.enrolment(new PairingCode(code), key))))
        .build();
  }

  private static byte[] sign(KeyPair pair, byte[] message) {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(pair.getPrivate());
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    caller.close();
  }
}

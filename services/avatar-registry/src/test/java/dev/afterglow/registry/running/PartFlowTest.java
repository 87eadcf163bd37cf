package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.Avatar;
import dev.afterglow.api.registry.v1.Composition;
import dev.afterglow.api.registry.v1.DecideRequest;
import dev.afterglow.api.registry.v1.DecideResponse;
import dev.afterglow.api.registry.v1.DefineLookRequest;
import dev.afterglow.api.registry.v1.DefineLookResponse;
import dev.afterglow.api.registry.v1.Denial;
import dev.afterglow.api.registry.v1.DenialReason;
import dev.afterglow.api.registry.v1.DownloadPartRequest;
import dev.afterglow.api.registry.v1.DownloadPartResponse;
import dev.afterglow.api.registry.v1.GetCompositionRequest;
import dev.afterglow.api.registry.v1.GetSigningKeyRequest;
import dev.afterglow.api.registry.v1.IntendedUse;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.ListPartsRequest;
import dev.afterglow.api.registry.v1.Part;
import dev.afterglow.api.registry.v1.PartKind;
import dev.afterglow.api.registry.v1.PartServiceGrpc;
import dev.afterglow.api.registry.v1.PartState;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.api.registry.v1.ReplacePartRequest;
import dev.afterglow.api.registry.v1.ReplacePartResponse;
import dev.afterglow.api.registry.v1.ReviewPartRequest;
import dev.afterglow.api.registry.v1.ReviewVerdict;
import dev.afterglow.api.registry.v1.StreamLease;
import dev.afterglow.api.registry.v1.UploadPartHeader;
import dev.afterglow.api.registry.v1.UploadPartRequest;
import dev.afterglow.api.registry.v1.UploadPartResponse;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Parts of an avatar from upload to their place, and what that does to licences. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
@Timeout(120)
class PartFlowTest extends RegistryScene {
  private static final String X509_PREFIX = "302a300506032b6570032100";

  private ManagedChannel channel;
  private PartServiceGrpc.PartServiceBlockingStub parts;
  private PartServiceGrpc.PartServiceStub uploads;

  @BeforeEach
  void open() {
    channel = ManagedChannelBuilder.forAddress(url.getHost(), url.getPort()).usePlaintext().build();
    parts = PartServiceGrpc.newBlockingStub(channel);
    uploads = PartServiceGrpc.newStub(channel);
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
  }

  private static UploadPartHeader header(
      Avatar avatar, PartKind kind, String author, byte[] bytes) {
    return UploadPartHeader.newBuilder()
        .setRequestId(RegistryCaller.id())
        .setAvatarId(avatar.getAvatarId())
        .setKind(kind)
        .setAuthorSubjectId(author)
        .setSource("capture-session:1")
        .setSizeBytes(bytes.length)
        .setSha256(ByteString.copyFrom(RegistryCaller.sha256(bytes)))
        .build();
  }

  private Part upload(UploadPartHeader header, byte[] bytes) {
    CompletableFuture<Part> answer = new CompletableFuture<>();
    StreamObserver<UploadPartRequest> call =
        uploads.uploadPart(
            new StreamObserver<UploadPartResponse>() {
              @Override
              public void onNext(UploadPartResponse response) {
                answer.complete(response.getPart());
              }

              @Override
              public void onError(Throwable thrown) {
                answer.completeExceptionally(thrown);
              }

              @Override
              public void onCompleted() {}
            });
    call.onNext(UploadPartRequest.newBuilder().setHeader(header).build());
    call.onNext(UploadPartRequest.newBuilder().setChunk(ByteString.copyFrom(bytes)).build());
    call.onCompleted();
    return RegistryCaller.await(answer);
  }

  private Part submitted(Avatar avatar, PartKind kind, byte[] bytes) {
    return upload(header(avatar, kind, avatar.getOwnerSubjectId(), bytes), bytes);
  }

  private Part review(Part part, ReviewVerdict verdict, String reviewer) {
    return parts
        .reviewPart(
            ReviewPartRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setPartId(part.getPartId())
                .setVerdict(verdict)
                .setReviewerSubjectId(reviewer)
                .setNote("seen")
                .build())
        .getPart();
  }

  private Part approved(Avatar avatar, PartKind kind, byte[] bytes) {
    return review(
        submitted(avatar, kind, bytes), ReviewVerdict.REVIEW_VERDICT_APPROVE, registry.verified());
  }

  private ReplacePartResponse replace(Part part) {
    return parts.replacePart(
        ReplacePartRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setPartId(part.getPartId())
            .build());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Iterator<DownloadPartResponse> download(Part part) {
    return parts.downloadPart(DownloadPartRequest.newBuilder().setPartId(part.getPartId()).build());
  }

  @Test
  void shouldServeApprovedPartsAloneAndUnderTheRegistrysSignature() throws Exception {
    // Given
    Avatar avatar = registry.upload(registry.verified());
    Part submitted = submitted(avatar, PartKind.PART_KIND_PERSONA, text("Lin\r\nkind"));

    // When
    Throwable early = catchThrowable(() -> download(submitted).next());
    Throwable ownReview =
        catchThrowable(
            () ->
                review(
                    submitted,
                    ReviewVerdict.REVIEW_VERDICT_APPROVE,
                    submitted.getAuthorSubjectId()));
    Part approved = review(submitted, ReviewVerdict.REVIEW_VERDICT_APPROVE, registry.verified());
    Iterator<DownloadPartResponse> pieces = download(approved);
    DownloadPartResponse head = pieces.next();
    DownloadPartResponse body = pieces.next();
    Part withdrawn = review(approved, ReviewVerdict.REVIEW_VERDICT_WITHDRAW, registry.verified());
    Throwable late = catchThrowable(() -> download(withdrawn).next());

    // Then
    byte[] kept = text("Lin\nkind");
    assertThat(submitted.getState()).isEqualTo(PartState.PART_STATE_SUBMITTED);
    assertThat(submitted.hasSeal()).isFalse();
    assertThat(submitted.getVersion()).isEqualTo(1);
    assertThat(RegistryCaller.info(early).getReason()).isEqualTo("PART_NOT_SIGNED");
    assertThat(RegistryCaller.info(ownReview).getMetadataMap())
        .containsEntry("field", "reviewer_subject_id");
    assertThat(body.getChunk().toByteArray()).isEqualTo(kept);
    assertThat(approved.getSha256().toByteArray()).isEqualTo(RegistryCaller.sha256(kept));
    assertThat(approved.getSourceSha256()).isNotEqualTo(approved.getSha256());
    assertThat(approved.getScore().getRulesDate()).isEqualTo("2026-11-24");
    assertThat(approved.getScore().getFindingsList()).isNotEmpty();
    assertThat(
            parts
                .listParts(ListPartsRequest.newBuilder().setAvatarId(avatar.getAvatarId()).build())
                .getPartsList())
        .extracting(Part::getScore)
        .contains(approved.getScore());
    assertThat(head.getSeal()).isEqualTo(approved.getSeal());
    assertThat(signed(approved)).isTrue();
    assertThat(RegistryCaller.info(late).getReason()).isEqualTo("PART_NOT_SIGNED");
  }

  private boolean signed(Part part) throws Exception {
    byte[] raw =
        registry
            .avatars
            .getSigningKey(GetSigningKeyRequest.getDefaultInstance())
            .getPublicKey()
            .toByteArray();
    String hex = X509_PREFIX + HexFormat.of().formatHex(raw);
    PublicKey key =
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(hex)));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(key);
    signature.update(
        text(
            "afterglow-avatar-v1:"
                + HexFormat.of().formatHex(part.getSeal().getSha256().toByteArray())));
    return signature.verify(part.getSeal().getSignature().toByteArray());
  }

  @Test
  void shouldRefuseBytesThatBreakTheRulesOfTheirKind() {
    // Given
    Avatar avatar = registry.upload(registry.verified());
    byte[] noise = new byte[64];
    byte[] glb = TinyAvatar.glb(700_001);
    UploadPartHeader lying =
        header(avatar, PartKind.PART_KIND_PERSONA, avatar.getOwnerSubjectId(), noise).toBuilder()
            .setSha256(ByteString.copyFrom(new byte[32]))
            .build();

    // When
    Throwable face = catchThrowable(() -> submitted(avatar, PartKind.PART_KIND_FACE_MODEL, noise));
    Throwable voice = catchThrowable(() -> submitted(avatar, PartKind.PART_KIND_VOICE_MODEL, glb));
    Throwable script = catchThrowable(() -> submitted(avatar, PartKind.PART_KIND_SCRIPTS, noise));
    Throwable broken = catchThrowable(() -> upload(lying, noise));
    Throwable stranger =
        catchThrowable(
            () ->
                upload(
                    header(
                        avatar,
                        PartKind.PART_KIND_FACE_MODEL,
                        registry.begin(RegistryCaller.NAME).getSubjectId(),
                        glb),
                    glb));

    // Then
    assertThat(RegistryCaller.info(face).getReason()).isEqualTo("PART_REJECTED");
    assertThat(RegistryCaller.info(voice).getMetadataMap())
        .containsEntry("rule", "TENSORS_HEADER_LENGTH");
    assertThat(RegistryCaller.info(script).getMetadataMap()).containsEntry("rule", "TEXT_FORM");
    assertThat(RegistryCaller.info(broken).getReason()).isEqualTo("UPLOAD_BROKEN");
    assertThat(RegistryCaller.info(stranger).getReason()).isEqualTo("PERSON_NOT_VERIFIED");
    assertThat(
            parts
                .listParts(ListPartsRequest.newBuilder().setAvatarId(avatar.getAvatarId()).build())
                .getPartsList())
        .isEmpty();
  }

  private List<DenialReason> reasons(IntendedUse use) {
    return reasons(registry.licences.decide(DecideRequest.newBuilder().setUse(use).build()));
  }

  private static List<DenialReason> reasons(DecideResponse decision) {
    return decision.getDenialsList().stream().map(Denial::getReason).toList();
  }

  @Test
  void shouldTellWhichLicencesAreLostAndDenyUnderThemWhenALikenessIsReplaced() {
    // Given
    String person = registry.verified();
    Avatar avatar = registry.upload(person);
    Part first = approved(avatar, PartKind.PART_KIND_FACE_MODEL, TinyAvatar.glb(700_002));
    replace(first);
    Licence licence = registry.licence(person, avatar.getAvatarId());
    IntendedUse use = registry.use(licence);
    String lease =
        registry
            .leases
            .acquireLease(
                AcquireLeaseRequest.newBuilder()
                    .setRequestId(RegistryCaller.id())
                    .setUse(use)
                    .setHolder("worker-1")
                    .build())
            .getLease()
            .getLeaseId();
    Part second = approved(avatar, PartKind.PART_KIND_FACE_MODEL, TinyAvatar.glb(700_003));
    Part script = approved(avatar, PartKind.PART_KIND_SCRIPTS, text("good morning"));

    // When
    ReplacePartResponse scripted = replace(script);
    List<DenialReason> withScript = reasons(use);
    Instant scriptTime = new MovableClock().instant();
    MovableClock.forward(Duration.ofSeconds(1));
    ReplacePartResponse changed = replace(second);
    List<DenialReason> withOther = reasons(use);
    Throwable renewal =
        catchThrowable(
            () ->
                registry.leases.renewLease(
                    RenewLeaseRequest.newBuilder().setLeaseId(lease).build()));
    Throwable withdrawal =
        catchThrowable(
            () -> review(second, ReviewVerdict.REVIEW_VERDICT_WITHDRAW, registry.verified()));
    ReplacePartResponse back = replace(first);
    List<DenialReason> withFirst = reasons(use);
    MovableClock.forward(Duration.ofMinutes(2));
    DecideResponse then =
        registry.licences.decide(
            DecideRequest.newBuilder()
                .setUse(use.toBuilder().setRoomId(use.getRoomId()))
                .setAtTime(
                    Timestamp.newBuilder()
                        .setSeconds(scriptTime.getEpochSecond())
                        .setNanos(scriptTime.getNano()))
                .build());

    // Then
    assertThat(scripted.getLicencesLostList()).isEmpty();
    assertThat(scripted.hasReplaced()).isFalse();
    assertThat(withScript).isEmpty();
    assertThat(changed.getLicencesLostList()).containsExactly(licence.getLicenceId());
    assertThat(changed.getReplaced().getPartId()).isEqualTo(first.getPartId());
    assertThat(changed.getPlaced()).isEqualTo(second);
    assertThat(changed.getComposition().getVersion()).isEqualTo(3);
    assertThat(changed.getComposition().getPartsCount()).isEqualTo(2);
    assertThat(withOther).containsExactly(DenialReason.DENIAL_REASON_PARTS_CHANGED);
    assertThat(RegistryCaller.info(renewal).getMetadataMap())
        .containsEntry("reasons", "PARTS_CHANGED");
    assertThat(RegistryCaller.info(withdrawal).getReason()).isEqualTo("ILLEGAL_TRANSITION");
    assertThat(back.getLicencesRegainedList()).containsExactly(licence.getLicenceId());
    assertThat(withFirst).isEmpty();
    assertThat(then.getAllowed()).isTrue();
    assertThat(
            parts
                .getComposition(
                    GetCompositionRequest.newBuilder()
                        .setAvatarId(avatar.getAvatarId())
                        .setVersion(3)
                        .build())
                .getComposition())
        .isEqualTo(changed.getComposition());
  }

  @Test
  void shouldPlaceApprovedPartsAloneAndTheSameOneOnce() {
    // Given
    Avatar avatar = registry.upload(registry.verified());
    Part waiting = submitted(avatar, PartKind.PART_KIND_PERSONA, text("a"));
    Part refused =
        review(
            submitted(avatar, PartKind.PART_KIND_PERSONA, text("b")),
            ReviewVerdict.REVIEW_VERDICT_REJECT,
            registry.verified());
    Part placed = approved(avatar, PartKind.PART_KIND_PERSONA, text("c"));

    // When
    Throwable tooEarly = catchThrowable(() -> replace(waiting));
    Throwable never = catchThrowable(() -> replace(refused));
    int once = replace(placed).getComposition().getVersion();
    int twice = replace(placed).getComposition().getVersion();

    // Then
    assertThat(placed.getVersion()).isEqualTo(3);
    assertThat(RegistryCaller.info(tooEarly).getMetadataMap()).containsEntry("state", "SUBMITTED");
    assertThat(RegistryCaller.info(never).getMetadataMap()).containsEntry("state", "REJECTED");
    assertThat(once).isEqualTo(1);
    assertThat(twice).isEqualTo(1);
  }

  private DefineLookResponse define(Avatar avatar, String name, Part... worn) {
    DefineLookRequest.Builder request =
        DefineLookRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setAvatarId(avatar.getAvatarId())
            .setName(name);
    for (Part part : worn) {
      request.addPartIds(part.getPartId());
    }
    return parts.defineLook(request.build());
  }

  private StreamLease lease(IntendedUse use) {
    return registry
        .leases
        .acquireLease(
            AcquireLeaseRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setUse(use)
                .setHolder("worker-1")
                .build())
        .getLease();
  }

  @Test
  void shouldBindThePartsOfEveryLookAndSayInTheLeaseWhatIsBound() throws Exception {
    // Given: a look of hair and a persona, and a licence over it
    String person = registry.verified();
    Avatar avatar = registry.upload(person);
    Part hair = approved(avatar, PartKind.PART_KIND_HAIR, TinyAvatar.glb(700_010));
    Part persona = approved(avatar, PartKind.PART_KIND_PERSONA, text("calm"));
    Part other = approved(avatar, PartKind.PART_KIND_OUTFIT, TinyAvatar.glb(700_011));
    Composition evening = define(avatar, "evening", hair, persona).getComposition();
    IntendedUse use = registry.use(registry.licence(person, avatar.getAvatarId()));
    StreamLease before = lease(use);

    // When: the look wears a jacket, too, and then no longer does
    DefineLookResponse dressed = define(avatar, "evening", hair, persona, other);
    List<DenialReason> withJacket = reasons(use);
    Throwable withdrawal =
        catchThrowable(() -> review(other, ReviewVerdict.REVIEW_VERDICT_WITHDRAW, person));
    DefineLookResponse back = define(avatar, "evening", hair);
    List<DenialReason> withoutPersona = reasons(use);
    DefineLookResponse gone = define(avatar, "evening");

    // Then: "look evening HAIR digest" is all that the licence binds
    byte[] line =
        text(
            "look evening HAIR " + HexFormat.of().formatHex(hair.getSha256().toByteArray()) + "\n");
    assertThat(before.getPartsSha256().toByteArray()).isEqualTo(RegistryCaller.sha256(line));
    assertThat(evening.getLikenessSha256()).isEqualTo(before.getPartsSha256());
    assertThat(evening.getLooks(0).getName()).isEqualTo("evening");
    assertThat(evening.getLooks(0).getPartsList())
        .extracting(it -> it.getPartId())
        .containsExactly(persona.getPartId(), hair.getPartId());
    assertThat(dressed.getLicencesLostCount()).isEqualTo(1);
    assertThat(withJacket).containsExactly(DenialReason.DENIAL_REASON_PARTS_CHANGED);
    assertThat(RegistryCaller.info(withdrawal).getReason()).isEqualTo("ILLEGAL_TRANSITION");
    assertThat(back.getLicencesRegainedCount()).isEqualTo(1);
    assertThat(withoutPersona).as("a persona is not bound").isEmpty();
    assertThat(gone.getComposition().getLooksCount()).isZero();
    assertThat(gone.getLicencesLostCount()).isEqualTo(1);
  }

  @Test
  void shouldRefuseALookOfPartsThatAreNotApprovedOrNotTheAvatarsOrTwoOfAKind() throws Exception {
    // Given
    Avatar avatar = registry.upload(registry.verified());
    Part waiting = submitted(avatar, PartKind.PART_KIND_HAIR, TinyAvatar.glb(700_012));
    Part one = approved(avatar, PartKind.PART_KIND_HAIR, TinyAvatar.glb(700_013));
    Part two = approved(avatar, PartKind.PART_KIND_HAIR, TinyAvatar.glb(700_014));
    Avatar stranger = registry.upload(registry.verified());

    // When
    Throwable early = catchThrowable(() -> define(avatar, "a", waiting));
    Throwable both = catchThrowable(() -> define(avatar, "a", one, two));
    Throwable foreign = catchThrowable(() -> define(stranger, "a", one));

    // Then
    assertThat(RegistryCaller.info(early).getReason()).isEqualTo("ILLEGAL_TRANSITION");
    assertThat(RegistryCaller.info(both).getMetadataMap()).containsEntry("field", "part_ids");
    assertThat(RegistryCaller.info(foreign).getReason()).isEqualTo("PART_NOT_FOUND");
    assertThat(define(avatar, "a", one).getComposition().getLooksCount()).isEqualTo(1);
  }
}

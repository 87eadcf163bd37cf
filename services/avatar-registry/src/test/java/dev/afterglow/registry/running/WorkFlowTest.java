package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.Timestamp;
import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.Avatar;
import dev.afterglow.api.registry.v1.DecideRequest;
import dev.afterglow.api.registry.v1.DriverScope;
import dev.afterglow.api.registry.v1.ErasePersonRequest;
import dev.afterglow.api.registry.v1.GetChainOfTitleRequest;
import dev.afterglow.api.registry.v1.GetChainOfTitleResponse;
import dev.afterglow.api.registry.v1.IntendedUse;
import dev.afterglow.api.registry.v1.LeaseRevoked;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.LicenceTerms;
import dev.afterglow.api.registry.v1.Part;
import dev.afterglow.api.registry.v1.PartKind;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.api.registry.v1.RevokeLicenceRequest;
import dev.afterglow.api.registry.v1.StreamLease;
import dev.afterglow.api.registry.v1.SuspendPersonRequest;
import dev.afterglow.api.registry.v1.TitleServiceGrpc;
import dev.afterglow.api.registry.v1.TransferTitleRequest;
import dev.afterglow.api.registry.v1.VoiceMode;
import dev.afterglow.api.registry.v1.WatchLeasesRequest;
import dev.afterglow.api.registry.v1.WatchLeasesResponse;
import dev.afterglow.api.registry.v1.WorkKind;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Works of others in an avatar: their licences, their titles, and the voice laid over a driver's.
 */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
@Timeout(180)
class WorkFlowTest extends RegistryScene {
  private PartCaller parts;
  private TitleServiceGrpc.TitleServiceBlockingStub titles;

  @BeforeEach
  void stubs() {
    parts = new PartCaller(registry);
    titles = TitleServiceGrpc.newBlockingStub(registry.channel());
  }

  /** An avatar in clothes that somebody else made, with a licence of its owner's likeness. */
  private final class Dressed {
    final String owner = registry.verified();
    final String tailor = registry.verified();
    final Avatar avatar = registry.upload(owner);
    final Part looks =
        parts.placed(avatar, PartKind.PART_KIND_LOOKS, tailor, TinyAvatar.glb(810_000));
    final Licence likeness = registry.licence(owner, avatar.getAvatarId());
    final IntendedUse use = registry.use(likeness);
  }

  private Licence design(String tailor, Part part, String driver) {
    LicenceTerms terms =
        registry
            .terms(part.getAvatarId())
            .setWork(WorkKind.WORK_KIND_DESIGN)
            .setPartId(part.getPartId())
            .setDriverScope(DriverScope.DRIVER_SCOPE_NAMED)
            .addDriverSubjectIds(driver)
            .build();
    return registry.licences.grantLicence(registry.grant(tailor, terms).build()).getLicence();
  }

  private List<String> denials(IntendedUse use) {
    return denials(DecideRequest.newBuilder().setUse(use).build());
  }

  private List<String> denials(DecideRequest request) {
    return registry.licences.decide(request).getDenialsList().stream()
        .map(it -> it.getReason().name().replace("DENIAL_REASON_", "") + " " + it.getRecord())
        .toList();
  }

  private StreamLease lease(IntendedUse use, String holder) {
    return registry
        .leases
        .acquireLease(
            AcquireLeaseRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setUse(use)
                .setHolder(holder)
                .build())
        .getLease();
  }

  private StreamLease renew(StreamLease lease) {
    return registry
        .leases
        .renewLease(RenewLeaseRequest.newBuilder().setLeaseId(lease.getLeaseId()).build())
        .getLease();
  }

  private void revoke(Licence licence) {
    registry.licences.revokeLicence(
        RevokeLicenceRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setLicenceId(licence.getLicenceId())
            .build());
  }

  /** The first revocation that a holder hears of, once the watch is open. */
  static CompletableFuture<LeaseRevoked> watch(RegistryCaller registry, String holder) {
    CompletableFuture<LeaseRevoked> heard = new CompletableFuture<>();
    CompletableFuture<String> open = new CompletableFuture<>();
    registry.watches.watchLeases(
        WatchLeasesRequest.newBuilder().setHolder(holder).build(),
        new StreamObserver<>() {
          @Override
          public void onNext(WatchLeasesResponse response) {
            open.complete(response.getCursor());
            if (response.hasRevoked()) {
              heard.complete(response.getRevoked());
            }
          }

          @Override
          public void onError(Throwable thrown) {
            open.completeExceptionally(thrown);
            heard.completeExceptionally(thrown);
          }

          @Override
          public void onCompleted() {}
        });
    RegistryCaller.await(open);
    return heard;
  }

  @Test
  void shouldNeedTheDesignersLicenceAndEndTheRoomWhenItIsRevoked() {
    // Given
    Dressed scene = new Dressed();
    List<String> without = denials(scene.use);
    Licence design = design(scene.tailor, scene.looks, scene.owner);
    List<String> with = denials(scene.use);
    Instant then = new MovableClock().instant();
    MovableClock.forward(Duration.ofSeconds(1));
    CompletableFuture<LeaseRevoked> heard = watch(registry, "worker-of-looks");
    StreamLease lease = renew(lease(scene.use, "worker-of-looks"));

    // When
    revoke(design);
    LeaseRevoked pushed = RegistryCaller.await(heard);
    Throwable renewal = catchThrowable(() -> renew(lease));
    List<String> after = denials(scene.use);
    MovableClock.forward(Duration.ofMinutes(2));
    List<String> thatTime =
        denials(
            DecideRequest.newBuilder()
                .setUse(scene.use)
                .setAtTime(
                    Timestamp.newBuilder()
                        .setSeconds(then.getEpochSecond())
                        .setNanos(then.getNano()))
                .build());

    // Then
    String missing = "WORK_NOT_LICENSED part:" + scene.looks.getPartId();
    assertThat(without).containsExactly(missing);
    assertThat(with).isEmpty();
    assertThat(pushed.getLeaseId()).isEqualTo(lease.getLeaseId());
    assertThat(pushed.getReason().name()).isEqualTo("DENIAL_REASON_WORK_NOT_LICENSED");
    assertThat(RegistryCaller.info(renewal).getReason()).isEqualTo("LEASE_REVOKED");
    assertThat(after).containsExactly(missing);
    assertThat(thatTime).isEmpty();
  }

  @Test
  void shouldCountRoomsAndAskForVerificationUnderTheDesignersLicenceToo() {
    // Given
    Dressed scene = new Dressed();
    Licence design = design(scene.tailor, scene.looks, scene.owner);
    Licence likeness =
        registry
            .licences
            .grantLicence(
                registry
                    .grant(
                        scene.owner,
                        registry.terms(scene.avatar.getAvatarId()).setMaxConcurrentRooms(5).build())
                    .build())
            .getLicence();
    StreamLease lease = lease(registry.use(likeness), "worker-of-one");

    // When
    List<String> second = denials(registry.use(likeness));
    CompletableFuture<LeaseRevoked> heard = watch(registry, "worker-of-one");
    registry.identities.suspendPerson(
        SuspendPersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(scene.tailor)
            .build());
    LeaseRevoked pushed = RegistryCaller.await(heard);
    MovableClock.forward(Duration.ofSeconds(10));
    List<String> suspended = denials(registry.use(likeness));

    // Then
    assertThat(second)
        .containsExactly(
            "WORK_NOT_LICENSED part:" + scene.looks.getPartId(),
            "TOO_MANY_ROOMS licence:" + design.getLicenceId());
    assertThat(pushed.getLeaseId()).isEqualTo(lease.getLeaseId());
    assertThat(suspended)
        .containsExactly(
            "WORK_NOT_LICENSED part:" + scene.looks.getPartId(),
            "LICENSOR_NOT_VERIFIED person:" + scene.tailor);
  }

  @Test
  void shouldLetOnlyTheTitlesHolderLicenseAWork() {
    // Given
    Dressed scene = new Dressed();

    // When
    Throwable owner = catchThrowable(() -> design(scene.owner, scene.looks, scene.owner));
    Throwable script =
        catchThrowable(
            () ->
                registry.licences.grantLicence(
                    registry
                        .grant(
                            scene.tailor,
                            registry
                                .terms(scene.avatar.getAvatarId())
                                .setWork(WorkKind.WORK_KIND_SCRIPT)
                                .setPartId(scene.looks.getPartId())
                                .build())
                        .build()));
    Throwable nothing =
        catchThrowable(
            () ->
                registry.licences.grantLicence(
                    registry
                        .grant(
                            scene.tailor,
                            registry
                                .terms(scene.avatar.getAvatarId())
                                .setWork(WorkKind.WORK_KIND_DESIGN)
                                .build())
                        .build()));
    Licence design = design(scene.tailor, scene.looks, scene.owner);
    List<String> named = denials(scene.use.toBuilder().setLicenceId(design.getLicenceId()).build());

    // Then
    assertThat(RegistryCaller.info(owner).getMetadataMap())
        .containsEntry("field", "licensor_subject_id");
    assertThat(RegistryCaller.info(script).getMetadataMap()).containsEntry("field", "part_id");
    assertThat(RegistryCaller.info(nothing).getReason()).isEqualTo("INVALID_FIELD");
    assertThat(named).contains("WORK_NOT_LICENSED licence:" + design.getLicenceId());
  }

  private TransferTitleRequest transfer(Part part, String from, String to) {
    return TransferTitleRequest.newBuilder()
        .setRequestId(RegistryCaller.id())
        .setPartId(part.getPartId())
        .setFromSubjectId(from)
        .setToSubjectId(to)
        .setConsent(registry.grant(from, registry.terms(part.getAvatarId()).build()).getConsent())
        .build();
  }

  @Test
  void shouldKeepTheChainOfTitleWhenADesignIsTransferred() {
    // Given
    Dressed scene = new Dressed();
    Licence design = design(scene.tailor, scene.looks, scene.owner);
    String house = registry.verified();

    // When
    Throwable stranger =
        catchThrowable(() -> titles.transferTitle(transfer(scene.looks, house, scene.owner)));
    titles.transferTitle(transfer(scene.looks, scene.tailor, house));
    GetChainOfTitleResponse chain =
        titles.getChainOfTitle(
            GetChainOfTitleRequest.newBuilder().setLicenceId(design.getLicenceId()).build());
    registry.identities.erasePerson(
        ErasePersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(scene.tailor)
            .build());
    List<String> authorErased = denials(scene.use);
    Throwable former = catchThrowable(() -> design(scene.tailor, scene.looks, scene.owner));
    registry.identities.erasePerson(
        ErasePersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(house)
            .build());
    List<String> holderErased = denials(scene.use);

    // Then
    assertThat(RegistryCaller.info(stranger).getMetadataMap())
        .containsEntry("field", "from_subject_id");
    assertThat(chain.getLicencesList())
        .extracting(Licence::getLicenceId)
        .containsExactly(design.getLicenceId());
    assertThat(chain.getTransfersList()).hasSize(1);
    assertThat(chain.getTransfers(0).getFromSubjectId()).isEqualTo(scene.tailor);
    assertThat(chain.getOriginSubjectId()).isEqualTo(scene.tailor);
    assertThat(chain.getHolderSubjectId()).isEqualTo(house);
    assertThat(authorErased).as("the licence is the new holder's").isEmpty();
    assertThat(RegistryCaller.info(former).getReason()).isEqualTo("PERSON_NOT_VERIFIED");
    assertThat(holderErased).containsExactly("WORK_NOT_LICENSED part:" + scene.looks.getPartId());
  }

  @Test
  void shouldNeedNoLicenceOnceTheOwnerHoldsTheTitle() {
    // Given
    Dressed scene = new Dressed();

    // When
    titles.transferTitle(transfer(scene.looks, scene.tailor, scene.owner));

    // Then
    assertThat(denials(scene.use)).isEmpty();
  }

  @Test
  void shouldHearAConvertedVoiceOnlyWhereItsPersonAndTheLicenceLetIt() {
    // Given
    String owner = registry.verified();
    String singer = registry.verified();
    Avatar avatar = registry.upload(owner);
    Part voice = parts.placed(avatar, PartKind.PART_KIND_VOICE_MODEL, singer, PartCaller.voice());
    LicenceTerms.Builder terms =
        registry.terms(avatar.getAvatarId()).addVoices(VoiceMode.VOICE_MODE_CONVERTED);
    Licence unnamed =
        registry.licences.grantLicence(registry.grant(owner, terms.build()).build()).getLicence();
    Licence named =
        registry
            .licences
            .grantLicence(
                registry.grant(owner, terms.addVoicePartIds(voice.getPartId()).build()).build())
            .getLicence();
    IntendedUse use =
        registry.use(named).toBuilder()
            .setVoice(VoiceMode.VOICE_MODE_CONVERTED)
            .setVoicePartId(voice.getPartId())
            .build();

    // When
    List<String> own = denials(registry.use(named));
    List<String> unsaid = denials(use.toBuilder().setVoicePartId("").build());
    List<String> unlicensed = denials(use.toBuilder().setLicenceId(unnamed.getLicenceId()).build());
    List<String> unasked = denials(use);
    registry.licences.grantLicence(
        registry
            .grant(
                singer,
                terms
                    .setPartId(voice.getPartId())
                    .setDriverScope(DriverScope.DRIVER_SCOPE_NAMED)
                    .addDriverSubjectIds(owner)
                    .build())
            .build());
    List<String> asked = denials(use);
    Throwable sold = catchThrowable(() -> titles.transferTitle(transfer(voice, singer, owner)));
    Throwable others =
        catchThrowable(
            () ->
                registry.licence(
                    owner,
                    registry.upload(owner).getAvatarId(),
                    it -> it.addVoicePartIds(voice.getPartId())));

    // Then
    String policy = "PLATFORM_POLICY policy:showroom@2026-02-01";
    assertThat(own).as("nobody hears the model").isEmpty();
    assertThat(unsaid).anyMatch(it -> it.startsWith("USE_INCOMPLETE"));
    assertThat(unlicensed).contains("VOICE_NOT_LICENSED licence:" + unnamed.getLicenceId());
    assertThat(unasked).containsExactly(policy, "WORK_NOT_LICENSED part:" + voice.getPartId());
    assertThat(asked).as("no platform of simulated people lets it pass").containsExactly(policy);
    assertThat(RegistryCaller.info(sold).getReason()).isEqualTo("TITLE_NOT_TRANSFERABLE");
    assertThat(RegistryCaller.info(others).getMetadataMap())
        .containsEntry("field", "voice_part_ids");
  }

  @Test
  void shouldNeedTheScriptsAuthorWhenTheirScriptIsInTheAvatar() {
    // Given
    String owner = registry.verified();
    String poet = registry.verified();
    Avatar avatar = registry.upload(owner);
    Licence likeness = registry.licence(owner, avatar.getAvatarId());
    List<String> before = denials(registry.use(likeness));
    Part script =
        parts.placed(
            avatar,
            PartKind.PART_KIND_SCRIPTS,
            poet,
            "good morning".getBytes(StandardCharsets.UTF_8));

    // When
    List<String> after = denials(registry.use(likeness));
    registry.licence(
        poet,
        avatar.getAvatarId(),
        it ->
            it.setWork(WorkKind.WORK_KIND_SCRIPT)
                .setPartId(script.getPartId())
                .setDriverScope(DriverScope.DRIVER_SCOPE_NAMED)
                .addDriverSubjectIds(owner));

    // Then
    assertThat(before).isEmpty();
    assertThat(after).containsExactly("WORK_NOT_LICENSED part:" + script.getPartId());
    assertThat(denials(registry.use(likeness))).isEmpty();
  }
}

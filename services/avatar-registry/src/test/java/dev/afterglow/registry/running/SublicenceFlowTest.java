package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.AddMemberRequest;
import dev.afterglow.api.registry.v1.CreateOrganisationRequest;
import dev.afterglow.api.registry.v1.DecideRequest;
import dev.afterglow.api.registry.v1.DriverScope;
import dev.afterglow.api.registry.v1.EndMembershipRequest;
import dev.afterglow.api.registry.v1.ExportFormat;
import dev.afterglow.api.registry.v1.ExportLicenceRequest;
import dev.afterglow.api.registry.v1.ExportServiceGrpc;
import dev.afterglow.api.registry.v1.GetChainOfTitleRequest;
import dev.afterglow.api.registry.v1.GetLicenceRequest;
import dev.afterglow.api.registry.v1.GetSigningKeyRequest;
import dev.afterglow.api.registry.v1.IntendedUse;
import dev.afterglow.api.registry.v1.LeaseRevoked;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.LicenceRole;
import dev.afterglow.api.registry.v1.LicenceState;
import dev.afterglow.api.registry.v1.LicenceTerms;
import dev.afterglow.api.registry.v1.ListMembersRequest;
import dev.afterglow.api.registry.v1.Membership;
import dev.afterglow.api.registry.v1.OrganisationServiceGrpc;
import dev.afterglow.api.registry.v1.RevokeLicenceRequest;
import dev.afterglow.api.registry.v1.RoleHolder;
import dev.afterglow.api.registry.v1.StreamLease;
import dev.afterglow.api.registry.v1.Termination;
import dev.afterglow.api.registry.v1.TerminationGround;
import dev.afterglow.api.registry.v1.TitleServiceGrpc;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Organisations that drive, licences under licences, notice, and what the registry signs. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
@Timeout(180)
class SublicenceFlowTest extends RegistryScene {
  private static final String X509_PREFIX = "302a300506032b6570032100";

  private OrganisationServiceGrpc.OrganisationServiceBlockingStub organisations;

  @BeforeEach
  void stubs() {
    organisations = OrganisationServiceGrpc.newBlockingStub(registry.channel());
  }

  private String organisation() {
    return organisations
        .createOrganisation(
            CreateOrganisationRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setDisplayName("Lin Studio")
                .build())
        .getOrganisation()
        .getOrganisationId();
  }

  private Membership member(String organisation, String person) {
    return organisations
        .addMember(
            AddMemberRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setOrganisationId(organisation)
                .setSubjectId(person)
                .build())
        .getMembership();
  }

  private void end(Membership membership) {
    organisations.endMembership(
        EndMembershipRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setMembershipId(membership.getMembershipId())
            .build());
  }

  private List<String> denials(IntendedUse use) {
    return registry
        .licences
        .decide(DecideRequest.newBuilder().setUse(use).build())
        .getDenialsList()
        .stream()
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

  private Licence revoke(Licence licence, TerminationGround ground) {
    return registry
        .licences
        .revokeLicence(
            RevokeLicenceRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setLicenceId(licence.getLicenceId())
                .setGround(ground)
                .build())
        .getLicence();
  }

  private Licence now(Licence licence) {
    return registry
        .licences
        .getLicence(GetLicenceRequest.newBuilder().setLicenceId(licence.getLicenceId()).build())
        .getLicence();
  }

  @Test
  void shouldLetMembersDriveWhileTheyBelongWhenTheLicenceNamesTheirOrganisation() {
    // Given
    String owner = registry.verified();
    String guest = registry.verified();
    String studio = organisation();
    Licence licence =
        registry.licence(
            owner,
            registry.upload(owner).getAvatarId(),
            it ->
                it.setDriverScope(DriverScope.DRIVER_SCOPE_ANY_VERIFIED_OF_ORG)
                    .setLicenseeOrgId(studio));
    IntendedUse use = registry.use(licence).toBuilder().setDriverSubjectId(guest).build();
    String denial = "DRIVER_NOT_LICENSED licence:" + licence.getLicenceId();

    // When
    List<String> stranger = denials(use);
    Membership membership = member(studio, guest);
    List<String> member = denials(use);
    CompletableFuture<LeaseRevoked> heard = WorkFlowTest.watch(registry, "worker-of-studio");
    StreamLease lease = lease(use, "worker-of-studio");
    MovableClock.forward(java.time.Duration.ofSeconds(1));
    end(membership);
    LeaseRevoked pushed = RegistryCaller.await(heard);
    List<String> former = denials(use);
    List<Membership> listed =
        organisations
            .listMembers(ListMembersRequest.newBuilder().setOrganisationId(studio).build())
            .getMembershipsList();

    // Then
    assertThat(stranger).containsExactly(denial);
    assertThat(member).isEmpty();
    assertThat(pushed.getLeaseId()).isEqualTo(lease.getLeaseId());
    assertThat(pushed.getReason().name()).isEqualTo("DENIAL_REASON_DRIVER_NOT_LICENSED");
    assertThat(former).containsExactly(denial);
    assertThat(listed).hasSize(1);
    assertThat(listed.getFirst().hasUntilTime()).isTrue();
  }

  @Test
  void shouldRefuseOrganisationsAndMembershipsThatCannotBe() {
    // Given
    String owner = registry.verified();
    String avatar = registry.upload(owner).getAvatarId();
    String studio = organisation();
    Instant now = new MovableClock().instant();
    AddMemberRequest.Builder joining =
        AddMemberRequest.newBuilder().setOrganisationId(studio).setSubjectId(owner);

    // When
    Throwable unknown =
        catchThrowable(
            () -> registry.licence(owner, avatar, it -> it.setLicenseeOrgId(RegistryCaller.id())));
    Throwable nobody =
        catchThrowable(() -> registry.licence(owner, avatar, it -> it.setSublicensable(true)));
    Throwable past =
        catchThrowable(
            () ->
                organisations.addMember(
                    joining
                        .setRequestId(RegistryCaller.id())
                        .setFromTime(RegistryCaller.at(now.minusSeconds(3_600)))
                        .build()));
    Throwable backwards =
        catchThrowable(
            () ->
                organisations.addMember(
                    joining
                        .setRequestId(RegistryCaller.id())
                        .setFromTime(RegistryCaller.at(now.plusSeconds(60)))
                        .setUntilTime(RegistryCaller.at(now.plusSeconds(30)))
                        .build()));
    Throwable unverified =
        catchThrowable(() -> member(studio, registry.begin(RegistryCaller.NAME).getSubjectId()));

    // Then
    assertThat(RegistryCaller.info(unknown).getReason()).isEqualTo("ORGANISATION_NOT_FOUND");
    assertThat(RegistryCaller.info(nobody).getReason()).isEqualTo("INVALID_FIELD");
    assertThat(RegistryCaller.info(past).getMetadataMap()).containsEntry("field", "from_time");
    assertThat(RegistryCaller.info(backwards).getMetadataMap())
        .containsEntry("field", "until_time");
    assertThat(RegistryCaller.info(unverified).getReason()).isEqualTo("PERSON_NOT_VERIFIED");
  }

  /** A licence to an organisation that may sublicense, and a member of it. */
  private final class Granted {
    final String owner = registry.verified();
    final String agent = registry.verified();
    final String studio = organisation();
    final Membership membership = member(studio, agent);
    final String avatar = registry.upload(owner).getAvatarId();
    final Licence parent =
        registry.licence(
            owner,
            avatar,
            it ->
                it.setLicenseeOrgId(studio)
                    .setSublicensable(true)
                    .setDriverScope(DriverScope.DRIVER_SCOPE_NAMED)
                    .addDriverSubjectIds(owner)
                    .addDriverSubjectIds(agent));

    LicenceTerms.Builder terms(Licence of) {
      return of.getTerms().toBuilder();
    }

    Licence sublicence(Licence of, LicenceTerms terms) {
      return registry
          .licences
          .grantLicence(
              registry
                  .grant(owner, terms)
                  .setParentLicenceId(of.getLicenceId())
                  .setGrantorSubjectId(agent)
                  .build())
          .getLicence();
    }
  }

  @Test
  void shouldGrantSublicencesThatAreNeverWiderAndEndThemWithTheirParent() {
    // Given
    Granted scene = new Granted();
    Licence child = scene.sublicence(scene.parent, scene.terms(scene.parent).build());
    Licence grandchild =
        scene.sublicence(child, scene.terms(child).setSublicensable(false).build());
    IntendedUse use = registry.use(grandchild).toBuilder().setDriverSubjectId(scene.agent).build();
    CompletableFuture<LeaseRevoked> heard = WorkFlowTest.watch(registry, "worker-below");
    StreamLease lease = lease(use, "worker-below");

    // When
    List<String> besides = denials(registry.use(scene.parent));
    Throwable wider =
        catchThrowable(
            () ->
                scene.sublicence(
                    scene.parent,
                    scene
                        .terms(scene.parent)
                        .addTerritories("US")
                        .setMaxConcurrentRooms(2)
                        .build()));
    Throwable closed =
        catchThrowable(() -> scene.sublicence(grandchild, scene.terms(grandchild).build()));
    var chain =
        TitleServiceGrpc.newBlockingStub(registry.channel())
            .getChainOfTitle(
                GetChainOfTitleRequest.newBuilder()
                    .setLicenceId(grandchild.getLicenceId())
                    .build());
    revoke(scene.parent, TerminationGround.TERMINATION_GROUND_UNSPECIFIED);
    LeaseRevoked pushed = RegistryCaller.await(heard);

    // Then
    assertThat(besides)
        .as("a room of a sublicence counts for those above it")
        .containsExactly("TOO_MANY_ROOMS licence:" + scene.parent.getLicenceId());
    assertThat(RegistryCaller.info(wider).getReason()).isEqualTo("LICENCE_TOO_WIDE");
    assertThat(RegistryCaller.info(wider).getMetadataMap())
        .containsEntry("fields", "territories,max_concurrent_rooms");
    assertThat(RegistryCaller.info(closed).getReason()).isEqualTo("SUBLICENCE_REFUSED");
    assertThat(chain.getLicencesList())
        .extracting(Licence::getLicenceId)
        .containsExactly(
            grandchild.getLicenceId(), child.getLicenceId(), scene.parent.getLicenceId());
    assertThat(chain.getOriginSubjectId()).isEqualTo(scene.owner);
    assertThat(pushed.getLeaseId()).isEqualTo(lease.getLeaseId());
    assertThat(now(child).getState()).isEqualTo(LicenceState.LICENCE_STATE_REVOKED);
    assertThat(now(grandchild).getState()).isEqualTo(LicenceState.LICENCE_STATE_REVOKED);
    assertThat(denials(use)).contains("LICENCE_REVOKED licence:" + scene.parent.getLicenceId());
  }

  @Test
  void shouldRefuseASublicenceByWhoDoesNotBelongOrOfWhatAllowsNone() {
    // Given
    Granted scene = new Granted();
    Licence plain = registry.licence(scene.owner, scene.avatar);
    Licence deep = scene.parent;
    for (int i = 0; i < 4; i++) {
      deep = scene.sublicence(deep, scene.terms(deep).build());
    }
    Licence deepest = deep;

    // When
    Throwable fifth = catchThrowable(() -> scene.sublicence(deepest, scene.terms(deepest).build()));
    Throwable ofPlain = catchThrowable(() -> scene.sublicence(plain, scene.terms(plain).build()));
    MovableClock.forward(java.time.Duration.ofSeconds(1));
    end(scene.membership);
    Throwable former =
        catchThrowable(() -> scene.sublicence(scene.parent, scene.terms(scene.parent).build()));
    Throwable unsaid =
        catchThrowable(
            () ->
                registry.licences.grantLicence(
                    registry
                        .grant(scene.owner, scene.terms(scene.parent).build())
                        .setParentLicenceId(scene.parent.getLicenceId())
                        .build()));

    // Then
    for (Throwable refused : List.of(fifth, ofPlain, former)) {
      assertThat(RegistryCaller.info(refused).getReason()).isEqualTo("SUBLICENCE_REFUSED");
    }
    assertThat(RegistryCaller.info(unsaid).getMetadataMap())
        .containsEntry("field", "grantor_subject_id");
  }

  @Test
  void shouldLastUntilTheNoticeIsOverUnlessTheLicensorWantsItsEnd() {
    // Given
    String owner = registry.verified();
    String avatar = registry.upload(owner).getAvatarId();
    Termination termination =
        Termination.newBuilder()
            .setNotice(Duration.newBuilder().setSeconds(3_600))
            .addImmediateGrounds(TerminationGround.TERMINATION_GROUND_BREACH)
            .build();
    Licence first = registry.licence(owner, avatar, it -> it.setTermination(termination));
    Licence second = registry.licence(owner, avatar, it -> it.setTermination(termination));
    Licence third = registry.licence(owner, avatar, it -> it.setTermination(termination));
    IntendedUse use = registry.use(first);

    // When
    Licence ending = revoke(first, TerminationGround.TERMINATION_GROUND_UNSPECIFIED);
    Licence again = revoke(first, TerminationGround.TERMINATION_GROUND_NON_PAYMENT);
    List<String> meanwhile = denials(use);
    Licence demanded = revoke(second, TerminationGround.TERMINATION_GROUND_LICENSOR_DEMAND);
    Licence breached = revoke(third, TerminationGround.TERMINATION_GROUND_BREACH);
    MovableClock.forward(java.time.Duration.ofHours(1));
    List<String> afterwards = denials(use);

    // Then
    assertThat(ending.getState()).isEqualTo(LicenceState.LICENCE_STATE_ENDING);
    assertThat(again).isEqualTo(ending);
    assertThat(meanwhile).isEmpty();
    assertThat(demanded.getState()).isEqualTo(LicenceState.LICENCE_STATE_REVOKED);
    assertThat(breached.getState()).isEqualTo(LicenceState.LICENCE_STATE_REVOKED);
    assertThat(afterwards).containsExactly("LICENCE_REVOKED licence:" + first.getLicenceId());
  }

  @Test
  void shouldSignWhatWasGrantedSoThatAnybodyCanCheckIt() throws Exception {
    // Given
    String owner = registry.verified();
    Licence licence =
        registry.licence(
            owner,
            registry.upload(owner).getAvatarId(),
            it ->
                it.setCredit("Figure: Lin")
                    .setTermsSha256(ByteString.copyFrom(new byte[32]))
                    .addRoles(
                        RoleHolder.newBuilder()
                            .setRole(LicenceRole.LICENCE_ROLE_LIKENESS_OWNER)
                            .setHolderId(owner)));

    // When
    String jws =
        ExportServiceGrpc.newBlockingStub(registry.channel())
            .exportLicence(
                ExportLicenceRequest.newBuilder()
                    .setLicenceId(licence.getLicenceId())
                    .setFormat(ExportFormat.EXPORT_FORMAT_LICENCE_JWS)
                    .build())
            .getDocument();
    String[] parts = jws.split("\\.");
    String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String forged =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(payload.replace("\"CN\"", "\"US\"").getBytes(StandardCharsets.UTF_8));

    // Then
    assertThat(licence.getSignature()).isEqualTo(jws);
    assertThat(payload)
        .startsWith("{\"avatar\":\"")
        .contains("\"licence\":\"" + licence.getLicenceId() + "\"")
        .contains("\"licensor\":\"" + owner + "\"")
        .contains("\"credit\":\"Figure: Lin\"")
        .contains("\"roles\":[\"LIKENESS_OWNER " + owner + "\"]")
        .contains("\"terms_sha256\":\"" + "0".repeat(64) + "\"")
        .contains("\"territories\":[\"CN\"]");
    assertThat(verifies(parts[0] + "." + parts[1], parts[2])).isTrue();
    assertThat(verifies(parts[0] + "." + forged, parts[2])).isFalse();
  }

  private boolean verifies(String input, String signature) throws Exception {
    byte[] raw =
        registry
            .avatars
            .getSigningKey(GetSigningKeyRequest.getDefaultInstance())
            .getPublicKey()
            .toByteArray();
    byte[] x509 = HexFormat.of().parseHex(X509_PREFIX + HexFormat.of().formatHex(raw));
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509)));
    verifier.update(input.getBytes(StandardCharsets.US_ASCII));
    return verifier.verify(Base64.getUrlDecoder().decode(signature));
  }
}

package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.Timestamp;
import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.AddMemberRequest;
import dev.afterglow.api.registry.v1.CreateOrganisationRequest;
import dev.afterglow.api.registry.v1.DecideRequest;
import dev.afterglow.api.registry.v1.DriverScope;
import dev.afterglow.api.registry.v1.IntendedUse;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.OrganisationServiceGrpc;
import dev.afterglow.api.registry.v1.ReleaseLeaseRequest;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.api.registry.v1.RevokeLicenceRequest;
import dev.afterglow.api.registry.v1.StreamLease;
import dev.afterglow.api.registry.v1.SuspendPersonRequest;
import dev.afterglow.registry.lease.storage.LeaseEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A holder may not have heard that its lease was revoked, and draws until it would have run out:
 * its room is counted until then, so that no other takes its place beside it.
 */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
@Timeout(60)
class RevokedRoomsTest extends RegistryScene {
  private static final String TOO_MANY = "DENIAL_REASON_TOO_MANY_ROOMS";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject LeaseEvents housekeeping;

  private static Instant now() {
    return new MovableClock().instant();
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

  private List<String> denials(DecideRequest.Builder asked) {
    return registry.licences.decide(asked.build()).getDenialsList().stream()
        .map(it -> it.getReason().name())
        .toList();
  }

  private List<String> denials(IntendedUse use) {
    return denials(DecideRequest.newBuilder().setUse(use));
  }

  private List<String> then(IntendedUse use, Instant at) {
    return denials(
        DecideRequest.newBuilder()
            .setUse(use)
            .setAtTime(
                Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano())));
  }

  private void suspend(String subject) {
    registry.identities.suspendPerson(
        SuspendPersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(subject)
            .build());
  }

  /** One room at once, two who may drive. */
  private Licence oneRoomFor(String first, String second) {
    String owner = registry.verified();
    return registry.licence(
        owner,
        registry.upload(owner).getAvatarId(),
        it ->
            it.setDriverScope(DriverScope.DRIVER_SCOPE_NAMED)
                .addDriverSubjectIds(first)
                .addDriverSubjectIds(second));
  }

  private String studioOf(String member) {
    var organisations = OrganisationServiceGrpc.newBlockingStub(registry.channel());
    String studio =
        organisations
            .createOrganisation(
                CreateOrganisationRequest.newBuilder()
                    .setRequestId(RegistryCaller.id())
                    .setDisplayName("Lin Studio")
                    .build())
            .getOrganisation()
            .getOrganisationId();
    organisations.addMember(
        AddMemberRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setOrganisationId(studio)
            .setSubjectId(member)
            .build());
    return studio;
  }

  private IntendedUse drivenBy(Licence licence, String driver) {
    return registry.use(licence).toBuilder().setDriverSubjectId(driver).build();
  }

  @Test
  void shouldGiveNoOtherRoomUntilTheLeaseOfASuspendedDriverWouldHaveRunOut() {
    // Given
    String suspended = registry.verified();
    String other = registry.verified();
    Licence licence = oneRoomFor(suspended, other);
    IntendedUse old = drivenBy(licence, suspended);
    IntendedUse next = drivenBy(licence, other);
    IntendedUse sameRoom = next.toBuilder().setRoomId(old.getRoomId()).build();
    StreamLease lease = lease(old, "worker-that-hears-nothing");
    MovableClock.forward(Duration.ofSeconds(2));
    registry.leases.renewLease(
        RenewLeaseRequest.newBuilder().setLeaseId(lease.getLeaseId()).build());

    // When
    suspend(suspended);
    List<String> atOnce = denials(next);
    List<String> inTheSameRoom = denials(sameRoom);
    MovableClock.forward(Duration.ofMillis(4_999));
    Throwable justBefore = catchThrowable(() -> lease(next, "worker-beside-it"));
    MovableClock.forward(Duration.ofMillis(1));
    StreamLease afterwards = lease(next, "worker-beside-it");

    // Then
    assertThat(atOnce).containsExactly(TOO_MANY);
    assertThat(inTheSameRoom).isEmpty();
    assertThat(RegistryCaller.info(justBefore).getMetadataMap())
        .containsEntry("reasons", "TOO_MANY_ROOMS");
    assertThat(afterwards.getUse().getRoomId()).isEqualTo(next.getRoomId());
  }

  @Test
  void shouldGiveTheNextRoomAtOnceWhenTheHolderGaveItsLeaseBack() {
    // Given
    Licence licence = registry.ready();
    StreamLease lease = lease(registry.use(licence), "worker-that-stopped");

    // When
    registry.leases.releaseLease(
        ReleaseLeaseRequest.newBuilder().setLeaseId(lease.getLeaseId()).build());
    List<String> denials = denials(registry.use(licence));

    // Then
    assertThat(denials).isEmpty();
  }

  @Test
  void shouldCountTheRoomsOfARevokedSublicenceUnderTheOneAbove() {
    // Given
    String owner = registry.verified();
    String studio = studioOf(owner);
    Licence above =
        registry.licence(
            owner,
            registry.upload(owner).getAvatarId(),
            it -> it.setLicenseeOrgId(studio).setSublicensable(true));
    Licence below =
        registry
            .licences
            .grantLicence(
                registry
                    .grant(owner, above.getTerms())
                    .setParentLicenceId(above.getLicenceId())
                    .setGrantorSubjectId(owner)
                    .build())
            .getLicence();
    lease(registry.use(below), "worker-below");

    // When
    registry.licences.revokeLicence(
        RevokeLicenceRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setLicenceId(below.getLicenceId())
            .build());
    List<String> atOnce = denials(registry.use(above));
    MovableClock.forward(Duration.ofSeconds(5));
    List<String> afterwards = denials(registry.use(above));

    // Then
    assertThat(atOnce).containsExactly(TOO_MANY);
    assertThat(afterwards).isEmpty();
  }

  @Test
  void shouldSayTheSameOfThePastWhenTheLeaseIsClearedAway() {
    // Given
    String suspended = registry.verified();
    String other = registry.verified();
    Licence licence = oneRoomFor(suspended, other);
    IntendedUse next = drivenBy(licence, other);
    lease(drivenBy(licence, suspended), "worker-of-the-past");
    MovableClock.forward(Duration.ofSeconds(1));
    suspend(suspended);
    MovableClock.forward(Duration.ofSeconds(3));
    Instant within = now();
    MovableClock.forward(Duration.ofSeconds(1));
    Instant after = now();
    MovableClock.forward(Duration.ofMinutes(2));

    // When
    List<String> kept = then(next, within);
    housekeeping.clear(Instant.EPOCH, now()).await().atMost(PATIENCE);
    List<String> cleared = then(next, within);
    List<String> ranOut = then(next, after);

    // Then
    assertThat(kept).containsExactly(TOO_MANY);
    assertThat(cleared).isEqualTo(kept);
    assertThat(ranOut).isEmpty();
  }
}

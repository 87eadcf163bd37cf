package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.Timestamp;
import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.DecideRequest;
import dev.afterglow.api.registry.v1.DecideResponse;
import dev.afterglow.api.registry.v1.Denial;
import dev.afterglow.api.registry.v1.DenialReason;
import dev.afterglow.api.registry.v1.ErasePersonRequest;
import dev.afterglow.api.registry.v1.IntendedUse;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.ReleaseLeaseRequest;
import dev.afterglow.api.registry.v1.RevokeLicenceRequest;
import dev.afterglow.api.registry.v1.SuspendPersonRequest;
import dev.afterglow.registry.lease.storage.LeaseEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** "What would have been decided on that day?", over the wire. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
@Timeout(180)
class PastDecisionTest extends RegistryScene {
  private static final long SEED = Long.getLong("seed", 20261123L);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject LeaseEvents housekeeping;

  private static Instant now() {
    return new MovableClock().instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** The time at which something just happened; afterwards it is past. */
  private static Instant past() {
    Instant then = now();
    MovableClock.forward(Duration.ofMinutes(2));
    return then;
  }

  private DecideResponse then(IntendedUse use, Instant at) {
    return registry.licences.decide(
        DecideRequest.newBuilder().setUse(use).setAtTime(exactly(at)).build());
  }

  private static Timestamp exactly(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build();
  }

  private static List<DenialReason> reasons(DecideResponse decision) {
    return decision.getDenialsList().stream().map(Denial::getReason).toList();
  }

  private String lease(IntendedUse use) {
    return registry
        .leases
        .acquireLease(
            AcquireLeaseRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setUse(use)
                .setHolder("worker-1")
                .build())
        .getLease()
        .getLeaseId();
  }

  private void revoke(Licence licence) {
    registry.licences.revokeLicence(
        RevokeLicenceRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setLicenceId(licence.getLicenceId())
            .build());
  }

  @Test
  void shouldAnswerFromTheLicenceOfThenWhenItWasGrantedAndRevokedSince() {
    // Given
    Instant before = past();
    Licence licence = registry.ready();
    IntendedUse use = registry.use(licence);
    Instant granted = past();
    revoke(licence);
    Instant revoked = past();

    // When
    DecideResponse early = then(use, before);
    DecideResponse between = then(use, granted);
    DecideResponse late = then(use, revoked);

    // Then
    assertThat(reasons(early))
        .contains(
            DenialReason.DENIAL_REASON_LICENCE_MISSING,
            DenialReason.DENIAL_REASON_AVATAR_MISMATCH,
            DenialReason.DENIAL_REASON_DRIVER_NOT_VERIFIED);
    assertThat(between.getAllowed()).isTrue();
    assertThat(between.getEpoch()).isEqualTo(1);
    assertThat(between.getDecideTime()).isEqualTo(exactly(granted));
    assertThat(reasons(late)).containsExactly(DenialReason.DENIAL_REASON_LICENCE_REVOKED);
    assertThat(late.getEpoch()).isEqualTo(2);
  }

  @Test
  void shouldAnswerFromThePolicyOfThenWhenNoneWasInForce() {
    // Given
    Licence licence = registry.ready();
    past();

    // When
    DecideResponse decision = then(registry.use(licence), Instant.parse("2019-01-01T00:00:00Z"));

    // Then
    assertThat(reasons(decision))
        .contains(
            DenialReason.DENIAL_REASON_PLATFORM_UNKNOWN,
            DenialReason.DENIAL_REASON_LICENCE_MISSING);
  }

  @Test
  void shouldAnswerFromThePersonOfThenWhenTheyWereSuspendedSince() {
    // Given
    Licence licence = registry.ready();
    Instant verified = past();
    registry.identities.suspendPerson(
        SuspendPersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(licence.getLicensorSubjectId())
            .build());
    Instant suspended = past();

    // When
    DecideResponse before = then(registry.use(licence), verified);
    DecideResponse after = then(registry.use(licence), suspended);

    // Then
    assertThat(before.getAllowed()).isTrue();
    assertThat(reasons(after))
        .containsExactly(
            DenialReason.DENIAL_REASON_DRIVER_NOT_VERIFIED,
            DenialReason.DENIAL_REASON_LICENSOR_NOT_VERIFIED);
  }

  @Test
  void shouldCountTheRoomsOfThenWhenTheirLeasesAreClearedAway() {
    // Given
    Licence licence = registry.ready();
    String lease = lease(registry.use(licence));
    Instant on = now();
    MovableClock.forward(Duration.ofSeconds(2));
    registry.leases.releaseLease(ReleaseLeaseRequest.newBuilder().setLeaseId(lease).build());
    Instant off = past();

    // When
    List<DenialReason> whileOn = reasons(then(registry.use(licence), on));
    housekeeping.clear(Instant.EPOCH, now()).await().atMost(PATIENCE);
    List<DenialReason> whileOnCleared = reasons(then(registry.use(licence), on));
    List<DenialReason> afterwards = reasons(then(registry.use(licence), off));

    // Then
    assertThat(whileOn).containsExactly(DenialReason.DENIAL_REASON_TOO_MANY_ROOMS);
    assertThat(whileOnCleared).isEqualTo(whileOn);
    assertThat(afterwards).isEmpty();
  }

  @Test
  void shouldSayThatItIsNotKnownWhenSomebodyWasErasedOrNothingIsKeptOfThem() {
    // Given
    Licence erased = registry.ready();
    Licence unkept = registry.ready();
    Instant before = past();
    registry.identities.erasePerson(
        ErasePersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(erased.getLicensorSubjectId())
            .build());
    Instant after = past();
    pool.preparedQuery("delete from registry.person_history where subject_id = $1")
        .execute(Tuple.of(unkept.getLicensorSubjectId()))
        .await()
        .atMost(PATIENCE);

    // When
    Throwable ofErased = catchThrowable(() -> then(registry.use(erased), before));
    DecideResponse afterErasure = then(registry.use(erased), after);
    Throwable ofUnkept = catchThrowable(() -> then(registry.use(unkept), before));

    // Then
    assertThat(RegistryCaller.info(ofErased).getReason()).isEqualTo("HISTORY_NOT_KEPT");
    assertThat(RegistryCaller.info(ofErased).getMetadataMap())
        .containsEntry("record", "person:" + erased.getLicensorSubjectId());
    assertThat(reasons(afterErasure))
        .contains(
            DenialReason.DENIAL_REASON_LICENCE_REVOKED,
            DenialReason.DENIAL_REASON_DRIVER_NOT_VERIFIED);
    assertThat(RegistryCaller.info(ofUnkept).getReason()).isEqualTo("HISTORY_NOT_KEPT");
  }

  @Test
  void shouldSayThatItIsNotKnownWhenLeasesWereNotKeptThen() {
    // Given
    Licence licence = registry.ready();
    Instant before = past();
    Instant since = now();
    pool.preparedQuery("update registry.past_lease_kept set since_time = $1")
        .execute(Tuple.of(since.atOffset(ZoneOffset.UTC)))
        .await()
        .atMost(PATIENCE);

    // When
    Throwable refused = catchThrowable(() -> then(registry.use(licence), before));
    pool.query("update registry.past_lease_kept set since_time = '1970-01-01 00:00:00Z'")
        .execute()
        .await()
        .atMost(PATIENCE);

    // Then
    assertThat(RegistryCaller.info(refused).getReason()).isEqualTo("HISTORY_NOT_KEPT");
    assertThat(RegistryCaller.info(refused).getMetadataMap())
        .containsEntry("record", "leases:" + licence.getLicenceId());
  }

  @Test
  void shouldRefuseATimeThatIsNotPast() {
    // Given
    IntendedUse use = registry.use(registry.ready());

    // When
    Throwable future = catchThrowable(() -> then(use, now().plusSeconds(1)));
    Throwable fresh = catchThrowable(() -> then(use, now().minusSeconds(59)));
    Throwable ancient = catchThrowable(() -> then(use, Instant.parse("1969-12-31T00:00:00Z")));

    // Then
    for (Throwable refused : List.of(future, fresh, ancient)) {
      assertThat(RegistryCaller.info(refused).getReason()).isEqualTo("INVALID_FIELD");
      assertThat(RegistryCaller.info(refused).getMetadataMap()).containsEntry("field", "at_time");
    }
  }

  @Test
  void shouldGrantAndNoteNothingWhenThePastAllows() {
    // Given
    Licence licence = registry.ready();
    Instant then = past();
    revoke(licence);
    long before = everything();

    // When
    boolean allowed = then(registry.use(licence), then).getAllowed();
    Throwable lease = catchThrowable(() -> lease(registry.use(licence)));

    // Then
    assertThat(allowed).isTrue();
    assertThat(everything()).isEqualTo(before);
    assertThat(RegistryCaller.info(lease).getReason()).isEqualTo("DECISION_DENIED");
  }

  /** Rows that a grant would add to. */
  private long everything() {
    return pool.query(
            "select (select count(*) from registry.lease) + (select count(*) from"
                + " registry.log_opening) + (select count(*) from registry.request)")
        .execute()
        .map(rows -> rows.iterator().next().getLong(0))
        .await()
        .atMost(PATIENCE);
  }

  private record Answered(IntendedUse use, Instant at, DecideResponse decision) {}

  @Test
  void shouldAnswerAsWasAnsweredThenWhateverHappenedSince() {
    // Given
    Random random = new Random(SEED);
    List<Licence> licences = new ArrayList<>();
    List<String> leases = new ArrayList<>();
    List<Answered> answered = new ArrayList<>();
    for (int step = 0; step < 60; step++) {
      happen(random, licences, leases);
      Licence licence = licences.get(random.nextInt(licences.size()));
      IntendedUse use = registry.use(licence);
      DecideResponse decision =
          registry.licences.decide(DecideRequest.newBuilder().setUse(use).build());
      answered.add(new Answered(use, now(), decision));
      MovableClock.forward(Duration.ofMillis(1 + random.nextInt(4_000)));
    }
    past();

    // When
    List<DecideResponse> again =
        answered.stream().map(each -> then(each.use(), each.at())).toList();

    // Then
    for (int i = 0; i < answered.size(); i++) {
      assertThat(again.get(i)).as("seed %d step %d", SEED, i).isEqualTo(answered.get(i).decision());
    }
    assertThat(again).anyMatch(DecideResponse::getAllowed);
    assertThat(again).anyMatch(decision -> !decision.getAllowed());
  }

  private void happen(Random random, List<Licence> licences, List<String> leases) {
    if (licences.size() < 3) {
      String person = registry.verified();
      licences.add(
          registry
              .licences
              .grantLicence(
                  registry
                      .grant(
                          person,
                          registry
                              .terms(registry.upload(person).getAvatarId())
                              .setMaxHoursPerDay(1)
                              .build())
                      .build())
              .getLicence());
      return;
    }
    Licence one = licences.get(random.nextInt(licences.size()));
    switch (random.nextInt(8)) {
      case 0 -> {
        revoke(one);
        licences.remove(random.nextInt(licences.size()));
      }
      case 1 ->
          registry.identities.suspendPerson(
              SuspendPersonRequest.newBuilder()
                  .setRequestId(RegistryCaller.id())
                  .setSubjectId(one.getLicensorSubjectId())
                  .build());
      case 2, 3, 4 -> {
        // A refusal is as good: nothing happened then.
        Throwable refused = catchThrowable(() -> leases.add(lease(registry.use(one))));
        if (refused != null) {
          assertThat(RegistryCaller.info(refused).getReason()).isEqualTo("DECISION_DENIED");
        }
      }
      case 5 -> {
        if (!leases.isEmpty()) {
          registry.leases.releaseLease(
              ReleaseLeaseRequest.newBuilder().setLeaseId(leases.removeLast()).build());
        }
      }
      case 6 -> MovableClock.forward(Duration.ofSeconds(20));
      default -> licences.remove(one);
    }
  }
}

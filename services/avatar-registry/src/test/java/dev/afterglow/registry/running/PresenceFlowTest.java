package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.AssuranceLevel;
import dev.afterglow.api.registry.v1.BeginPresenceRequest;
import dev.afterglow.api.registry.v1.DecideIdentityReviewRequest;
import dev.afterglow.api.registry.v1.DecideRequest;
import dev.afterglow.api.registry.v1.DecideResponse;
import dev.afterglow.api.registry.v1.Denial;
import dev.afterglow.api.registry.v1.DenialReason;
import dev.afterglow.api.registry.v1.Document;
import dev.afterglow.api.registry.v1.DocumentType;
import dev.afterglow.api.registry.v1.ErasePersonRequest;
import dev.afterglow.api.registry.v1.GetPersonRequest;
import dev.afterglow.api.registry.v1.GetPlatformPolicyRequest;
import dev.afterglow.api.registry.v1.GetPresenceRequest;
import dev.afterglow.api.registry.v1.IdentityReviewReason;
import dev.afterglow.api.registry.v1.IdentityReviewServiceGrpc;
import dev.afterglow.api.registry.v1.IdentityReviewVerdict;
import dev.afterglow.api.registry.v1.IntendedUse;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.Person;
import dev.afterglow.api.registry.v1.PersonState;
import dev.afterglow.api.registry.v1.Presence;
import dev.afterglow.api.registry.v1.PresenceState;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.api.registry.v1.StreamLease;
import dev.afterglow.api.registry.v1.SuspendPersonRequest;
import io.quarkus.grpc.stubs.ServerCalls;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whether it is them, now: apart from who they are, and asked for before a room is driven. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
@QuarkusTestResource(value = DemandedPresence.class, restrictToAnnotatedClass = true)
class PresenceFlowTest extends RegistryScene {
  private String number;

  /** Quarkus keeps the error handlers of the first application that ran in this JVM. */
  @BeforeAll
  static void forgetEarlierApplications() throws ReflectiveOperationException {
    Field handlers = ServerCalls.class.getDeclaredField("ehp");
    handlers.setAccessible(true);
    handlers.set(null, null);
  }

  private String verified(String name) {
    number = RegistryCaller.number();
    return registry
        .resume(
            registry
                .identities
                .beginVerification(registry.verification(number, name).build())
                .getPerson()
                .getSubjectId())
        .getSubjectId();
  }

  private Licence licence(String person) {
    return registry.licence(person, registry.upload(person).getAvatarId());
  }

  private Presence present(String person) {
    return registry.resumePresence(registry.beginPresence(person, "simulator").getPresenceId());
  }

  private DecideResponse decide(IntendedUse use) {
    return registry.licences.decide(DecideRequest.newBuilder().setUse(use).build());
  }

  private StreamLease acquire(IntendedUse use, long term) {
    return registry
        .leases
        .acquireLease(
            AcquireLeaseRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setUse(use)
                .setHolder("worker-" + term)
                .setTerm(term)
                .build())
        .getLease();
  }

  private Person person(String subject) {
    return registry
        .identities
        .getPerson(GetPersonRequest.newBuilder().setSubjectId(subject).build())
        .getPerson();
  }

  private static Denial notPresent(String record) {
    return Denial.newBuilder()
        .setReason(DenialReason.DENIAL_REASON_DRIVER_NOT_PRESENT)
        .setRecord(record)
        .build();
  }

  private void older(String table, String time, String key, String id, Duration by) {
    pool.preparedQuery(
            "update registry."
                + table
                + " set "
                + time
                + " = "
                + time
                + " - make_interval(secs => $2) where "
                + key
                + " = $1")
        .execute(Tuple.of(id, (double) by.toSeconds()))
        .await()
        .indefinitely();
  }

  @Test
  void shouldDenyTheRoomUntilItsDriverIsThere() {
    // Given
    String driver = verified("Wei");
    IntendedUse use = registry.use(licence(driver));
    Person before = person(driver);

    // When
    DecideResponse early = decide(use);
    Throwable refused = catchThrowable(() -> acquire(use, 1));
    Presence presence = present(driver);
    DecideResponse then = decide(use);
    StreamLease lease = acquire(use, 1);

    // Then
    assertThat(early.getDenialsList()).containsExactly(notPresent("person:" + driver));
    assertThat(RegistryCaller.info(refused).getMetadataMap())
        .containsEntry("reasons", "DRIVER_NOT_PRESENT");
    assertThat(presence.getState()).isEqualTo(PresenceState.PRESENCE_STATE_PROVEN);
    assertThat(presence.getAssuranceLevel()).isEqualTo(AssuranceLevel.ASSURANCE_LEVEL_SIMULATED);
    assertThat(then.getAllowed()).isTrue();
    assertThat(lease.getLeaseId()).isNotEmpty();
    assertThat(person(driver)).as("who they are is untouched").isEqualTo(before);
    assertThat(presence.getProviderTransaction()).isNotEqualTo(before.getProviderTransaction());
  }

  @Test
  void shouldTellWhatThePolicyAsksAndBySayingWhat() {
    // When
    var policy =
        registry.licences.getPlatformPolicy(
            GetPlatformPolicyRequest.newBuilder().setPlatform("douyin_live").build());
    var film =
        registry.licences.getPlatformPolicy(
            GetPlatformPolicyRequest.newBuilder().setPlatform("film_post").build());

    // Then
    assertThat(policy.getPresenceWithin().getSeconds()).isEqualTo(30 * 60);
    assertThat(policy.getPresenceSource()).contains("[?]");
    assertThat(film.getPresenceWithin().getSeconds()).isZero();
    assertThat(film.getPresenceSource()).isEmpty();
  }

  @Test
  void shouldDenyByThePresenceThatIsTooOldAndLetAPersonProveItAgain() {
    // Given
    String driver = verified("Wei");
    IntendedUse use = registry.use(licence(driver));
    Presence presence = present(driver);
    MovableClock.forward(Duration.ofMinutes(30));

    // When
    DecideResponse old = decide(use);
    present(driver);
    DecideResponse anew = decide(use);

    // Then
    assertThat(old.getDenialsList())
        .containsExactly(notPresent("presence:" + presence.getPresenceId()));
    assertThat(anew.getAllowed()).isTrue();
  }

  @Test
  void shouldGoOnDrivingWhileThePresenceGrowsOldAndNotBeginAnotherRoomWithIt() {
    // Given
    String driver = verified("Wei");
    Licence licence = licence(driver);
    IntendedUse use = registry.use(licence);
    Presence presence = present(driver);
    StreamLease lease = acquire(use, 1);
    Duration hours = Duration.ofHours(4);
    for (String time : new String[] {"create_time", "prove_time", "expire_time"}) {
      older("presence", time, "presence_id", presence.getPresenceId(), hours);
    }
    older("lease", "drive_time", "lease_id", lease.getLeaseId(), hours);

    // When
    StreamLease renewed =
        registry
            .leases
            .renewLease(RenewLeaseRequest.newBuilder().setLeaseId(lease.getLeaseId()).build())
            .getLease();
    StreamLease takenOver = acquire(use, 2);
    DecideResponse elsewhere = decide(use.toBuilder().setRoomId(RegistryCaller.id()).build());

    // Then
    assertThat(renewed.getLeaseId()).isEqualTo(lease.getLeaseId());
    assertThat(takenOver.getLeaseId()).as("another worker, the same drive").isNotEmpty();
    assertThat(elsewhere.getDenialsList())
        .contains(notPresent("presence:" + presence.getPresenceId()));
  }

  @Test
  void shouldRefuseThePresenceAndLeaveThePersonWhoTheyAreWhenItIsSomebodyElse() {
    // Given
    String driver = verified("Wei #PRESENCE_FACE_DIFFERS");
    IntendedUse use = registry.use(licence(driver));

    // When
    Presence presence = present(driver);

    // Then
    assertThat(presence.getState()).isEqualTo(PresenceState.PRESENCE_STATE_REFUSED);
    assertThat(presence.getRefusal()).isEqualTo("FACE_DIFFERS");
    assertThat(person(driver).getState()).isEqualTo(PersonState.PERSON_STATE_VERIFIED);
    assertThat(decide(use).getDenialsList()).containsExactly(notPresent("person:" + driver));
  }

  @Test
  void shouldProveNothingWhenTheAnswerComesTooLate() {
    // Given
    String driver = verified("Wei");
    String asked = registry.beginPresence(driver, "simulator").getPresenceId();
    MovableClock.forward(Duration.ofMinutes(10));

    // When
    Presence presence = registry.resumePresence(asked);
    Presence again = registry.resumePresence(asked);

    // Then
    assertThat(presence.getState()).isEqualTo(PresenceState.PRESENCE_STATE_REFUSED);
    assertThat(presence.getRefusal()).isEqualTo("EXPIRED");
    assertThat(again).isEqualTo(presence);
  }

  @Test
  void shouldAskNobodyAboutWhoeverIsNotVerified() {
    // Given
    String pending = registry.begin("Wei #OPEN").getSubjectId();
    BeginPresenceRequest unknown =
        BeginPresenceRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(verified("Wei"))
            .setProvider("aliyun")
            .build();

    // When
    Throwable early = catchThrowable(() -> registry.beginPresence(pending, "simulator"));
    Throwable notOffered = catchThrowable(() -> registry.presences.beginPresence(unknown));

    // Then
    assertThat(RegistryCaller.info(early).getReason()).isEqualTo("PERSON_NOT_VERIFIED");
    assertThat(RegistryCaller.info(notOffered).getMetadataMap()).containsEntry("field", "provider");
    assertThat(rows("presence", pending)).isZero();
  }

  @Test
  void shouldSetPresencesAsideWhenTheirPersonIsSuspendedAndVerifiedAgain() {
    // Given
    String driver = verified("Wei");
    IntendedUse use = registry.use(licence(driver));
    Presence proven = present(driver);
    String asked = registry.beginPresence(driver, "simulator").getPresenceId();
    registry.identities.suspendPerson(
        SuspendPersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(driver)
            .build());

    // When
    Presence late = registry.resumePresence(asked);
    registry.identities.beginVerification(registry.verification(number, "Wei").build());
    Person back = registry.resume(driver);

    // Then
    assertThat(late.getState()).isEqualTo(PresenceState.PRESENCE_STATE_VOIDED);
    assertThat(
            registry
                .presences
                .getPresence(
                    GetPresenceRequest.newBuilder().setPresenceId(proven.getPresenceId()).build())
                .getPresence()
                .getState())
        .isEqualTo(PresenceState.PRESENCE_STATE_VOIDED);
    assertThat(back.getState()).isEqualTo(PersonState.PERSON_STATE_VERIFIED);
    assertThat(decide(use).getDenialsList()).containsExactly(notPresent("person:" + driver));
  }

  @Test
  void shouldProveAPresenceByTwoPeopleWhoSeeThePerson() {
    // Given
    String driver = verified("Wei");
    IntendedUse use = registry.use(licence(driver));
    Person before = person(driver);
    String one = registry.verified();
    String two = registry.verified();
    Presence asked = registry.beginPresence(driver, "manual");

    // When
    approve(asked, one);
    Presence between = registry.resumePresence(asked.getPresenceId());
    approve(asked, two);
    Presence after = registry.resumePresence(asked.getPresenceId());

    // Then
    assertThat(between.getState()).isEqualTo(PresenceState.PRESENCE_STATE_ASKED);
    assertThat(after.getState()).isEqualTo(PresenceState.PRESENCE_STATE_PROVEN);
    assertThat(after.getAssuranceLevel()).isEqualTo(AssuranceLevel.ASSURANCE_LEVEL_MANUAL);
    assertThat(person(driver)).isEqualTo(before);
    assertThat(decide(use).getAllowed()).isTrue();
  }

  private void approve(Presence presence, String reviewer) {
    var _ =
        IdentityReviewServiceGrpc.newBlockingStub(registry.channel())
            .decideIdentityReview(
                DecideIdentityReviewRequest.newBuilder()
                    .setRequestId(RegistryCaller.id())
                    .setReviewId(presence.getProviderTransaction())
                    .setReviewerSubjectId(reviewer)
                    .setVerdict(IdentityReviewVerdict.IDENTITY_REVIEW_VERDICT_APPROVE)
                    .setReason(IdentityReviewReason.IDENTITY_REVIEW_REASON_SEEN_ON_VIDEO)
                    .setDocument(
                        Document.newBuilder()
                            .setType(DocumentType.DOCUMENT_TYPE_CN_RESIDENT_ID)
                            .setNumber(number)
                            .setName("Wei"))
                    .build());
  }

  @Test
  void shouldDecideOnThePastByWhatWasKnownThen() {
    // Given
    String driver = verified("Wei");
    IntendedUse use = registry.use(licence(driver));
    MovableClock.forward(Duration.ofMinutes(2));
    Instant before = new MovableClock().instant();
    MovableClock.forward(Duration.ofMinutes(2));
    present(driver);
    MovableClock.forward(Duration.ofMinutes(2));
    Instant after = new MovableClock().instant();
    MovableClock.forward(Duration.ofMinutes(2));

    // When
    DecideResponse early = at(use, before);
    DecideResponse late = at(use, after);

    // Then
    assertThat(early.getDenialsList()).containsExactly(notPresent("person:" + driver));
    assertThat(late.getAllowed()).isTrue();
  }

  private DecideResponse at(IntendedUse use, Instant time) {
    return registry.licences.decide(
        DecideRequest.newBuilder().setUse(use).setAtTime(RegistryCaller.at(time)).build());
  }

  @Test
  void shouldForgetPresencesWhenTheirPersonIsErased() {
    // Given
    String driver = verified("Wei");
    present(driver);

    // When
    registry.identities.erasePerson(
        ErasePersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(driver)
            .build());

    // Then
    assertThat(rows("presence", driver)).isZero();
  }

  @Test
  void shouldWaitForAProviderThatDoesNotAnswerAndLeaveThePresenceAsked() {
    // Given
    String driver = verified("Wei #PRESENCE_LATE");
    String asked = registry.beginPresence(driver, "simulator").getPresenceId();
    long before = System.nanoTime();

    // When
    Throwable unanswered = catchThrowable(() -> registry.resumePresence(asked));
    Duration waited = Duration.ofNanos(System.nanoTime() - before);

    // Then
    assertThat(RegistryCaller.info(unanswered).getReason())
        .isEqualTo("IDENTITY_PROVIDER_UNAVAILABLE");
    assertThat(waited)
        .as("the whole patience was waited for")
        .isGreaterThan(Duration.ofMillis(990));
    assertThat(
            registry
                .presences
                .getPresence(GetPresenceRequest.newBuilder().setPresenceId(asked).build())
                .getPresence()
                .getState())
        .isEqualTo(PresenceState.PRESENCE_STATE_ASKED);
  }
}

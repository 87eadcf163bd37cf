package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.DecideRequest;
import dev.afterglow.api.registry.v1.DecideResponse;
import dev.afterglow.api.registry.v1.Denial;
import dev.afterglow.api.registry.v1.DenialReason;
import dev.afterglow.api.registry.v1.IntendedUse;
import dev.afterglow.api.registry.v1.LeaseRevoked;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.LicenceState;
import dev.afterglow.api.registry.v1.PersonState;
import dev.afterglow.api.registry.v1.PlatformAccount;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.api.registry.v1.RevokeLicenceRequest;
import dev.afterglow.api.registry.v1.StreamLease;
import dev.afterglow.api.registry.v1.WatchLeasesRequest;
import dev.afterglow.api.registry.v1.WatchLeasesResponse;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The whole way, from a stranger to a revoked lease, over gRPC against a real Postgres. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
class RegistryFlowTest extends RegistryScene {
  private StreamLease acquire(IntendedUse use, String holder) {
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

  private Licence revoke(Licence licence) {
    return registry
        .licences
        .revokeLicence(
            RevokeLicenceRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setLicenceId(licence.getLicenceId())
                .setGrounds("test")
                .build())
        .getLicence();
  }

  @Test
  void shouldPushAndRefuseRenewalWhenLicenceIsRevoked() throws InterruptedException {
    // Given
    Licence licence = registry.ready();
    StreamLease lease = acquire(registry.use(licence), "worker-1");
    assertThat(lease.getTtl().getSeconds()).isEqualTo(5);
    assertThat(lease.getAvatarSha256()).isEqualTo(licence.getAvatarSha256());
    StreamLease renewed = renew(lease);
    assertThat(List.of(lease, renewed)).allMatch(StreamLease::getIdleMotionAllowed);
    assertThat(List.of(lease, renewed)).noneMatch(StreamLease::getMouthFromVoiceAllowed);
    Watch watch = new Watch("worker-1");
    Watch stranger = new Watch("worker-2");
    Licence others = registry.ready();
    StreamLease strangers = acquire(registry.use(others), "worker-2");

    // When
    Licence revoked = revoke(licence);
    revoke(others);

    // Then
    LeaseRevoked pushed = RegistryCaller.await(watch.revoked);
    assertThat(pushed.getLeaseId()).isEqualTo(renewed.getLeaseId());
    assertThat(pushed.getReason()).isEqualTo(DenialReason.DENIAL_REASON_LICENCE_REVOKED);
    assertThat(pushed.getEpoch()).isEqualTo(2);
    assertThat(revoked.getState()).isEqualTo(LicenceState.LICENCE_STATE_REVOKED);
    assertThat(RegistryCaller.await(stranger.revoked).getLeaseId())
        .as("the first that another holder hears is of their own lease")
        .isEqualTo(strangers.getLeaseId());
    var refusal = RegistryCaller.info(catchThrowable(() -> renew(lease)));
    assertThat(refusal.getReason()).isEqualTo("LEASE_REVOKED");
    assertThat(refusal.getMetadataMap()).containsEntry("epoch", "2");
    assertThat(
            RegistryCaller.info(catchThrowable(() -> acquire(registry.use(licence), "worker-1")))
                .getMetadataMap())
        .as("its holder may not have heard, so the room is still one")
        .containsEntry("reasons", "LICENCE_REVOKED,TOO_MANY_ROOMS");
  }

  @Test
  void shouldRenewWithoutAWarningOfTheStore() {
    // Given
    StreamLease lease = acquire(registry.use(registry.ready()), "worker-quiet");
    Logger store = Logger.getLogger("org.hibernate");
    List<String> warnings = new CopyOnWriteArrayList<>();
    Handler handler = new WarningsOf(warnings);
    store.addHandler(handler);

    // When
    StreamLease renewed;
    try {
      renewed = renew(lease);
      Logger.getLogger("org.hibernate.orm.deprecation").warning("heard");
    } finally {
      store.removeHandler(handler);
    }

    // Then
    assertThat(renewed.getLeaseId()).isEqualTo(lease.getLeaseId());
    assertThat(renewed.getUse()).isEqualTo(lease.getUse());
    assertThat(warnings).containsExactly("heard");
  }

  @Test
  void shouldPushWhenAnotherReplicaRevokes() throws InterruptedException {
    // Given
    Watch watch = new Watch("worker-3");

    // When
    pool.query(
            "insert into registry.lease_event"
                + " (tenant, holder, lease_id, reason, epoch, create_time) values"
                + " ('default', 'worker-3', 'lease of theirs', 'LICENCE_REVOKED', 7, now())")
        .execute()
        .await()
        .indefinitely();

    // Then
    LeaseRevoked pushed = RegistryCaller.await(watch.revoked);
    assertThat(pushed.getLeaseId()).isEqualTo("lease of theirs");
    assertThat(pushed.getEpoch()).isEqualTo(7);
  }

  @Test
  void shouldHearWhatItMissedWhenAWatchGoesOnFromItsCursor() throws InterruptedException {
    // Given
    Licence licence = registry.ready();
    StreamLease lease = acquire(registry.use(licence), "worker-4");
    String cursor = new Watch("worker-4").cursor;
    revoke(licence);

    // When
    Watch again = new Watch("worker-4", cursor);

    // Then
    assertThat(RegistryCaller.await(again.revoked).getLeaseId()).isEqualTo(lease.getLeaseId());
  }

  @Test
  void shouldGiveTheSameLeaseWhenTheRequestIsRepeated() {
    // Given
    AcquireLeaseRequest request =
        AcquireLeaseRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setUse(registry.use(registry.ready()))
            .setHolder("worker-5")
            .build();
    StreamLease first = registry.leases.acquireLease(request).getLease();

    // When
    StreamLease again = registry.leases.acquireLease(request).getLease();
    Throwable other =
        catchThrowable(
            () -> registry.leases.acquireLease(request.toBuilder().setHolder("other").build()));

    // Then
    assertThat(again).isEqualTo(first);
    assertThat(RegistryCaller.info(other).getReason()).isEqualTo("REQUEST_ID_REUSED");
  }

  @Test
  void shouldTellEveryReasonWhenUseIsDenied() {
    // Given
    Licence licence = registry.ready();
    IntendedUse use =
        registry.use(licence).toBuilder()
            .setPlatform(PlatformAccount.newBuilder().setPlatform("douyin_live").setAccountId("a"))
            .setTerritory("US")
            .build();

    // When
    DecideResponse decision =
        registry.licences.decide(DecideRequest.newBuilder().setUse(use).build());

    // Then
    assertThat(decision.getAllowed()).isFalse();
    assertThat(decision.getDenialsList())
        .extracting(Denial::getReason)
        .containsOnly(
            DenialReason.DENIAL_REASON_TERRITORY_NOT_LICENSED,
            DenialReason.DENIAL_REASON_DRIVER_NOT_VERIFIED,
            DenialReason.DENIAL_REASON_LICENSOR_NOT_VERIFIED,
            DenialReason.DENIAL_REASON_PLATFORM_POLICY);
    assertThat(decision.getDenialsList())
        .extracting(Denial::getRecord)
        .contains("licence:" + licence.getLicenceId(), "policy:douyin_live@2026-02-01");
  }

  @Test
  void shouldAllowWhenEverythingFits() {
    // Given
    Licence licence = registry.ready();

    // When
    DecideResponse decision =
        registry.licences.decide(DecideRequest.newBuilder().setUse(registry.use(licence)).build());

    // Then
    assertThat(decision.getDenialsList()).isEmpty();
    assertThat(decision.getAllowed()).isTrue();
    assertThat(decision.getEpoch()).isEqualTo(1);
  }

  @Test
  void shouldRefuseASecondRoomWhenLicenceAllowsOne() {
    // Given
    Licence licence = registry.ready();
    IntendedUse use = registry.use(licence);
    acquire(use, "worker-1");

    // When
    StreamLease sameRoom = acquire(use, "worker-1");
    Throwable otherRoom = catchThrowable(() -> acquire(registry.use(licence), "worker-2"));

    // Then
    assertThat(sameRoom.getLeaseId()).isNotEmpty();
    assertThat(RegistryCaller.info(otherRoom).getMetadataMap())
        .containsEntry("reasons", "TOO_MANY_ROOMS");
  }

  @Test
  void shouldNotRenewWhenLeaseHasExpired() {
    // Given
    Licence licence = registry.ready();
    StreamLease lease = acquire(registry.use(licence), "worker-1");
    MovableClock.forward(Duration.ofSeconds(5));

    // When
    Throwable refused = catchThrowable(() -> renew(lease));

    // Then
    assertThat(RegistryCaller.info(refused).getReason()).isEqualTo("LEASE_NOT_FOUND");
    assertThat(acquire(registry.use(licence), "worker-1").getLeaseId()).isNotEmpty();
  }

  @Test
  void shouldLeaveTheOlderWorkerNothingWhenTheRoomIsGivenToAnother() {
    // Given
    IntendedUse use = registry.use(registry.ready());
    StreamLease old = acquire(use, "worker-before");

    // When
    StreamLease fresh = registry.leases.acquireLease(underTerm(use, "worker-after", 7)).getLease();

    // Then
    assertThat(reasons(() -> renew(old))).isEqualTo("SUPERSEDED");
    assertThat(reasons(() -> acquire(use, "worker-before"))).isEqualTo("SUPERSEDED");
    assertThat(renew(fresh).getLeaseId()).isEqualTo(fresh.getLeaseId());
    assertThat(registry.leases.acquireLease(underTerm(use, "worker-after", 7)).getLease())
        .as("one worker holds two: for rehearsal and for live")
        .isNotEqualTo(fresh);
  }

  @Test
  void shouldLeaveOneWorkerTheRoomWhenTwoNameTheSameTermOrNone() {
    // Given
    IntendedUse use = registry.use(registry.ready());
    StreamLease first = acquire(use, "worker-one");

    // When
    StreamLease second = acquire(use, "worker-two");
    StreamLease third = registry.leases.acquireLease(underTerm(use, "worker-three", 3)).getLease();
    StreamLease fourth = registry.leases.acquireLease(underTerm(use, "worker-four", 3)).getLease();

    // Then
    for (StreamLease old : List.of(first, second, third)) {
      assertThat(catchThrowable(() -> renew(old))).as(old.getLeaseId()).isNotNull();
    }
    assertThat(RegistryCaller.info(catchThrowable(() -> renew(third))).getReason())
        .as("void, under the same term")
        .isEqualTo("LEASE_REVOKED");
    assertThat(live(use.getRoomId())).containsExactly("worker-four");
    assertThat(renew(fourth).getLeaseId()).isEqualTo(fourth.getLeaseId());
  }

  private List<String> live(String room) {
    return pool.preparedQuery(
            "select holder from registry.lease where room_id = $1 and state = 'LIVE'")
        .execute(Tuple.of(room))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false))
        .map(rows -> rows.map(row -> row.getString(0)).toList())
        .await()
        .indefinitely();
  }

  private static AcquireLeaseRequest underTerm(IntendedUse use, String holder, long term) {
    return AcquireLeaseRequest.newBuilder()
        .setRequestId(RegistryCaller.id())
        .setUse(use)
        .setHolder(holder)
        .setTerm(term)
        .build();
  }

  private static String reasons(ThrowingCallable call) {
    return RegistryCaller.info(catchThrowable(call)).getMetadataOrDefault("reasons", "");
  }

  @Test
  void shouldBePendingUntilResumedWhenVerificationBegins() {
    // Given
    var person = registry.begin(RegistryCaller.NAME);

    // When
    var after = registry.resume(person.getSubjectId());

    // Then
    assertThat(person.getState()).isEqualTo(PersonState.PERSON_STATE_PENDING);
    assertThat(after.getState()).isEqualTo(PersonState.PERSON_STATE_VERIFIED);
    assertThat(registry.resume(person.getSubjectId())).isEqualTo(after);
  }

  /** A watch that is known to be in force. */
  private final class Watch implements StreamObserver<WatchLeasesResponse> {
    private final CompletableFuture<LeaseRevoked> revoked = new CompletableFuture<>();
    private final CountDownLatch alive = new CountDownLatch(1);

    private volatile String cursor = "";

    private Watch(String holder) throws InterruptedException {
      this(holder, "");
    }

    private Watch(String holder, String from) throws InterruptedException {
      registry.watches.watchLeases(
          WatchLeasesRequest.newBuilder().setHolder(holder).setCursor(from).build(), this);
      assertThat(alive.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void onNext(WatchLeasesResponse response) {
      if (response.hasRevoked()) {
        revoked.complete(response.getRevoked());
      } else {
        cursor = response.getCursor();
        alive.countDown();
      }
    }

    @Override
    public void onError(Throwable thrown) {
      revoked.completeExceptionally(thrown);
    }

    @Override
    public void onCompleted() {}
  }

  /** Keeps the messages that are worth a warning or more. */
  private static final class WarningsOf extends Handler {
    private final List<String> warnings;

    WarningsOf(List<String> warnings) {
      this.warnings = warnings;
    }

    @Override
    public void publish(LogRecord told) {
      if (told.getLevel().intValue() >= Level.WARNING.intValue()) {
        warnings.add(told.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}

package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.util.concurrent.ListenableFuture;
import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.IntendedUse;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.api.registry.v1.RenewLeaseResponse;
import dev.afterglow.api.registry.v1.RevokeLicenceRequest;
import dev.afterglow.api.registry.v1.StreamLease;
import dev.afterglow.api.registry.v1.SuspendPersonRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many renewals in one transaction: each is decided by itself, and a revocation comes between. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
class RenewalsTest extends RegistryScene {
  private static final int ROOMS = 60;

  private Licence licence(int rooms) {
    String person = registry.verified();
    String avatar = registry.upload(person).getAvatarId();
    return registry
        .licences
        .grantLicence(
            registry
                .grant(person, registry.terms(avatar).setMaxConcurrentRooms(rooms).build())
                .build())
        .getLicence();
  }

  private List<StreamLease> leases(Licence licence, int count) {
    List<StreamLease> leases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leases.add(acquire(registry.use(licence)));
    }
    return leases;
  }

  private StreamLease acquire(IntendedUse use) {
    return registry
        .leases
        .acquireLease(
            AcquireLeaseRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setUse(use)
                .setHolder("worker-many")
                .build())
        .getLease();
  }

  private ListenableFuture<RenewLeaseResponse> renew(String leaseId) {
    return registry.renewals.renewLease(RenewLeaseRequest.newBuilder().setLeaseId(leaseId).build());
  }

  /** OK, or the reason of the refusal. */
  private static String outcome(ListenableFuture<RenewLeaseResponse> answer) throws Exception {
    try {
      answer.get(30, TimeUnit.SECONDS);
      return "OK";
    } catch (ExecutionException e) {
      return RegistryCaller.info(e.getCause()).getReason();
    }
  }

  private String refusal(StreamLease lease) {
    return RegistryCaller.info(
            catchThrowable(
                () ->
                    registry.leases.renewLease(
                        RenewLeaseRequest.newBuilder().setLeaseId(lease.getLeaseId()).build())))
        .getReason();
  }

  @Test
  void shouldAnswerEachByItselfWhenManyRenewAtOnce() throws Exception {
    // Given
    Licence fine = licence(ROOMS);
    Licence revoked = licence(ROOMS);
    List<StreamLease> living = leases(fine, ROOMS);
    List<StreamLease> dead = leases(revoked, ROOMS);
    revoke(revoked);
    Tuple broken = Tuple.of(living.getFirst().getLeaseId());
    pool.preparedQuery("update registry.lease set intended_use = 'no JSON' where lease_id = $1")
        .execute(broken)
        .await()
        .indefinitely();
    MovableClock.forward(Duration.ofSeconds(1));
    List<ListenableFuture<RenewLeaseResponse>> answers = new ArrayList<>();

    // When
    for (int i = 0; i < ROOMS; i++) {
      answers.add(renew(living.get(i).getLeaseId()));
      answers.add(renew(dead.get(i).getLeaseId()));
      answers.add(renew(RegistryCaller.id()));
    }

    // Then
    assertThat(outcome(answers.getFirst())).as("its row cannot be read").isEqualTo("INTERNAL");
    for (int i = 1; i < answers.size(); i++) {
      assertThat(outcome(answers.get(i)))
          .as("answer %d", i)
          .isEqualTo(List.of("OK", "LEASE_REVOKED", "LEASE_NOT_FOUND").get(i % 3));
    }
    StreamLease before = living.get(1);
    StreamLease after = answers.get(3).get().getLease();
    assertThat(after.getLeaseId()).isEqualTo(before.getLeaseId());
    assertThat(after.getExpireTime().getSeconds())
        .isGreaterThan(before.getExpireTime().getSeconds());
  }

  @Test
  void shouldRenewNothingAfterARevocationWasAnsweredWhileRenewalsCome() throws Exception {
    // Given
    Licence licence = licence(ROOMS);
    List<StreamLease> leases = leases(licence, ROOMS);
    List<ListenableFuture<RenewLeaseResponse>> storm = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      leases.forEach(lease -> storm.add(renew(lease.getLeaseId())));
    }

    // When
    revoke(licence);
    List<ListenableFuture<RenewLeaseResponse>> late =
        leases.stream().map(lease -> renew(lease.getLeaseId())).toList();

    // Then
    for (ListenableFuture<RenewLeaseResponse> answer : late) {
      assertThat(outcome(answer)).isEqualTo("LEASE_REVOKED");
    }
    for (ListenableFuture<RenewLeaseResponse> answer : storm) {
      assertThat(outcome(answer)).isIn("OK", "LEASE_REVOKED");
    }
  }

  @Test
  void shouldWaitForWhoeverHoldsTheLicenceAndHoldUpNobodyElse() throws Exception {
    // Given
    Licence held = licence(1);
    StreamLease waiting = acquire(registry.use(held));
    StreamLease other = acquire(registry.use(licence(1)));
    var connection = pool.getConnection().await().indefinitely();
    var transaction = connection.begin().await().indefinitely();
    connection
        .preparedQuery("select 1 from registry.licence where licence_id = $1 for update")
        .execute(Tuple.of(held.getLicenceId()))
        .await()
        .indefinitely();

    // When
    ListenableFuture<RenewLeaseResponse> first = renew(waiting.getLeaseId());
    String meanwhile = outcome(renew(other.getLeaseId()));
    boolean answered = first.isDone();
    transaction.commit().await().indefinitely();
    connection.close().await().indefinitely();

    // Then
    assertThat(meanwhile).isEqualTo("OK");
    assertThat(answered).as("renewed under a licence that somebody else was changing").isFalse();
    assertThat(outcome(first)).isEqualTo("OK");
  }

  @Test
  void shouldRenewNothingWhenTheDriverIsSuspended() {
    // Given
    Licence licence = licence(2);
    StreamLease lease = acquire(registry.use(licence));

    // When
    registry.identities.suspendPerson(
        SuspendPersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(licence.getLicensorSubjectId())
            .build());

    // Then
    assertThat(refusal(lease)).isEqualTo("LEASE_REVOKED");
    assertThat(
            RegistryCaller.info(catchThrowable(() -> acquire(registry.use(licence)))).getReason())
        .isEqualTo("DECISION_DENIED");
  }

  private void revoke(Licence licence) {
    registry.licences.revokeLicence(
        RevokeLicenceRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setLicenceId(licence.getLicenceId())
            .setGrounds("test")
            .build());
  }
}

package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.DecideRequest;
import dev.afterglow.api.registry.v1.Denial;
import dev.afterglow.api.registry.v1.DenialReason;
import dev.afterglow.api.registry.v1.IntendedUse;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.LicenceTerms;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.api.registry.v1.TimeWindow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hours in a day and blackouts, as far as Postgres counts them. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
class HoursTest extends RegistryScene {

  private Licence licence(LicenceTerms.Builder terms, String person) {
    return registry
        .licences
        .grantLicence(registry.grant(person, terms.build()).build())
        .getLicence();
  }

  private List<DenialReason> reasons(IntendedUse use) {
    return registry
        .licences
        .decide(DecideRequest.newBuilder().setUse(use).build())
        .getDenialsList()
        .stream()
        .map(Denial::getReason)
        .toList();
  }

  @Test
  void shouldDenyAndNotRenewWhenTheHoursOfADayAreUsedUp() {
    // Given
    String person = registry.verified();
    Licence licence =
        licence(registry.terms(registry.upload(person).getAvatarId()).setMaxHoursPerDay(1), person);
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
    List<DenialReason> before = reasons(use);

    // When
    pool.preparedQuery(
            "update registry.lease set start_time = start_time - interval '1 hour' where lease_id ="
                + " $1")
        .execute(Tuple.of(lease))
        .await()
        .atMost(Duration.ofSeconds(10));
    List<DenialReason> after = reasons(use);
    Throwable renewal =
        catchThrowable(
            () ->
                registry.leases.renewLease(
                    RenewLeaseRequest.newBuilder().setLeaseId(lease).build()));

    // Then
    assertThat(before).isEmpty();
    assertThat(after).containsExactly(DenialReason.DENIAL_REASON_HOURS_USED_UP);
    assertThat(RegistryCaller.info(renewal).getReason()).isEqualTo("DECISION_DENIED");
  }

  @Test
  void shouldDenyWhileABlackoutLastsAndKeepItsTerms() {
    // Given
    String person = registry.verified();
    Instant now = new MovableClock().instant();
    TimeWindow blackout =
        TimeWindow.newBuilder()
            .setStartTime(RegistryCaller.at(now.minusSeconds(60)))
            .setEndTime(RegistryCaller.at(now.plusSeconds(60)))
            .build();

    // When
    Licence licence =
        licence(
            registry.terms(registry.upload(person).getAvatarId()).addBlackouts(blackout), person);

    // Then
    assertThat(licence.getTerms().getBlackoutsList()).containsExactly(blackout);
    assertThat(reasons(registry.use(licence)))
        .containsExactly(DenialReason.DENIAL_REASON_BLACKED_OUT);
  }
}

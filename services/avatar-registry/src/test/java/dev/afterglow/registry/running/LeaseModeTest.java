package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.IntendedUse;
import dev.afterglow.api.registry.v1.LeaseRevoked;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.PlatformAccount;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.api.registry.v1.RevokeLicenceRequest;
import dev.afterglow.api.registry.v1.StreamLease;
import dev.afterglow.api.registry.v1.UseKind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Strict leases, and available ones where the operator chose them for a tenant. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
@Timeout(60)
class LeaseModeTest extends RegistryScene {
  private static StreamLease lease(RegistryCaller caller, IntendedUse use, String holder) {
    return caller
        .leases
        .acquireLease(
            AcquireLeaseRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setUse(use)
                .setHolder(holder)
                .build())
        .getLease();
  }

  private static StreamLease renew(RegistryCaller caller, StreamLease lease) {
    return caller
        .leases
        .renewLease(RenewLeaseRequest.newBuilder().setLeaseId(lease.getLeaseId()).build())
        .getLease();
  }

  @Test
  void shouldOutliveAnOutageOfTwentyNineSecondsWhenTheOperatorChoseAvailable() {
    // Given
    try (RegistryCaller available = new RegistryCaller(url, "shop-available")) {
      StreamLease strict = lease(registry, registry.use(registry.ready()), "worker-strict");
      StreamLease lasting = lease(available, available.use(available.ready()), "worker-lasting");

      // When
      MovableClock.forward(Duration.ofSeconds(29));
      StreamLease renewed = renew(available, lasting);
      Throwable gone = catchThrowable(() -> renew(registry, strict));
      MovableClock.forward(Duration.ofSeconds(30));
      Throwable late = catchThrowable(() -> renew(available, renewed));

      // Then
      assertThat(strict.getTtl().getSeconds()).isEqualTo(5);
      assertThat(lasting.getTtl().getSeconds()).isEqualTo(30);
      assertThat(renewed.getExpireTime().getSeconds() - lasting.getExpireTime().getSeconds())
          .isEqualTo(29);
      assertThat(RegistryCaller.info(gone).getReason()).isEqualTo("LEASE_NOT_FOUND");
      assertThat(RegistryCaller.info(late).getReason()).isEqualTo("LEASE_NOT_FOUND");
    }
  }

  @Test
  void shouldStillPushAndRefuseAtOnceWhenARoomThatIsAvailableIsRevoked() {
    // Given
    try (RegistryCaller available = new RegistryCaller(url, "shop-available")) {
      Licence licence = available.ready();
      StreamLease lease = lease(available, available.use(licence), "worker-pushed");
      CompletableFuture<LeaseRevoked> heard = WorkFlowTest.watch(available, "worker-pushed");

      // When
      available.licences.revokeLicence(
          RevokeLicenceRequest.newBuilder()
              .setRequestId(RegistryCaller.id())
              .setLicenceId(licence.getLicenceId())
              .build());
      LeaseRevoked pushed = RegistryCaller.await(heard);
      Throwable renewal = catchThrowable(() -> renew(available, lease));

      // Then
      assertThat(pushed.getLeaseId()).isEqualTo(lease.getLeaseId());
      assertThat(RegistryCaller.info(renewal).getReason()).isEqualTo("LEASE_REVOKED");
    }
  }

  @Test
  void shouldStayStrictWhereThePlatformsPolicyLetsNoLeaseLastLonger() {
    // Given
    try (RegistryCaller available = new RegistryCaller(url, "shop-available")) {
      String person = available.verified();
      PlatformAccount rehearsal =
          PlatformAccount.newBuilder().setPlatform("rehearsal").setAccountId("a").build();
      Licence licence =
          available.licence(
              person,
              available.upload(person).getAvatarId(),
              it -> it.addUses(UseKind.USE_KIND_REHEARSAL).addPlatforms(rehearsal));
      IntendedUse use =
          available.use(licence).toBuilder()
              .setUse(UseKind.USE_KIND_REHEARSAL)
              .setPlatform(rehearsal)
              .build();

      // When
      StreamLease lease = lease(available, use, "worker-rehearsing");

      // Then
      assertThat(lease.getTtl().getSeconds()).isEqualTo(5);
    }
  }
}

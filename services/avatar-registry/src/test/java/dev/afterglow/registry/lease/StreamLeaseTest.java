package dev.afterglow.registry.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.registry.use.IntendedUse;
import dev.afterglow.registry.use.Liveness;
import dev.afterglow.registry.use.MotionMode;
import dev.afterglow.registry.use.PlatformAccount;
import dev.afterglow.registry.use.UseKind;
import dev.afterglow.registry.use.VoiceMode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StreamLeaseTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static StreamLease.Live lease() {
    IntendedUse use =
        new IntendedUse(
            "l",
            "a",
            "d",
            VoiceMode.REAL,
            MotionMode.MOCAP,
            Liveness.LIVE,
            UseKind.LIVE,
            new PlatformAccount("p", "c"),
            "CN",
            "tea",
            "r");
    return StreamLease.granted(
        new StreamLease.Right("id", "worker", use, "d", "00", 1, Duration.ofSeconds(5)), NOW);
  }

  @Test
  void shouldLastUpToItsEndAndNotAtItWhenGranted() {
    // Given
    StreamLease.Live lease = lease();

    // When
    boolean justBefore = lease.lastsAt(NOW.plusSeconds(5).minusNanos(1));
    boolean at = lease.lastsAt(NOW.plusSeconds(5));

    // Then
    assertThat(justBefore).isTrue();
    assertThat(at).isFalse();
  }

  @Test
  void shouldCountFromTheRenewalWhenRenewed() {
    // When
    StreamLease.Live renewed = lease().renewed(NOW.plusSeconds(2));

    // Then
    assertThat(renewed.expireTime()).isEqualTo(NOW.plusSeconds(7));
  }

  @Test
  void shouldStillBeCountedUntilItWouldHaveRunOutWhenRevokedAndNotWhenGivenBack() {
    // Given
    Instant last = NOW.plusSeconds(5).minusNanos(1);

    // When
    StreamLease.Revoked revoked = lease().revoked(2);
    StreamLease.Released released = lease().released();

    // Then
    assertThat(lease().mayDrawAt(last)).isTrue();
    assertThat(revoked.mayDrawAt(last)).isTrue();
    assertThat(revoked.mayDrawAt(NOW.plusSeconds(5))).isFalse();
    assertThat(released.mayDrawAt(NOW)).isFalse();
  }
}

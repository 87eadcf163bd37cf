package dev.afterglow.render.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.render.lease.LeaseHolder.Standing;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseHolderTest {
  private static final Duration TTL = Duration.ofSeconds(5);

  // Near the largest value, so that a comparison that forgets about overflow fails.
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 2_000_000_000L);
  private final LeaseHolder holder = new LeaseHolder(now::get);

  @Test
  void shouldAllowNothingWhenNoLeaseWasEverGranted() {
    assertThat(holder.standing()).isEqualTo(Standing.NONE);
    assertThat(holder.ageMs()).isEqualTo(-1);
  }

  @Test
  void shouldCountFromBeforeTheRequestWhenTheAnswerTookLong() {
    // Given
    long sent = holder.beforeSending();
    now.addAndGet(Duration.ofSeconds(4).toNanos());
    holder.granted("lease", sent, TTL, MotionRight.MOCAP);

    // When
    now.addAndGet(Duration.ofSeconds(1).toNanos() - 1);

    // Then
    assertThat(holder.standing()).isEqualTo(Standing.VALID);
    now.incrementAndGet();
    assertThat(holder.standing()).isEqualTo(Standing.EXPIRED);
  }

  @Test
  void shouldBeValidAgainWhenRenewedAfterItRanOut() {
    // Given
    holder.granted("lease", holder.beforeSending(), TTL, MotionRight.MOCAP);
    now.addAndGet(TTL.toNanos());

    // When
    holder.granted("lease", holder.beforeSending(), TTL, MotionRight.MOCAP);

    // Then
    assertThat(holder.standing()).isEqualTo(Standing.VALID);
  }

  @Test
  void shouldStayRevokedWhenTheAnswerToARenewalCrossedTheRevocation() {
    // Given
    long sent = holder.beforeSending();
    holder.granted("lease", sent, TTL, MotionRight.MOCAP);
    holder.revoked("lease", "LICENCE_REVOKED");

    // When
    holder.granted("lease", sent + 1, TTL, MotionRight.MOCAP);

    // Then
    assertThat(holder.standing()).isEqualTo(Standing.REVOKED);
  }

  @Test
  void shouldKeepTheNewLeaseWhenTheOldOneIsRevoked() {
    // Given
    holder.granted("rehearsal", holder.beforeSending(), TTL, MotionRight.MOCAP);
    holder.granted("live", holder.beforeSending(), TTL, MotionRight.MOCAP);

    // When
    holder.revoked("rehearsal", "LICENCE_REVOKED");

    // Then
    assertThat(holder.standing()).isEqualTo(Standing.VALID);
  }

  @Test
  void shouldNotShortenTheLeaseWhenAnOlderAnswerComesLate() {
    // Given
    long early = holder.beforeSending();
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    holder.granted("lease", holder.beforeSending(), TTL, MotionRight.MOCAP);

    // When
    holder.granted("lease", early, TTL, MotionRight.MOCAP);

    // Then
    now.addAndGet(Duration.ofSeconds(4).toNanos());
    assertThat(holder.standing()).isEqualTo(Standing.VALID);
  }

  @Test
  void shouldAllowOnlyTheMotionOfTheNewestLeaseWhenAnotherUseIsGranted() {
    // Given
    holder.granted("rehearsal", holder.beforeSending(), TTL, MotionRight.TAPE);

    // When
    holder.granted("live", holder.beforeSending(), TTL, MotionRight.MOCAP);

    // Then
    assertThat(holder.allowsMotionFrom(MotionOrigin.CAMERA)).isTrue();
    assertThat(holder.allowsMotionFrom(MotionOrigin.TAPE)).isFalse();
  }

  @Test
  void shouldAllowNoMotionWhenThereIsNoLeaseOrItWasRevoked() {
    // Given
    boolean before = holder.allowsMotionFrom(MotionOrigin.CAMERA);
    holder.granted("lease", holder.beforeSending(), TTL, MotionRight.MOCAP);

    // When
    holder.revoked("lease", "LICENCE_REVOKED");

    // Then
    assertThat(before).isFalse();
    assertThat(holder.allowsMotionFrom(MotionOrigin.CAMERA)).isFalse();
  }
}

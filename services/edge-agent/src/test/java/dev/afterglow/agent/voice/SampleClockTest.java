package dev.afterglow.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SampleClockTest {
  private static final int RATE = 48_000;
  private static final int PACKET = 960;

  private final SampleClock clock = new SampleClock(RATE);

  @Test
  void shouldTellWhenTheSoundWasRecordedWhenPacketsAreHeardOfLate() {
    // Given
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    long worstUs = 0;

    // When
    for (int i = 0; i < 3_000; i++) {
      long recordedUs = 5_000_000L + i * 20_000L;
      long lateUs = random.nextInt(10) == 0 ? random.nextLong(40_000) : random.nextLong(500);
      long timeUs = clock.timeUs((long) i * PACKET, PACKET, recordedUs + 20_000 + lateUs);
      if (i > 100) {
        worstUs = Math.max(worstUs, Math.abs(timeUs - recordedUs));
      }
    }

    // Then
    assertThat(worstUs).isLessThan(1_000);
  }

  @Test
  void shouldFollowTheCardWhenItsClockRunsSlowly() {
    // Given
    double slow = 1 + 200e-6;
    long timeUs = 0;
    long recordedUs = 0;

    // When
    for (int i = 0; i < 30_000; i++) {
      recordedUs = Math.round(i * 20_000 * slow);
      timeUs = clock.timeUs((long) i * PACKET, PACKET, recordedUs + Math.round(20_000 * slow));
    }

    // Then
    assertThat((double) timeUs).isCloseTo(recordedUs, within(6_000.0));
  }

  @Test
  void shouldBeginAnewWhenTheCardStoodStill() {
    // Given
    for (int i = 0; i < 100; i++) {
      clock.timeUs((long) i * PACKET, PACKET, 20_000 + i * 20_000L);
    }

    // When
    long stillUs = 3_000_000;
    long timeUs = 0;
    for (int i = 100; i < 200; i++) {
      timeUs = clock.timeUs((long) i * PACKET, PACKET, 20_000 + i * 20_000L + stillUs);
    }

    // Then
    assertThat(timeUs).isEqualTo(199 * 20_000L + stillUs);
  }

  @Test
  void shouldOnlyRiseWhenPacketsCrowd() {
    // Given
    long before = Long.MIN_VALUE;

    // When
    for (int i = 0; i < 500; i++) {
      long timeUs = clock.timeUs((long) i * PACKET, PACKET, 20_000 + i / 5 * 90_000L);

      // Then
      assertThat(timeUs).isGreaterThan(before);
      before = timeUs;
    }
  }
}

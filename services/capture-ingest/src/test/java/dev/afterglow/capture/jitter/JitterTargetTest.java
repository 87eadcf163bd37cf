package dev.afterglow.capture.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class JitterTargetTest {
  private static final long FRAME_US = 16_667;
  private static final long WAY_US = 8_000;

  private final JitterTarget target = new JitterTarget();
  private long nowUs = 1_000_000;

  @Test
  void shouldWaitLeastWhenSamplesComeEvenly() {
    // When
    feed(600, new Random(1), 3_000);

    // Then
    assertThat(target.targetUs()).isEqualTo(JitterTarget.LEAST_US);
    assertThat(target.quickestUs()).isBetween(WAY_US, WAY_US + 200);
  }

  @RepeatedTest(10)
  void shouldCoverWhatComesWhenTheWayIsUneven() {
    // Given
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    int spreadUs = 22_000 + random.nextInt(30_000);

    // When
    feed(1_200, random, spreadUs);

    // Then: 97 of 100 of an even spread, on a bin's edge or one above
    assertThat(target.targetUs())
        .as("seed %d", seed)
        .isBetween((long) (0.93 * spreadUs), spreadUs + 2_000L);
  }

  @Test
  void shouldRiseWithinASecondAndFallAgain() {
    // Given
    feed(600, new Random(2), 2_000);

    // When
    feed(60, new Random(3), 58_000);
    long risen = target.targetUs();
    feed(1_800, new Random(4), 2_000);

    // Then
    assertThat(risen).isGreaterThanOrEqualTo(44_000);
    assertThat(target.targetUs()).isEqualTo(JitterTarget.LEAST_US);
  }

  @Test
  void shouldForgetAQuickWayWhenTheWayBecomesLonger() {
    // Given
    feed(600, new Random(5), 2_000);

    // When: another route, 200 ms longer for good
    for (int i = 0; i < 2_400; i++) {
      nowUs += FRAME_US;
      target.arrived(WAY_US + 200_000, nowUs);
    }

    // Then
    assertThat(target.quickestUs()).isEqualTo(WAY_US + 200_000);
    assertThat(target.targetUs()).isEqualTo(JitterTarget.LEAST_US);
  }

  @Test
  void shouldStayWithinItsBoundsWhenTimesAreWild() {
    // When
    Random random = new Random(6);
    for (int i = 0; i < 10_000; i++) {
      nowUs += random.nextInt(1_000_000);
      target.arrived(random.nextLong() >> 8, nowUs);

      // Then
      assertThat(target.targetUs()).isBetween(JitterTarget.LEAST_US, JitterTarget.MOST_US);
    }
  }

  private void feed(int samples, Random random, int spreadUs) {
    for (int i = 0; i < samples; i++) {
      nowUs += FRAME_US;
      target.arrived(WAY_US + random.nextInt(spreadUs), nowUs);
    }
  }
}

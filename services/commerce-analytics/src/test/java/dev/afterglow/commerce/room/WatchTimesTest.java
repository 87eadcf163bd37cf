package dev.afterglow.commerce.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WatchTimesTest {
  private static final long SEED = Long.getLong("seed", 11);

  @Test
  void shouldStayWithinOnePercentWhenViewersWatchLongAndShort() {
    // Given
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 50; round++) {
      WatchTimes times = new WatchTimes();
      int[] watched = new int[1 + random.nextInt(400)];
      for (int i = 0; i < watched.length; i++) {
        int before = random.nextInt(1_000);
        watched[i] = (int) Math.exp(random.nextDouble() * 12);
        times.move(-1, before);
        times.move(before, watched[i]);
      }

      // When
      int median = times.quantile(50);
      int p90 = times.quantile(90);

      // Then
      Arrays.sort(watched);
      assertWithin(median, watched[(int) Math.ceil(watched.length * 0.5) - 1]);
      assertWithin(p90, watched[(int) Math.ceil(watched.length * 0.9) - 1]);
      assertThat(times.longerThan(10))
          .isEqualTo((int) Arrays.stream(watched).filter(seconds -> seconds > 10).count());
    }
  }

  private static void assertWithin(int told, int exact) {
    int most = exact <= 100 ? 0 : (int) Math.ceil(exact * 0.01);
    assertThat(told).as("seed %d", SEED).isBetween(exact - most, exact + most);
  }
}

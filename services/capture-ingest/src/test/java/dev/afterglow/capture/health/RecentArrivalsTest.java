package dev.afterglow.capture.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecentArrivalsTest {
  private static final long WINDOW_US = 10_000_000;
  private static final int MOST = 4_096;

  /** The same by a list of everything that ever came. */
  private static final class Plain {
    record Arrival(long atUs, long lagUs, long lost) {}

    final List<Arrival> all = new ArrayList<>();

    List<Arrival> recent(long nowUs) {
      List<Arrival> held = all.subList(Math.max(0, all.size() - MOST), all.size());
      return held.stream().filter(it -> nowUs - it.atUs() <= WINDOW_US).toList();
    }

    double lossRatio(long nowUs) {
      double lost = recent(nowUs).stream().mapToLong(Arrival::lost).sum();
      return lost == 0 ? 0 : lost / (lost + recent(nowUs).size());
    }

    double medianLagMs(long nowUs) {
      long[] lags = recent(nowUs).stream().mapToLong(Arrival::lagUs).sorted().toArray();
      return lags.length == 0 ? 0 : lags[lags.length / 2] / 1000.0;
    }

    double jitterMs(long nowUs) {
      List<Arrival> recent = recent(nowUs);
      double mean = recent.stream().mapToLong(Arrival::lagUs).average().orElse(0);
      double squares =
          recent.stream().mapToDouble(it -> (it.lagUs() - mean) * (it.lagUs() - mean)).sum();
      return recent.isEmpty() ? 0 : Math.sqrt(squares / recent.size()) / 1000;
    }
  }

  @Test
  void shouldTellOfTheNewestTenSecondsWhateverThePace() {
    // Given
    long seed = 20_261_122;
    Random random = new Random(seed);
    for (int run = 0; run < 20; run++) {
      RecentArrivals arrivals = new RecentArrivals();
      Plain plain = new Plain();
      // From one arrival a second to more than the ring may hold within its window.
      double meanStepUs = Math.pow(10, 3 + 3 * random.nextDouble());
      long nowUs = 1_000_000_000L + random.nextInt();
      for (int i = 0; i < 10_000; i++) {
        nowUs += (long) (-Math.log(1 - random.nextDouble()) * meanStepUs);
        long lagUs = random.nextInt(80_000) - 5_000L;
        long lost = random.nextInt(50) == 0 ? random.nextInt(9) : 0;

        // When
        arrivals.note(nowUs, nowUs - lagUs, lost);
        plain.all.add(new Plain.Arrival(nowUs, lagUs, lost));

        // Then
        if (i % 997 == 0) {
          long later = nowUs + (long) (random.nextDouble() * 12_000_000);
          String at = "seed " + seed + ", run " + run + ", arrival " + i;
          assertThat(arrivals.lossRatio(nowUs)).as(at).isEqualTo(plain.lossRatio(nowUs));
          assertThat(arrivals.lagMs(0.5, nowUs)).as(at).isEqualTo(plain.medianLagMs(nowUs));
          assertThat(arrivals.jitterMs(later))
              .as(at)
              .isCloseTo(plain.jitterMs(later), within(1e-9));
          nowUs = later;
        }
      }
    }
  }

  @Test
  void shouldGiveTheRateOfWhatCame() {
    // Given
    RecentArrivals arrivals = new RecentArrivals();
    assertThat(arrivals.rateHz(0)).isZero();

    // When
    for (int i = 0; i < 1_200; i++) {
      arrivals.note(i * 16_667L, i * 16_667L, 0);
    }

    // Then
    assertThat(arrivals.rateHz(1_199 * 16_667L)).isCloseTo(60, within(0.2));
    assertThat(arrivals.rateHz(1_199 * 16_667L + WINDOW_US + 1)).isZero();
    assertThat(arrivals.lagMs(0.95, 1_199 * 16_667L + WINDOW_US + 1)).isZero();
  }
}

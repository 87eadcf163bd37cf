package dev.afterglow.render.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blinks and breath by numbers, over an hour of several sessions. */
class IdleMotionTest {
  private static final long HOUR_US = 3_600_000_000L;
  private static final long STEP_US = 5_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldBlinkAsOftenAndAsUnevenlyAsPeopleAtRest(long seed) {
    // Given
    IdleBlinks blinks = new IdleBlinks(seed);

    // When
    List<Long> onsets = onsets(blinks);

    // Then: 17 a minute, skewed to the right; one hour of about 1,000 blinks is this near to it
    double aMinute = onsets.size() / 60.0;
    double[] seconds = new double[onsets.size() - 1];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = (onsets.get(i + 1) - onsets.get(i)) / 1e6;
    }
    double mean = mean(seconds);
    double spread = spread(seconds, mean);
    System.out.printf(
        "blinks, seed %d: %.1f a minute, intervals %.2f s, spread %.2f s, median %.2f s%n",
        seed, aMinute, mean, spread, median(seconds));
    assertThat(aMinute).isBetween(15.0, 19.0);
    assertThat(spread / mean).as("evenness").isBetween(0.5, 0.85);
    assertThat(median(seconds)).as("skewed to the right").isLessThan(mean);
    assertThat(java.util.Arrays.stream(seconds).min().orElseThrow()).isGreaterThan(0.55);
  }

  @Test
  void shouldCloseLidsFasterThanItOpensThem() {
    // Given
    IdleBlinks blinks = new IdleBlinks(5);
    long onset = onsets(blinks).get(3);

    // When
    long top = onset;
    while (blinks.closed(top + 1_000) > blinks.closed(top)) {
      top += 1_000;
    }
    long open = top;
    while (blinks.closed(open) > 0) {
      open += 1_000;
    }
    float depth = blinks.closed(top);

    // Then: Sforza and others: closing 40 to 47 % faster than opening
    double closing = top - onset;
    double opening = open - top - IdleBlinks.SHUT_US;
    assertThat(opening / closing).isCloseTo(1.45, within(0.12));
    assertThat(depth).isBetween((float) IdleBlinks.SHALLOWEST, 1f);
  }

  @Test
  void shouldGiveTheSameAtATimeInWhateverOrderTimesAreAsked() {
    // Given
    IdleBlinks forwards = new IdleBlinks(7);
    IdleBlinks anyhow = new IdleBlinks(7);
    IdleBreath breath = new IdleBreath(7);
    Random random = new Random(7);
    List<Long> times = new ArrayList<>();
    for (long us = 0; us < 300_000_000L; us += 33_333) {
      times.add(us);
    }
    List<Float> inOrder = times.stream().map(forwards::closed).toList();
    List<Float> breathInOrder = times.stream().map(breath::fullness).toList();

    // When
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      places.add(i);
    }
    java.util.Collections.shuffle(places, random);

    // Then
    assertThat(places)
        .allSatisfy(
            i -> {
              assertThat(anyhow.closed(times.get(i))).isEqualTo(inOrder.get(i));
              assertThat(new IdleBreath(7).fullness(times.get(i))).isEqualTo(breathInOrder.get(i));
            });
    assertThat(times.stream().map(new IdleBlinks(8)::closed).toList()).isNotEqualTo(inOrder);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldBreatheTwelveToEighteenTimesAMinuteAndDrawInShorterThanItLetsOut(long seed) {
    // Given
    IdleBreath breath = new IdleBreath(seed);
    List<Long> lows = new ArrayList<>();
    List<Long> tops = new ArrayList<>();

    // When
    float before = breath.fullness(0);
    float now = breath.fullness(STEP_US);
    for (long us = 2 * STEP_US; us < HOUR_US / 4; us += STEP_US) {
      float next = breath.fullness(us);
      if (now < before && now <= next) {
        lows.add(us);
      } else if (now > before && now >= next && !lows.isEmpty()) {
        tops.add(us);
      }
      before = now;
      now = next;
    }

    // Then
    double slowest = 60;
    double fastest = 0;
    for (int i = 0; i + 1 < lows.size(); i++) {
      double aMinute = 60e6 / (lows.get(i + 1) - lows.get(i));
      slowest = Math.min(slowest, aMinute);
      fastest = Math.max(fastest, aMinute);
      double inwards = (double) (tops.get(i) - lows.get(i)) / (lows.get(i + 1) - lows.get(i));
      assertThat(inwards).isCloseTo(0.42, within(0.03));
    }
    System.out.printf("breath, seed %d: %.1f to %.1f a minute%n", seed, slowest, fastest);
    assertThat(slowest).isGreaterThanOrEqualTo(12);
    assertThat(fastest).isLessThanOrEqualTo(18).isGreaterThan(slowest + 0.5);
  }

  private static List<Long> onsets(IdleBlinks blinks) {
    List<Long> onsets = new ArrayList<>();
    boolean open = true;
    for (long us = 0; us < HOUR_US; us += 1_000) {
      boolean closing = blinks.closed(us) > 0;
      if (closing && open) {
        onsets.add(us);
      }
      open = !closing;
    }
    return onsets;
  }

  private static double mean(double[] values) {
    return java.util.Arrays.stream(values).average().orElseThrow();
  }

  private static double spread(double[] values, double mean) {
    double squares = java.util.Arrays.stream(values).map(it -> Math.pow(it - mean, 2)).sum();
    return Math.sqrt(squares / values.length);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    java.util.Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}

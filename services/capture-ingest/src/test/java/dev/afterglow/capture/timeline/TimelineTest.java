package dev.afterglow.capture.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final long SECOND_US = 1_000_000;

  /** A device with a clock of its own behind a network that delays each way differently. */
  private static final class Device {
    final Random random;
    final double speed;
    final long epochUs;
    final long delayUs;
    final double jitterUs;

    Device(Random random) {
      this.random = random;
      this.speed = 1 + (random.nextDouble() - 0.5) * 400e-6;
      this.epochUs = random.nextLong(1L << 50);
      this.delayUs = 200L + random.nextInt(20_000);
      this.jitterUs = random.nextDouble() * 8_000;
    }

    long clockAt(long serviceUs) {
      return epochUs + Math.round(serviceUs * speed);
    }

    long wayUs() {
      return delayUs + Math.round(-Math.log(1 - random.nextDouble()) * jitterUs);
    }
  }

  private record Stamp(long deviceUs, long trueUs, long mappedUs) {}

  @RepeatedTest(40)
  void shouldKeepOrderAndStayNearWhenClocksDifferAndWaysVary() {
    // Given
    long seed = Long.getLong("seed", new Random().nextLong());
    Device device = new Device(new Random(seed));

    // When
    List<Stamp> stamps = drive(device, 60);

    // Then
    stamps.sort((a, b) -> Long.compare(a.deviceUs(), b.deviceUs()));
    for (int i = 1; i < stamps.size(); i++) {
      long deviceStep = stamps.get(i).deviceUs() - stamps.get(i - 1).deviceUs();
      long step = stamps.get(i).mappedUs() - stamps.get(i - 1).mappedUs();
      double most = deviceStep * 1.6e-3 + 2;
      assertThat((double) step)
          .as("step after %d us, seed %d", deviceStep, seed)
          .isCloseTo(deviceStep, within(most));
    }
    // A reading counts up to half as long again as the shortest and a millisecond, so its two ways
    // may differ by a quarter of the round trip beside the jitter, whose tail the line may stretch.
    double bound = 1_500 + 2 * device.jitterUs + device.delayUs / 2.0;
    for (Stamp stamp : stamps) {
      if (stamp.trueUs() > 30 * SECOND_US) {
        assertThat((double) stamp.mappedUs())
            .as("capture time at %d us, seed %d", stamp.trueUs(), seed)
            .isCloseTo(stamp.trueUs(), within(bound));
      }
    }
  }

  @Test
  void shouldFindTheSpeedOfTheDeviceWhenPingsAreGood() {
    // Given
    Timeline timeline = new Timeline(0, 5_000_000);

    // When
    for (long second = 0; second < 40; second++) {
      long sentUs = 5_000_000 + second * SECOND_US;
      long deviceUs = Math.round(second * SECOND_US * 1.00015);
      timeline.answered(deviceUs, sentUs - 500, sentUs + 500);
    }

    // Then
    assertThat(timeline.deviceSkewPpm()).isCloseTo(150, within(1.0));
  }

  @Test
  void shouldJumpToTheFirstAnswerWhenNothingWasMappedYet() {
    // Given
    Timeline timeline = new Timeline(1_000, 90_000);

    // When
    timeline.answered(20_000, 60_000, 62_000);

    // Then
    assertThat(timeline.settled()).isTrue();
    assertThat(timeline.map(20_000)).isEqualTo(61_000);
  }

  @Test
  void shouldNotJumpWhenTheFirstAnswerComesLate() {
    // Given
    Timeline timeline = new Timeline(0, 100_000);
    long before = timeline.map(1_000_000);

    // When
    timeline.answered(1_000_000, 1_000_000, 1_002_000);

    // Then
    assertThat(timeline.map(1_000_000)).isEqualTo(before);
    assertThat(timeline.map(2_000_000) - before)
        .as("a second later, corrected by at most a millisecond")
        .isBetween(999_000L, 1_000_000L);
  }

  @Test
  void shouldLeaveWhatWasMappedWhenACorrectionComesFromBeforeTheFirstAnswer() {
    // Given: the first answer took long, so the map is anchored later than the next answer
    Timeline timeline = new Timeline(0, 100_000);
    timeline.answered(60_000, 100_000, 220_000);
    long before = timeline.map(5_000);

    // When
    timeline.answered(20_000, 118_000, 120_000);

    // Then
    assertThat(timeline.map(5_000)).isEqualTo(before);
  }

  @RepeatedTest(20)
  void shouldNeitherStepNorSlewFastWhenTheWayChanges() {
    // Given: after 30 s the way in takes 5 to 80 ms longer, so readings are off by half of that
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    double speed = 1 + (random.nextDouble() - 0.5) * 200e-6;
    long longerUs = 5_000L + random.nextInt(75_000);
    Timeline timeline = new Timeline(0, 3_000);
    long lastUs = Long.MIN_VALUE;

    // When
    for (long nowUs = 0; nowUs < 90 * SECOND_US; nowUs += 20_000) {
      if (nowUs % SECOND_US == 0) {
        long backUs = nowUs > 30 * SECOND_US ? 1_000 + longerUs : 1_000;
        timeline.answered(Math.round((nowUs + 1_000) * speed), nowUs, nowUs + 1_000 + backUs);
      }
      long mappedUs = timeline.map(Math.round(nowUs * speed));

      // Then: a millisecond a second, and what the estimate of the speed may be off
      if (lastUs != Long.MIN_VALUE) {
        assertThat((double) mappedUs - lastUs)
            .as("20 ms at %d us, seed %d", nowUs, seed)
            .isCloseTo(20_000, within(20_000 * 1.6e-3 + 2));
      }
      lastUs = mappedUs;
    }
  }

  @Test
  void shouldStayInOrderWhenAnAnswerIsWild() {
    // Given
    Timeline timeline = new Timeline(0, 0);
    timeline.answered(1_000, 0, 2_000);
    long lastUs = timeline.map(2_000);

    // When
    timeline.answered(Long.MAX_VALUE, 1_000_000, 1_000_001);
    timeline.answered(Long.MIN_VALUE, 1_000_000, 1_000_001);

    // Then
    for (long deviceUs = 22_000; deviceUs < 5_000_000; deviceUs += 20_000) {
      long mappedUs = timeline.map(deviceUs);
      assertThat(mappedUs - lastUs).as("20 ms at %d us", deviceUs).isBetween(19_900L, 20_100L);
      lastUs = mappedUs;
    }
  }

  private static List<Stamp> drive(Device device, int seconds) {
    Timeline timeline = new Timeline(device.clockAt(0), device.wayUs());
    List<Stamp> stamps = new ArrayList<>();
    long nextPingUs = 0;
    for (long nowUs = 0; nowUs < seconds * SECOND_US; nowUs += 10_000) {
      if (nowUs >= nextPingUs) {
        long answeredUs = nowUs + device.wayUs();
        timeline.answered(device.clockAt(answeredUs), nowUs, answeredUs + device.wayUs());
        nextPingUs = nowUs + (nowUs < 200_000 ? 50_000 : SECOND_US);
      }
      // Samples come a little out of order.
      long trueUs = nowUs - device.random.nextInt(60_000);
      long deviceUs = device.clockAt(trueUs);
      stamps.add(new Stamp(deviceUs, trueUs, timeline.map(deviceUs)));
    }
    // The map must not have been bent under what was mapped before.
    for (Stamp stamp : stamps.subList(stamps.size() - 20, stamps.size())) {
      assertThat(timeline.map(stamp.deviceUs())).isEqualTo(stamp.mappedUs());
    }
    return stamps;
  }
}

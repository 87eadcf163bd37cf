package dev.afterglow.agent.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.codec.SourceFrame;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SourceMeterTest {
  private final SourceMeter meter = new SourceMeter();

  @Test
  void shouldCountMissingWhenSenderSkips() {
    // When
    for (long sequence : new long[] {10, 11, 14, 15}) {
      meter.frame(frame(OptionalLong.of(sequence), OptionalLong.empty()), sequence * 1_000);
    }

    // Then
    assertThat(meter.read(16_000).lost()).isEqualTo(2);
  }

  @Test
  void shouldCountNoLossWhenSenderBeginsAgain() {
    // Given
    meter.frame(frame(OptionalLong.of(50_000), OptionalLong.empty()), 0);

    // When
    meter.frame(frame(OptionalLong.of(1), OptionalLong.empty()), 1_000);

    // Then
    assertThat(meter.read(2_000).lost()).isZero();
  }

  @Test
  void shouldGiveRateOfLastTwoSecondsWhenFramesCome() {
    // When
    for (int i = 0; i < 600; i++) {
      meter.frame(frame(OptionalLong.empty(), OptionalLong.empty()), i * 16_667L);
    }

    // Then
    SourceReading reading = meter.read(600 * 16_667L);
    assertThat(reading.rateHz()).isCloseTo(60, within(4.0));
    assertThat(reading.lost()).isEqualTo(-1);
    assertThat(meter.read(20_000_000).rateHz()).isZero();
  }

  @Test
  void shouldGiveDelayAboveQuickestWhenSenderHasClock() {
    // Given
    meter.frame(frame(OptionalLong.empty(), OptionalLong.of(1_000_000)), 5_000_000);

    // When
    for (int i = 1; i < 100; i++) {
      meter.frame(
          frame(OptionalLong.empty(), OptionalLong.of(1_000_000 + i * 10_000L)),
          5_008_000 + i * 10_000L);
    }

    // Then
    assertThat(meter.read(6_000_000).delayMs()).isCloseTo(8, within(0.001));
  }

  private static SourceFrame frame(OptionalLong sequence, OptionalLong senderUs) {
    return new SourceFrame(
        new MotionFrame(0, ShapeWeights.NONE, Optional.empty(), Map.of()), 0, sequence, senderUs);
  }
}

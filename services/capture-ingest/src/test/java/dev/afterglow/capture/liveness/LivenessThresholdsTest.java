package dev.afterglow.capture.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LivenessThresholdsTest {
  @Test
  void shouldBeTheDocumentedOnesWhenNothingIsSet() {
    // Given
    LivenessThresholds chosen = LivenessThresholds.DEFAULTS;

    // When
    String written = chosen.toString();

    // Then
    assertThat(written)
        .isEqualTo(
            "LivenessThresholds[exactRepeat=Ramp[fine=10.0, bad=30.0, weight=1.0],"
                + " nearRepeat=Ramp[fine=0.3, bad=0.2, weight=1.0],"
                + " twin=Ramp[fine=0.4, bad=0.3, weight=1.0],"
                + " loop=Ramp[fine=0.6, bad=0.8, weight=1.0],"
                + " blinkAbsence=Ramp[fine=30.0, bad=60.0, weight=0.3],"
                + " blinkIrregularity=Ramp[fine=0.25, bad=0.1, weight=0.4],"
                + " microMotion=Ramp[fine=3.0E-5, bad=1.0E-5, weight=0.3],"
                + " slowMovement=Ramp[fine=12.0, bad=4.0, weight=1.0],"
                + " coupling=Ramp[fine=0.3, bad=0.15, weight=0.7],"
                + " lagMs=Ramp[fine=280.0, bad=400.0, weight=0.3],"
                + " explained=Ramp[fine=0.75, bad=0.9, weight=1.0],"
                + " frozen=Ramp[fine=0.9, bad=0.98, weight=1.0],"
                + " stuck=Ramp[fine=0.5, bad=0.9, weight=0.6],"
                + " attestation=Ramp[fine=2.0, bad=3.0, weight=0.1],"
                + " fewFrames=Ramp[fine=20.0, bad=10.0, weight=0.5],"
                + " confidentVoiceS=10.0, activeChannels=4, candidateBits=18, held=0.7,"
                + " degraded=0.5, notLive=1.0]");
  }
}

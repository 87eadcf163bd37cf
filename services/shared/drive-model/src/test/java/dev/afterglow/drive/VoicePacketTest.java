package dev.afterglow.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ShortBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoicePacketTest {
  @Test
  void shouldKeepItsSoundWhenTheCallersArraysChange() {
    // Given
    short[] given = {1, 2, 3};
    VoicePacket packet = new VoicePacket(7, 48_000, given);

    // When
    given[0] = 9;
    packet.samples()[1] = 9;

    // Then
    assertThat(packet.samples()).containsExactly(1, 2, 3);
    assertThat(packet.sample(2)).isEqualTo((short) 3);
  }

  @Test
  void shouldCarryTheSameSoundWhenMovedToAnotherTime() {
    // Given
    VoicePacket packet = VoicePacket.owning(7, 16_000, new short[] {4, 5});
    ShortBuffer out = ShortBuffer.allocate(2);

    // When
    VoicePacket later = packet.at(9);
    later.putInto(out);

    // Then
    assertThat(later).isEqualTo(new VoicePacket(9, 16_000, new short[] {4, 5}));
    assertThat(out.array()).containsExactly(4, 5);
    assertThat(packet.timeUs()).isEqualTo(7);
  }

  @Test
  void shouldCopyAPartWhenAsked() {
    // Given
    VoicePacket packet = new VoicePacket(7, 16_000, new short[] {4, 5, 6, 7});
    short[] into = {1, 1, 1, 1};

    // When
    packet.copyTo(1, into, 2, 2);

    // Then
    assertThat(into).containsExactly(1, 1, 5, 6);
  }

  @ParameterizedTest
  @CsvSource({"7999, 10", "48001, 10", "48000, 0", "48000, 48001"})
  void shouldRefuseWhenRateOrLengthIsOutOfRange(int rateHz, int samples) {
    // Given
    short[] sound = new short[samples];

    // Then
    assertThatThrownBy(() -> new VoicePacket(0, rateHz, sound))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> VoicePacket.owning(0, rateHz, sound))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

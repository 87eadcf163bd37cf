package dev.afterglow.capture.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.drive.VoicePacket;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VoiceChoiceTest {
  private static final long PACKET_US = 20_000;

  private final VoiceChoice choice = new VoiceChoice();
  private long nowUs = 5_000_000;

  @Test
  void shouldLetOnlyTheFirstInRankThrough() {
    // Given
    int first = 0;
    int second = 1;

    // When
    for (int i = 0; i < 50; i++) {
      Optional<VoicePacket> phone = choice.take(second, 7, packet(), nowUs);
      Optional<VoicePacket> microphone = choice.take(first, 1, packet(), nowUs);
      nowUs += PACKET_US;

      // Then: the phone until the microphone has been heard for half a second
      assertThat(phone.isPresent()).as("phone, packet %d", i).isEqualTo(i <= 25);
      assertThat(microphone.isPresent()).as("microphone, packet %d", i).isEqualTo(i >= 26);
    }
  }

  @Test
  void shouldPassToTheNextWhenTheFirstIsSilentAndFadeIn() {
    // Given
    assertThat(choice.take(0, 1, packet(), nowUs)).isPresent();

    // When
    nowUs += VoiceChoice.SILENT_AFTER_US;
    Optional<VoicePacket> early = choice.take(1, 7, packet(), nowUs);
    nowUs += PACKET_US;
    Optional<VoicePacket> then = choice.take(1, 7, packet(), nowUs);

    // Then
    assertThat(early).isEmpty();
    assertThat(then).isPresent();
    short[] samples = then.get().samples();
    assertThat(samples[0]).isZero();
    assertThat(samples[240]).isBetween((short) 4_900, (short) 5_100);
    assertThat(samples[480]).isEqualTo((short) 10_000);
  }

  @Test
  void shouldNotSayTwiceWhatAnotherSourceHasSaid() {
    // Given: the first was 40 ms ahead when it fell silent
    choice.take(0, 1, at(nowUs + 40_000), nowUs);
    nowUs += VoiceChoice.SILENT_AFTER_US + 1;

    // When
    Optional<VoicePacket> before = choice.take(1, 7, at(nowUs - 170_000), nowUs);
    Optional<VoicePacket> after = choice.take(1, 7, at(nowUs - 130_000), nowUs);

    // Then
    assertThat(before).isEmpty();
    assertThat(after).isPresent();
  }

  @Test
  void shouldPassAnOnlyVoiceUntouched() {
    for (int i = 0; i < 20; i++) {
      // When
      VoicePacket packet = packet();
      Optional<VoicePacket> out = choice.take(0, 5, packet, nowUs);
      nowUs += 1_000_000;

      // Then
      assertThat(out).contains(packet);
    }
  }

  private VoicePacket packet() {
    return at(nowUs);
  }

  private static VoicePacket at(long timeUs) {
    short[] samples = new short[960];
    Arrays.fill(samples, (short) 10_000);
    return new VoicePacket(timeUs, 48_000, samples);
  }
}

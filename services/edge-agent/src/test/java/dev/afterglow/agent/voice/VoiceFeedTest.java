package dev.afterglow.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.tape.sound.VoiceTape;
import dev.afterglow.uplink.DeviceClock;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class VoiceFeedTest {
  private final DeviceClock clock = DeviceClock.monotonic(1_000_000, 0);
  private final List<short[]> packets = new CopyOnWriteArrayList<>();
  private final List<Long> times = new CopyOnWriteArrayList<>();

  @Test
  void shouldBringTheWholeFileAtItsPaceWhenItStandsForAMicrophone() throws Exception {
    // Given
    short[] sound = new short[VoiceFeed.PACKET * 5 + 100];
    Arrays.fill(sound, (short) 16_384);
    long begunUs = clock.nowUs();

    // When
    try (VoiceFeed feed = feed(new WavInput(VoiceTape.of(sound), clock))) {
      await(() -> feed.reading().ended());

      // Then
      assertThat(clock.nowUs() - begunUs).isGreaterThanOrEqualTo(100_000);
      assertThat(packets).hasSize(6).allMatch(it -> it.length == VoiceFeed.PACKET);
      assertThat(packets.getLast()).startsWith(new short[] {16_384}).endsWith(new short[] {0});
      assertThat(times).isSorted().doesNotHaveDuplicates();
      assertThat(feed.reading().packets()).isEqualTo(6);
      assertThat(feed.reading().peakDbfs()).isBetween(-6.1, -6.0);
      assertThat(feed.reading().fault()).isEmpty();
    }
  }

  @Test
  void shouldSayWhyItStoppedWhenTheMicrophoneIsPulledOut() throws Exception {
    // Given
    SoundInput broken =
        new SoundInput() {
          @Override
          public int read(short[] packet) throws IOException {
            throw new IOException("The microphone is gone.");
          }

          @Override
          public void close() {
            // Nothing is open.
          }
        };

    // When
    try (VoiceFeed feed = feed(broken)) {
      await(() -> feed.reading().ended());

      // Then
      assertThat(feed.reading().fault()).isEqualTo("The microphone is gone.");
      assertThat(packets).isEmpty();
    }
  }

  @Test
  void shouldSaySoWhenThereIsNoSignal() throws Exception {
    // When
    try (VoiceFeed feed = feed(new WavInput(VoiceTape.of(new short[2_000]), clock))) {
      await(() -> feed.reading().ended());

      // Then
      assertThat(feed.reading().peakDbfs()).isEqualTo(Double.NEGATIVE_INFINITY);
    }
  }

  private VoiceFeed feed(SoundInput input) {
    return VoiceFeed.start(
        "test",
        input,
        clock,
        (pcm, timeUs) -> {
          packets.add(pcm);
          times.add(timeUs);
        });
  }

  private static void await(BooleanSupplier come) throws InterruptedException {
    for (int i = 0; i < 4_000 && !come.getAsBoolean(); i++) {
      Thread.sleep(5);
    }
    assertThat(come.getAsBoolean()).isTrue();
  }
}

package dev.afterglow.capture.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.capture.buffer.DriveReader;
import dev.afterglow.capture.buffer.DriveRing;
import dev.afterglow.capture.buffer.Piece;
import dev.afterglow.capture.calibration.Calibration;
import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.channel.Origin;
import dev.afterglow.capture.liveness.DeviceAttestation;
import dev.afterglow.capture.liveness.Liveness;
import dev.afterglow.capture.liveness.LivenessThresholds;
import dev.afterglow.capture.liveness.judging.Judging;
import dev.afterglow.capture.liveness.repeat.OpenTracks;
import dev.afterglow.capture.liveness.standing.KeptStanding;
import dev.afterglow.capture.liveness.standing.LivenessSettings;
import dev.afterglow.capture.voice.Sound;
import dev.afterglow.capture.voice.VoiceSettings;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A face that opens its mouth at the instant of a beep, and both at the reader. */
class VoiceTimeTest {
  private static final long DEVICE_US = 77_000_000;
  private static final long SERVICE_US = 1_800_000_000_000_000L;
  private static final long EVENT_US = 1_500_000;
  private static final long LAG_US = 15_000;
  private static final Channels CHANNELS =
      new Channels(
          List.of(ArkitShape.JAW_OPEN), List.of(), Origin.TAPE, Origin.TAPE, false, "test");

  private final DriveRing ring = new DriveRing(1);
  private final DriveStream stream =
      new DriveStream(
          new CountedTally(), new DriveLimits(1, 1, 0, true, 600_000_000, VoiceSettings.DEFAULTS));
  private final Outlet outlet =
      new DriveOutput(
              ring,
              new DriverWatch(
                  ring,
                  new LivenessDesk(
                      LivenessSettings.DEFAULTS,
                      Runnable::run,
                      new Random(1),
                      () -> "none",
                      new HeldFingerprints(),
                      new HeldStandings(),
                      new OpenTracks(),
                      Runnable::run),
                  new CountedTally(),
                  KeptStanding.NEW,
                  standing -> {}),
              source ->
                  new Judging(
                      new Liveness(LivenessThresholds.DEFAULTS, DeviceAttestation.NONE, List.of()),
                      Runnable::run,
                      window -> {}))
          .add(SourceHello.main(CHANNELS, DEVICE_US), stream);
  private long flashUs;
  private long beepUs;

  @ParameterizedTest
  @ValueSource(ints = {48_000, 44_100, 16_000})
  void shouldKeepFlashAndBeepTogetherWhenVoiceIsLevelled(int rateHz) {
    // Given
    DriveReader reader = DriveReader.fromNow(ring);
    stream.reopen(DEVICE_US, Calibration.NONE, SERVICE_US);
    stream.answered(DEVICE_US, SERVICE_US, SERVICE_US);

    // When
    for (int i = 0; i < 100; i++) {
      long atUs = i * 20_000L;
      long nowUs = SERVICE_US + atUs + 20_000 + LAG_US;
      stream.take(motion(i + 1, atUs), nowUs);
      stream.take(voice(i + 1, atUs, rateHz), nowUs);
      stream.release(outlet, nowUs);
      read(reader);
    }
    stream.finish(outlet, SERVICE_US + 2_000_000);
    read(reader);

    // Then
    assertThat(flashUs).as("when the flash was captured").isEqualTo(SERVICE_US + EVENT_US);
    assertThat(beepUs - flashUs)
        .as("sound behind picture, microseconds")
        .isCloseTo(0, within(250L));
  }

  private void read(DriveReader reader) {
    Optional<DriveReader.Read> read = reader.next();
    while (read.isPresent()) {
      switch (read.get().piece()) {
        case Piece.Motion motion -> {
          if (flashUs == 0 && motion.frame().shapes().get(ArkitShape.JAW_OPEN) > 0.5f) {
            flashUs = motion.frame().timeUs();
          }
        }
        case Piece.Voice voice -> {
          short[] samples = voice.packet().samples();
          for (int i = 0; i < samples.length && beepUs == 0; i++) {
            if (Math.abs(samples[i]) > 3_000) {
              beepUs = voice.packet().timeUs() + i * 1_000_000L / 48_000;
            }
          }
        }
        case Piece.Header _, Piece.Gap _, Piece.State _, Piece.Standing _ -> {}
      }
      read = reader.next();
    }
  }

  private static MotionArrival motion(long sequence, long atUs) {
    ShapeWeights weights =
        ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, atUs >= EVENT_US ? 0.9f : 0.1f));
    return new MotionArrival(
        sequence, new MotionFrame(DEVICE_US + atUs, weights, Optional.empty(), Map.of()));
  }

  private static VoiceArrival voice(long sequence, long atUs, int rateHz) {
    short[] samples = new short[rateHz / 50];
    for (int i = 0; i < samples.length; i++) {
      double sinceBeep = atUs / 1e6 + (double) i / rateHz - EVENT_US / 1e6;
      samples[i] = sinceBeep < 0 ? 0 : (short) (12_000 * Math.sin(sinceBeep * 2 * Math.PI * 2_000));
    }
    return new VoiceArrival(sequence, DEVICE_US + atUs, new Sound.Pcm(rateHz, samples));
  }
}

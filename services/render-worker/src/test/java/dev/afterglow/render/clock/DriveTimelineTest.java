package dev.afterglow.render.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.VoicePacket;
import dev.afterglow.render.clock.DriveTimeline.Moment;
import dev.afterglow.render.lease.MotionOrigin;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Invariant 4: one clock. */
class DriveTimelineTest {
  private static final long EPOCH_US = 1_795_000_000_000_000L;

  private final DriveTimeline timeline = new DriveTimeline(100, 500);

  @Test
  void shouldShowAPieceOnePlayoutDelayAfterItsArrival() {
    // Given: media time 48,000 samples when the first piece arrives
    timeline.motion(motion(EPOCH_US, 0.25f), 48_000);
    timeline.motion(motion(EPOCH_US + 40_000, 0.75f), 48_000 + 1_920);

    // When
    MotionFrame start = timeline.motionAt(48_000 + 4_800);
    MotionFrame middle = timeline.motionAt(48_000 + 4_800 + 960);

    // Then
    assertThat(start).isNotNull();
    assertThat(start.shapes().get(ArkitShape.JAW_OPEN)).isCloseTo(0.25f, within(1e-4f));
    assertThat(middle).isNotNull();
    assertThat(middle.shapes().get(ArkitShape.JAW_OPEN)).isCloseTo(0.5f, within(1e-3f));
  }

  @Test
  void shouldPutSoundAndMotionOfOneInstantAtOneMediaTime() {
    // Given: a click in the sample that was captured with the jaw fully open
    timeline.motion(motion(EPOCH_US, 0), 0);
    timeline.motion(motion(EPOCH_US + 20_000, 1), 960);
    short[] click = new short[960];
    click[480] = 32_000;
    timeline.voice(new VoicePacket(EPOCH_US + 10_000, 48_000, click), 1_440);

    // When
    float[] sound = new float[9_600];
    timeline.voiceAt(0, sound, 0, sound.length);
    int heard = 0;
    while (sound[heard] < 0.5f) {
      heard++;
    }

    // Then
    MotionFrame shown = timeline.motionAt(heard);
    assertThat(shown).isNotNull();
    assertThat(shown.shapes().get(ArkitShape.JAW_OPEN)).isCloseTo(1, within(0.002f));
  }

  @Test
  void shouldSayWhenWhatIsShownWasCaptured() {
    // Given: 40 ms of motion, a frame made for the hole after it, and motion again
    timeline.motion(motion(EPOCH_US, 0), 0);
    timeline.motion(motion(EPOCH_US + 40_000, 1), 1_920);
    timeline.bridged(motion(EPOCH_US + 80_000, 0.9f));

    // When
    long between = timeline.moment(4_800 + 960).capturedUs();
    long bridged = timeline.moment(4_800 + 2_880).capturedUs();
    long held = timeline.moment(4_800 + 4_800).capturedUs();
    timeline.motion(motion(EPOCH_US + 120_000, 0), 5_760);
    long after = timeline.moment(4_800 + 5_040).capturedUs();

    // Then
    assertThat(between).isEqualTo(EPOCH_US + 20_000);
    assertThat(bridged).isEqualTo(EPOCH_US + 40_000);
    assertThat(held).isEqualTo(EPOCH_US + 40_000);
    assertThat(after).isEqualTo(EPOCH_US + 105_000);
  }

  @Test
  void shouldSayWhenSoundWasCapturedThatContinuesTheLastBesideItsTime() {
    // Given: two packets of 20 ms, the second stamped 1 ms late, and then a hole
    timeline.motion(motion(EPOCH_US, 0), 0);
    timeline.voice(new VoicePacket(EPOCH_US, 48_000, new short[960]), 960);
    timeline.voice(new VoicePacket(EPOCH_US + 21_000, 48_000, new short[960]), 1_968);

    // When
    long first = timeline.soundCapturedUs(4_800 + 480);
    long second = timeline.soundCapturedUs(4_800 + 1_440);
    long none = timeline.soundCapturedUs(4_800 + 1_920);

    // Then
    assertThat(first).isEqualTo(EPOCH_US + 10_000);
    assertThat(second).isEqualTo(EPOCH_US + 31_000);
    assertThat(none).isZero();
  }

  @Test
  void shouldLoseTheDriveWhenMotionStopsForLongerThanTheHold() {
    // Given
    timeline.motion(motion(EPOCH_US, 0.5f), 0);

    // When
    MotionFrame held = timeline.motionAt(4_800 + 24_000);
    MotionFrame lost = timeline.motionAt(4_800 + 24_048);

    // Then
    assertThat(held).isNotNull();
    assertThat(lost).isNull();
  }

  @Test
  void shouldResampleWithoutShiftingInTime() {
    // Given: a 1 kHz tone at 16 kHz whose peak lies exactly on sample 1,000
    short[] tone = new short[4_000];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (short) Math.round(16_000 * Math.cos(2 * Math.PI * (i - 1_000) / 16.0));
    }
    timeline.motion(motion(EPOCH_US, 0), 0);
    timeline.voice(new VoicePacket(EPOCH_US, 16_000, tone), 0);

    // When
    float[] sound = new float[12_000];
    long first = 0;
    while (timeline.captureUs(first) < EPOCH_US) {
      first++;
    }
    timeline.voiceAt(first, sound, 0, 11_900);

    // Then: the same tone at 48 kHz, with its peak at three times the place
    for (int i = 2_900; i < 3_100; i++) {
      double expected = 16_000 / 32_768.0 * Math.cos(2 * Math.PI * (i - 3_000) / 48.0);
      assertThat((double) sound[i]).as("sample %d", i).isCloseTo(expected, within(0.004));
    }
  }

  @Test
  void shouldBeSilentWhereNothingArrived() {
    // Given
    timeline.motion(motion(EPOCH_US, 0), 0);

    // When
    float[] sound = {1, 1, 1, 1};
    timeline.voiceAt(10_000, sound, 0, 4);

    // Then
    assertThat(sound).containsOnly(0);
  }

  @Test
  void shouldCatchUpAtOnceWhenTheFirstPieceWasOld() {
    // Given: a backlog; the second piece shows that arrivals can be 300 ms quicker
    timeline.motion(motion(EPOCH_US, 0), 0);

    // When
    timeline.motion(motion(EPOCH_US + 300_000, 1), 10);

    // Then
    assertThat(timeline.captureUs(4_810)).isCloseTo(EPOCH_US + 300_000, within(100L));
  }

  @Test
  void shouldForgetWhatWaitsWhenTheDriveIsMadeAnotherWay() {
    // Given: a tape's frame that is not due yet
    timeline.begins(MotionOrigin.TAPE);
    timeline.motion(motion(EPOCH_US, 1), 0);
    timeline.voice(new VoicePacket(EPOCH_US, 48_000, new short[] {32_000, 32_000}), 0);

    // When
    timeline.begins(MotionOrigin.CAMERA);

    // Then: nothing of the tape passes for the camera's
    assertThat(timeline.moment(4_800)).isEqualTo(new Moment(null, MotionOrigin.CAMERA, true, 0));
    float[] sound = {1, 1, 1, 1};
    timeline.voiceAt(4_800, sound, 0, 4);
    assertThat(sound).containsOnly(0);
  }

  @Test
  void shouldGoOnWhenTheSameDriveIsTakenUpAgain() {
    // Given
    timeline.begins(MotionOrigin.CAMERA);
    timeline.motion(motion(EPOCH_US, 1), 0);

    // When
    timeline.begins(MotionOrigin.CAMERA);

    // Then
    assertThat(timeline.moment(4_800).motion()).isNotNull();
  }

  @Test
  void shouldNotKnowWhatMadeADriveThatHasNotBegun() {
    assertThat(timeline.moment(0)).isEqualTo(new Moment(null, MotionOrigin.UNKNOWN, false, 0));
  }

  private static MotionFrame motion(long timeUs, float jaw) {
    return new MotionFrame(
        timeUs,
        ShapeWeights.builder().set(ArkitShape.JAW_OPEN, jaw).build(),
        Optional.empty(),
        Map.of());
  }
}

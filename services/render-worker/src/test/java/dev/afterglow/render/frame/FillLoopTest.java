package dev.afterglow.render.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.VoicePacket;
import dev.afterglow.render.clock.DriveTimeline;
import dev.afterglow.render.egl.DrawingDevice;
import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.fill.AbsentFill;
import dev.afterglow.render.fill.FillPart;
import dev.afterglow.render.label.AiLabel;
import dev.afterglow.render.lease.FillRight;
import dev.afterglow.render.lease.LeaseHolder;
import dev.afterglow.render.lease.MotionOrigin;
import dev.afterglow.render.lease.MotionRight;
import dev.afterglow.render.output.Outlet;
import dev.afterglow.render.output.OutletStatus;
import dev.afterglow.render.stage.StageSet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the worker's loops fill in, with real drawing and encoding, as fast as they go. */
class FillLoopTest {
  private static final StreamFormat SMALL = new StreamFormat(272, 480, 30, 600_000, 64_000);
  private static final long EPOCH_US = 1_795_000_000_000_000L;
  private static final FillRight ALL = new FillRight(true, true);
  private static final int PICTURES = 90;

  private Figures figures = new Figures();
  private PictureChoice last = PictureChoice.NO_LEASE;

  @BeforeAll
  static void needADrawingDevice() {
    DrawingDevice.open().close();
  }

  @ParameterizedTest
  @CsvSource({
    "AUDIO_DRIVEN, true, FIGURE",
    "AUDIO_DRIVEN, false, DRIVE_WAITING",
    "MOCAP, true, DRIVE_WAITING"
  })
  void shouldShowAFigureThatOnlyTheVoiceMovesOnlyUnderALeaseForThat(
      MotionRight motion, boolean mouth, PictureChoice expected) throws Exception {
    // Given: a microphone and nothing else
    DriveTimeline timeline = new DriveTimeline(100, 500);
    timeline.begins(MotionOrigin.UNKNOWN);
    speak(timeline, 0, 6_000_000);

    // When
    render(timeline, lease(motion, new FillRight(true, mouth)));

    // Then
    boolean shown = expected == PictureChoice.FIGURE;
    assertThat(last).isEqualTo(expected);
    assertThat(figures.filled().containsKey(FillPart.MOUTH)).isEqualTo(shown);
    assertThat(figures.filled().containsKey(FillPart.EYELIDS)).isEqualTo(shown);
  }

  @Test
  void shouldFillTheMouthWhileTheFaceIsLostForAMomentAndNothingOnceTheDriveIs() throws Exception {
    // Given: a jaw that is tracked for one second; the voice goes on
    DriveTimeline timeline = new DriveTimeline(100, 500);
    timeline.begins(MotionOrigin.CAMERA);
    track(timeline, 0, 1_000_000);
    speak(timeline, 0, 6_000_000);

    // When
    render(timeline, lease(MotionRight.MOCAP, ALL));

    // Then: from 133 ms to half a second after the last frame, eleven pictures, and then the slate
    assertThat(last).isEqualTo(PictureChoice.DRIVE_LOST);
    assertThat(figures.filled().get(FillPart.MOUTH).frames()).isBetween(9L, 13L);
    assertThat(figures.filled().get(FillPart.MOUTH).now()).isFalse();
    assertThat(figures.filled().get(FillPart.CHEST).frames()).isBetween(40L, 50L);
    assertThat(figures.slateFrames()).isGreaterThan(30);
  }

  @Test
  void shouldFillNothingOfTheMouthWhileItIsTracked() throws Exception {
    // Given
    DriveTimeline timeline = new DriveTimeline(100, 500);
    timeline.begins(MotionOrigin.CAMERA);
    track(timeline, 0, 6_000_000);
    speak(timeline, 0, 6_000_000);

    // When
    render(timeline, lease(MotionRight.MOCAP, ALL));

    // Then
    assertThat(last).isEqualTo(PictureChoice.FIGURE);
    assertThat(figures.filled()).containsOnlyKeys(FillPart.EYELIDS, FillPart.CHEST);
  }

  @Test
  void shouldEncodeTheSameBytesAgainWhenTheSameDriveIsFilledAgain() throws Exception {
    // Given
    List<byte[]> first = ofVoice();

    // When
    figures = new Figures();
    List<byte[]> again = ofVoice();

    // Then
    assertThat(again).hasSizeGreaterThan(60);
    for (int i = 0; i < Math.min(first.size(), again.size()); i++) {
      assertThat(Arrays.equals(again.get(i), first.get(i))).as("picture %d", i).isTrue();
    }
  }

  private List<byte[]> ofVoice() throws Exception {
    DriveTimeline timeline = new DriveTimeline(100, 500);
    timeline.begins(MotionOrigin.UNKNOWN);
    speak(timeline, 0, 6_000_000);
    return render(timeline, lease(MotionRight.AUDIO_DRIVEN, ALL));
  }

  private List<byte[]> render(DriveTimeline timeline, LeaseHolder lease) throws Exception {
    AiLabel label = new AiLabel(SMALL.width(), SMALL.height());
    EncodeLoop encoder =
        new EncodeLoop(SMALL, "libopenh264", label, figures, InstantSource.system());
    Collected collected = new Collected();
    encoder.add(collected);
    DrawLoop drawing =
        new DrawLoop(
            SMALL,
            TestFigures.flashing(),
            label,
            StageSet.plain(SMALL.width(), SMALL.height(), SMALL.framesPerSecond()),
            1,
            timeline,
            lease,
            () -> true,
            encoder,
            figures,
            false);
    drawing.fills(new AbsentFill("drive"));
    drawing.start().get();
    while (drawing.mediaSamples() < PICTURES * 1600L && drawing.fault() == null) {
      Thread.sleep(2);
    }
    drawing.close();
    encoder.close();
    last = drawing.choice();
    assertThat(drawing.fault()).isNull();
    assertThat(encoder.fault()).isNull();
    return collected.pictures;
  }

  private static void track(DriveTimeline timeline, long fromUs, long toUs) {
    for (long t = fromUs; t < toUs; t += 20_000) {
      timeline.motion(
          new MotionFrame(
              EPOCH_US + t,
              ShapeWeights.builder().set(ArkitShape.JAW_OPEN, 0.2f).build(),
              Optional.empty(),
              Map.of()),
          t * 6 / 125);
    }
  }

  private static void speak(DriveTimeline timeline, long fromUs, long toUs) {
    for (long t = fromUs; t < toUs; t += 20_000) {
      short[] samples = new short[960];
      for (int i = 0; i < 960; i++) {
        long at = t * 6 / 125 + i;
        samples[i] = (short) (at % 400 < 20 ? 24_000 : -1_200);
      }
      timeline.voice(new VoicePacket(EPOCH_US + t, 48_000, samples), (t + 20_000) * 6 / 125);
    }
  }

  private static LeaseHolder lease(MotionRight motion, FillRight fill) {
    LeaseHolder lease = new LeaseHolder(System::nanoTime);
    lease.granted("lease", lease.beforeSending(), Duration.ofHours(1), motion, fill);
    return lease;
  }

  /** Keeps the pictures' bytes. */
  private static final class Collected implements Outlet {
    final List<byte[]> pictures = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
      return "collected";
    }

    @Override
    public void take(Packet packet) {
      if (packet.track() == Packet.Track.VIDEO) {
        pictures.add(packet.data());
      }
    }

    @Override
    public OutletStatus status() {
      return new OutletStatus(OutletStatus.State.SENDING, 0, 0, "");
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}

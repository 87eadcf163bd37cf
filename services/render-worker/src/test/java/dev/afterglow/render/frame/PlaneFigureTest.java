package dev.afterglow.render.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.VoicePacket;
import dev.afterglow.render.clock.DriveTimeline;
import dev.afterglow.render.egl.DrawingDevice;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.label.AiLabel;
import dev.afterglow.render.lease.LeaseHolder;
import dev.afterglow.render.lease.MotionOrigin;
import dev.afterglow.render.lease.MotionRight;
import dev.afterglow.render.output.AigcLabel;
import dev.afterglow.render.output.Outlet;
import dev.afterglow.render.output.OutletStatus;
import dev.afterglow.render.output.Outlets;
import dev.afterglow.render.presence.PlaneFigure;
import dev.afterglow.render.scene.Part;
import dev.afterglow.render.scene.SceneChange;
import dev.afterglow.render.scene.SceneTimeline;
import dev.afterglow.render.stage.StageSet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A figure that has no mesh goes the whole way of a rigged one: lease, stage, label, encoder and
 * recording.
 */
class PlaneFigureTest {
  private static final StreamFormat SMALL = new StreamFormat(272, 480, 30, 600_000, 64_000);
  private static final long EPOCH_US = 1_795_000_000_000_000L;
  private static final long OPENS_US = 1_000_000;
  private static final int GREEN = 90;

  @TempDir private Path folder;
  private OutletStatus.State closed = OutletStatus.State.CONNECTING;
  private final Figures figures = new Figures();

  @Test
  void shouldShowWhatTheDriveMovesFromThePictureOnThatItMovesIn() throws Exception {
    // When
    DecodedFile decoded = render(stage(), lease(Duration.ofHours(1)), 75);

    // Then: labelled, recorded with its metadata, and green with the sound of that instant
    double green =
        decoded.pictures.stream()
            .filter(it -> it.greenest() < GREEN)
            .findFirst()
            .orElseThrow()
            .seconds();
    assertThat(decoded.firstLoudSeconds - green).isCloseTo(0, within(1 / 30.0));
    assertThat(figures.labelFailed()).as("pictures without label").isZero();
    assertThat(figures.labelPassed()).as("pictures with label").isPositive();
    assertThat(closed).isEqualTo(OutletStatus.State.CLOSED);
  }

  @Test
  void shouldShowNoPixelOfItWithoutALease() throws Exception {
    DecodedFile decoded = render(stage(), new LeaseHolder(System::nanoTime), 60);

    assertThat(decoded.pictures).hasSizeGreaterThan(50);
    assertThat(decoded.pictures).allMatch(it -> it.greenest() > 105);
  }

  @Test
  void shouldTurnToTheSlateWhenItsLeaseRunsOut() throws Exception {
    // Given: a lease that a clock ends after it was asked for so often
    AtomicLong questions = new AtomicLong();
    LeaseHolder lease =
        new LeaseHolder(() -> questions.incrementAndGet() > 60 ? Long.MAX_VALUE / 2 : 0);
    lease.granted("lease", 0, Duration.ofSeconds(5), MotionRight.MOCAP);

    // When
    DecodedFile decoded = render(stage(), lease, 90);

    // Then: green first and never again, in one stream
    int last = 0;
    for (int i = 0; i < decoded.pictures.size(); i++) {
      last = decoded.pictures.get(i).greenest() < GREEN ? i : last;
    }
    assertThat(last).isBetween(30, 60);
    assertThat(decoded.pictures.size()).isGreaterThan(last + 10);
  }

  @Test
  void shouldChangeItsLookBetweenTwoPictures() throws Exception {
    // Given: the other look from picture 45 on
    StageSet stage = stage();
    stage.scenes().add(1_500_000, SceneTimeline.FOREVER, wearing("blue"));

    // When
    DecodedFile decoded = render(stage, lease(Duration.ofHours(1)), 60);

    // Then
    for (int i = 38; i < 55; i++) {
      assertThat(decoded.pictures.get(i).greenest() < GREEN).as("picture %d", i).isEqualTo(i < 45);
    }
    assertThat(decoded.pictures.get(46).chroma(0))
        .isGreaterThan(decoded.pictures.get(44).chroma(0));
  }

  private DecodedFile render(StageSet stage, LeaseHolder lease, int frames) throws Exception {
    DrawingDevice.open().close();
    AiLabel label = new AiLabel(SMALL.width(), SMALL.height());
    EncodeLoop encoder =
        new EncodeLoop(SMALL, "libopenh264", label, figures, InstantSource.system());
    Path file = folder.resolve("plane.mp4");
    Outlet recording =
        Outlets.recording(
            file, encoder.tracks(), new AigcLabel("1", "test", "test"), Duration.ofSeconds(1));
    encoder.add(recording);
    DrawLoop drawing =
        new DrawLoop(
            SMALL,
            new PlaneFigure(),
            label,
            stage,
            1,
            drive(),
            lease,
            () -> true,
            encoder,
            figures,
            false);
    drawing.start().get();
    while (drawing.mediaSamples() < frames * 1600L && drawing.fault() == null) {
      Thread.sleep(5);
    }
    drawing.close();
    encoder.close();
    closed = recording.status().state();
    assertThat(drawing.fault()).isNull();
    assertThat(encoder.fault()).isNull();
    return DecodedFile.of(file);
  }

  /** The jaw opens, and a tone sounds, from {@link #OPENS_US} on. */
  private static DriveTimeline drive() {
    DriveTimeline timeline = new DriveTimeline(100, 500);
    timeline.begins(MotionOrigin.CAMERA);
    for (long t = 0; t < 6_000_000; t += 20_000) {
      float jaw = t >= OPENS_US ? 1 : 0;
      timeline.motion(motion(EPOCH_US + t, ArkitShape.JAW_OPEN, jaw), t * 6 / 125);
      short[] samples = new short[960];
      for (int i = 0; i < 960 && t >= OPENS_US; i++) {
        samples[i] = (short) (i / 24 % 2 == 0 ? 20_000 : -20_000);
      }
      timeline.voice(new VoicePacket(EPOCH_US + t, 48_000, samples), (t + 20_000) * 6 / 125);
    }
    return timeline;
  }

  private static MotionFrame motion(long timeUs, ArkitShape shape, float weight) {
    return new MotionFrame(
        timeUs, ShapeWeights.builder().set(shape, weight).build(), Optional.empty(), Map.of());
  }

  private static StageSet stage() {
    return StageSet.plain(SMALL.width(), SMALL.height(), 30);
  }

  private static SceneChange wearing(String look) {
    SceneChange nothing = SceneChange.NOTHING;
    return new SceneChange(
        Part.put(look),
        nothing.layout(),
        nothing.background(),
        nothing.lights(),
        nothing.product(),
        nothing.priceShown(),
        nothing.countdown(),
        nothing.lowerThird(),
        nothing.carousel(),
        nothing.ticker());
  }

  private static LeaseHolder lease(Duration ttl) {
    LeaseHolder lease = new LeaseHolder(System::nanoTime);
    lease.granted("lease", lease.beforeSending(), ttl, MotionRight.MOCAP);
    return lease;
  }
}

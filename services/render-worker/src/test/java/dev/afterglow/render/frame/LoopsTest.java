package dev.afterglow.render.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.VoicePacket;
import dev.afterglow.render.asset.StageFile;
import dev.afterglow.render.clock.DriveTimeline;
import dev.afterglow.render.egl.Headless;
import dev.afterglow.render.egl.HeadlessContext;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.film.SmallFilm;
import dev.afterglow.render.label.AiLabel;
import dev.afterglow.render.lease.LeaseHolder;
import dev.afterglow.render.lease.MotionOrigin;
import dev.afterglow.render.lease.MotionRight;
import dev.afterglow.render.output.AigcLabel;
import dev.afterglow.render.output.Outlet;
import dev.afterglow.render.output.Outlets;
import dev.afterglow.render.presence.Figure;
import dev.afterglow.render.scene.Background;
import dev.afterglow.render.scene.Part;
import dev.afterglow.render.scene.Product;
import dev.afterglow.render.scene.SceneChange;
import dev.afterglow.render.scene.SceneTimeline;
import dev.afterglow.render.scene.StageAsset;
import dev.afterglow.render.stage.StageSet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both loops with real drawing and encoding, small and as fast as they go. */
class LoopsTest {
  private static final StreamFormat SMALL = new StreamFormat(272, 480, 30, 600_000, 64_000);
  private static final long EPOCH_US = 1_795_000_000_000_000L;
  private static final long FLASH_US = 1_000_000;

  @TempDir private Path folder;
  private PictureChoice shown = PictureChoice.NO_LEASE;

  @BeforeAll
  static void needADrawingDevice() throws Exception {
    Thread probe =
        Thread.ofPlatform()
            .start(
                () -> {
                  Headless answer = HeadlessContext.open();
                  if (answer instanceof Headless.Ready(HeadlessContext context)) {
                    context.close();
                    canDraw = true;
                  }
                });
    probe.join();
    Assumptions.assumeTrue(canDraw, "no EGL device here: install libegl1 and libgl1-mesa-dri");
  }

  private static volatile boolean canDraw;

  @Test
  void shouldShowFlashAndBeepOfOneInstantAtOneTime() throws Exception {
    // Given: at one second of the drive the plate swings forward and a tone begins
    DriveTimeline timeline = flashAndBeep(MotionOrigin.CAMERA);

    // When
    DecodedFile decoded = render("skew.mp4", timeline, lease(Duration.ofHours(1)), 75);

    // Then: half a frame is the finest that a picture can say
    double flash =
        decoded.pictures.stream()
            .filter(picture -> picture.greenest() < 90)
            .findFirst()
            .orElseThrow()
            .seconds();
    assertThat(decoded.firstLoudSeconds - flash).isCloseTo(0, within(1 / 30.0));
  }

  @Test
  void shouldShowNoPixelOfTheFigureWithoutALease() throws Exception {
    // Given
    DriveTimeline timeline = flashAndBeep(MotionOrigin.CAMERA);

    // When
    DecodedFile decoded = render("slate.mp4", timeline, new LeaseHolder(System::nanoTime), 75);

    // Then: no green, and no voice either
    assertThat(decoded.pictures).hasSizeGreaterThan(60);
    assertThat(decoded.pictures).allMatch(picture -> picture.greenest() > 105);
    assertThat(decoded.firstLoudSeconds).isNaN();
  }

  @ParameterizedTest
  @EnumSource(names = {"TAPE", "SYNTHETIC", "UNKNOWN"})
  void shouldShowNoPixelOfTheFigureWhenTheLeaseDoesNotAllowTheMotion(MotionOrigin origin)
      throws Exception {
    // Given: a lease for motion capture
    DriveTimeline timeline = flashAndBeep(origin);

    // When
    DecodedFile decoded = render("origin.mp4", timeline, lease(Duration.ofHours(1)), 60);

    // Then: no green, and no voice either
    assertThat(shown).isEqualTo(PictureChoice.MOTION_NOT_LICENSED);
    assertThat(decoded.pictures).hasSizeGreaterThan(50);
    assertThat(decoded.pictures).allMatch(picture -> picture.greenest() > 105);
    assertThat(decoded.firstLoudSeconds).isNaN();
  }

  @Test
  void shouldTurnToTheSlateWithinOneStreamWhenTheLeaseRunsOut() throws Exception {
    // Given: a clock that stands still until the lease has shown the figure for a while
    AtomicLong nanos = new AtomicLong();
    AtomicLong questions = new AtomicLong();
    LeaseHolder lease =
        new LeaseHolder(() -> questions.incrementAndGet() > 50 ? Long.MAX_VALUE / 2 : nanos.get());
    lease.granted("lease", 0, Duration.ofSeconds(5), MotionRight.MOCAP);

    // When
    DecodedFile decoded = render("turn.mp4", flashAndBeep(MotionOrigin.CAMERA), lease, 90);

    // Then: one file, first the figure, from one picture on the slate, without a gap in time
    int last = 0;
    for (int i = 0; i < decoded.pictures.size(); i++) {
      if (decoded.pictures.get(i).greenest() < 90) {
        last = i;
      }
      if (i > 0) {
        assertThat(decoded.pictures.get(i).seconds() - decoded.pictures.get(i - 1).seconds())
            .isCloseTo(1 / 30.0, within(1e-3));
      }
    }
    assertThat(last).isBetween(30, 50);
    assertThat(decoded.pictures.size()).isGreaterThan(last + 30);
  }

  @Test
  void shouldDrawTheSamePicturesFromTheSameDrive() throws Exception {
    // Given
    DecodedFile first =
        render("one.mp4", flashAndBeep(MotionOrigin.CAMERA), lease(Duration.ofHours(1)), 60);

    // When
    DecodedFile second =
        render("two.mp4", flashAndBeep(MotionOrigin.CAMERA), lease(Duration.ofHours(1)), 60);

    // Then
    int common = Math.min(first.pictures.size(), second.pictures.size());
    assertThat(common).isGreaterThan(50);
    for (int i = 0; i < common; i++) {
      assertThat(first.pictures.get(i).planes())
          .as("picture %d", i)
          .isEqualTo(second.pictures.get(i).planes());
    }
  }

  @Test
  void shouldDrawTheSamePicturesFromTheSameDriveAndTheSameDirectives() throws Exception {
    // Given: a card from one second on, for half a second, and a countdown
    LeaseHolder lease = lease(Duration.ofHours(1));

    // When
    DecodedFile first = render("one.mp4", flashAndBeep(MotionOrigin.CAMERA), lease, 60, staged());
    DecodedFile second = render("two.mp4", flashAndBeep(MotionOrigin.CAMERA), lease, 60, staged());
    DecodedFile bare = render("bare.mp4", flashAndBeep(MotionOrigin.CAMERA), lease, 60, plain());

    // Then: both the same, and unlike the bare one exactly while the card shows
    for (int i = 0; i < 55; i++) {
      byte[] planes = first.pictures.get(i).planes();
      assertThat(planes).as("picture %d", i).isEqualTo(second.pictures.get(i).planes());
      if (i == 29 || i == 38) {
        double difference = difference(planes, bare.pictures.get(i).planes());
        assertThat(difference > 1).as("a card in picture %d: %s", i, difference).isEqualTo(i > 30);
      }
    }
  }

  @Test
  void shouldChangeTheLookBetweenTwoPicturesWithoutLeavingOneOut() throws Exception {
    // Given: the other look from one second on, which is picture 30
    StageSet stage = plain();
    stage.scenes().add(1_000_000, SceneTimeline.FOREVER, wearing("green"));
    DriveTimeline timeline = flashAndBeep(MotionOrigin.CAMERA);

    // When
    DecodedFile decoded =
        render("look.mp4", timeline, lease(Duration.ofHours(1)), 60, stage, TestFigures.dressed());

    // Then
    assertThat(decoded.pictures).hasSizeGreaterThan(50);
    for (int i = 1; i < decoded.pictures.size(); i++) {
      DecodedFile.Shown picture = decoded.pictures.get(i);
      assertThat(picture.seconds() - decoded.pictures.get(i - 1).seconds())
          .as("time before picture %d", i)
          .isCloseTo(1 / 30.0, within(1e-3));
      assertThat(picture.greenest() < 90)
          .as("green in picture %d: %s", i, picture.greenest())
          .isEqualTo(i >= 30);
    }
  }

  @Test
  void shouldDrawTheSamePicturesWithAFilmBehindTheFigure() throws Exception {
    // Given: a film from half a second on, whose pictures are each of another grey
    LeaseHolder lease = lease(Duration.ofHours(1));

    // When
    DecodedFile first = render("one.mp4", flashAndBeep(MotionOrigin.CAMERA), lease, 60, filmed());
    DecodedFile second = render("two.mp4", flashAndBeep(MotionOrigin.CAMERA), lease, 60, filmed());

    // Then: the same, and another one every third picture
    for (int i = 0; i < 55; i++) {
      byte[] planes = first.pictures.get(i).planes();
      assertThat(planes).as("picture %d", i).isEqualTo(second.pictures.get(i).planes());
    }
    for (int i = 18; i < 51; i += 3) {
      byte[] planes = first.pictures.get(i).planes();
      assertThat(difference(planes, first.pictures.get(i + 3).planes()))
          .as("from picture %d to the next of the film", i)
          .isGreaterThan(5);
    }
  }

  @Test
  void shouldLetSpringsSwingWhenItKeepsTheClock() throws Exception {
    // Given: as on the air, where the loop says at each picture how finely the figure is drawn
    DriveTimeline timeline = flashAndBeep(MotionOrigin.CAMERA);
    LeaseHolder lease = lease(Duration.ofHours(1));

    // When
    DecodedFile decoded =
        render("swing.mp4", timeline, lease, 60, plain(), TestFigures.swinging(), true);

    // Then: what hangs behind the figure came out before it
    double greenest =
        decoded.pictures.stream().mapToDouble(DecodedFile.Shown::greenest).min().orElseThrow();
    assertThat(greenest).isLessThan(90);
  }

  private static StageSet filmed() throws Exception {
    StageSet out = plain();
    byte[] file = SmallFilm.mp4(64, 112, 10, 25);
    StageAsset.Loop asset = (StageAsset.Loop) StageFile.read(file);
    SceneChange nothing = SceneChange.NOTHING;
    SceneChange change =
        new SceneChange(
            nothing.lookId(),
            nothing.layout(),
            Part.put(new Background.Loop(asset.loop())),
            nothing.lights(),
            nothing.product(),
            nothing.priceShown(),
            nothing.countdown(),
            nothing.lowerThird(),
            nothing.carousel(),
            nothing.ticker());
    out.scenes().add(500_000, SceneTimeline.FOREVER, change);
    return out;
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

  private static double difference(byte[] one, byte[] other) {
    double sum = 0;
    for (int i = 0; i < SMALL.width() * SMALL.height(); i++) {
      sum += Math.abs(Byte.toUnsignedInt(one[i]) - Byte.toUnsignedInt(other[i]));
    }
    return sum / (SMALL.width() * SMALL.height());
  }

  private static StageSet plain() {
    return StageSet.plain(SMALL.width(), SMALL.height(), SMALL.framesPerSecond());
  }

  private static StageSet staged() throws Exception {
    StageSet out = plain();
    Product product = new Product("7", "云感柔雾唇釉", "¥79.90", "", "直播价", Optional.empty());
    out.scenes().add(1_000_000, 500_000, SceneChange.NOTHING.withProduct(Part.put(product)));
    return out;
  }

  private DecodedFile render(String name, DriveTimeline timeline, LeaseHolder lease, int frames)
      throws Exception {
    return render(name, timeline, lease, frames, plain());
  }

  private DecodedFile render(
      String name, DriveTimeline timeline, LeaseHolder lease, int frames, StageSet stage)
      throws Exception {
    return render(name, timeline, lease, frames, stage, TestFigures.flashing());
  }

  private DecodedFile render(
      String name,
      DriveTimeline timeline,
      LeaseHolder lease,
      int frames,
      StageSet stage,
      Figure figure)
      throws Exception {
    return render(name, timeline, lease, frames, stage, figure, false);
  }

  private DecodedFile render(
      String name,
      DriveTimeline timeline,
      LeaseHolder lease,
      int frames,
      StageSet stage,
      Figure figure,
      boolean paced)
      throws Exception {
    Figures figures = new Figures();
    AiLabel label = new AiLabel(SMALL.width(), SMALL.height());
    EncodeLoop encoder =
        new EncodeLoop(SMALL, "libopenh264", label, figures, InstantSource.system());
    Path file = folder.resolve(name);
    Outlet recording =
        Outlets.recording(
            file, encoder.tracks(), new AigcLabel("1", "test", "test"), Duration.ofSeconds(1));
    encoder.add(recording);
    DrawLoop drawing =
        new DrawLoop(
            SMALL, figure, label, stage, 1, timeline, lease, () -> true, encoder, figures, paced);
    drawing.start().get();
    while (drawing.mediaSamples() < frames * 1600L && drawing.fault() == null) {
      Thread.sleep(5);
    }
    drawing.close();
    encoder.close();
    shown = drawing.choice();
    assertThat(drawing.fault()).isNull();
    assertThat(encoder.fault()).isNull();
    assertThat(figures.labelFailed()).as("pictures without label").isZero();
    assertThat(figures.labelPassed()).as("pictures with label").isPositive();
    return DecodedFile.of(file);
  }

  /** The plate is forward, and the tone sounds, from {@link #FLASH_US} on. */
  private static DriveTimeline flashAndBeep(MotionOrigin origin) {
    DriveTimeline timeline = new DriveTimeline(100, 500);
    timeline.begins(origin);
    for (long t = 0; t < 6_000_000; t += 20_000) {
      float jaw = t >= FLASH_US ? 1 : 0;
      timeline.motion(
          new MotionFrame(
              EPOCH_US + t,
              ShapeWeights.builder().set(ArkitShape.JAW_OPEN, jaw).build(),
              Optional.empty(),
              Map.of()),
          t * 6 / 125);
      short[] samples = new short[960];
      for (int i = 0; i < 960 && t >= FLASH_US; i++) {
        samples[i] = (short) (i / 24 % 2 == 0 ? 20_000 : -20_000);
      }
      timeline.voice(new VoicePacket(EPOCH_US + t, 48_000, samples), (t + 20_000) * 6 / 125);
    }
    return timeline;
  }

  private static LeaseHolder lease(Duration ttl) {
    LeaseHolder lease = new LeaseHolder(System::nanoTime);
    lease.granted("lease", lease.beforeSending(), ttl, MotionRight.MOCAP);
    return lease;
  }
}

package dev.afterglow.render.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.VoicePacket;
import dev.afterglow.render.clock.DriveTimeline;
import dev.afterglow.render.egl.DrawingDevice;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.job.AvatarReading;
import dev.afterglow.render.job.AvatarShelf;
import dev.afterglow.render.job.LeaseTerms;
import dev.afterglow.render.job.MadeOf;
import dev.afterglow.render.job.RenderRefused;
import dev.afterglow.render.label.AiLabel;
import dev.afterglow.render.lease.FillRight;
import dev.afterglow.render.lease.LeaseHolder;
import dev.afterglow.render.lease.MotionOrigin;
import dev.afterglow.render.lease.MotionRight;
import dev.afterglow.render.output.AigcLabel;
import dev.afterglow.render.output.Outlet;
import dev.afterglow.render.output.Outlets;
import dev.afterglow.render.presence.Figure;
import dev.afterglow.render.rigged.PartGlb;
import dev.afterglow.render.scene.Part;
import dev.afterglow.render.scene.SceneChange;
import dev.afterglow.render.scene.SceneTimeline;
import dev.afterglow.render.stage.StageSet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An avatar whose clothes come from files of their own, drawn, encoded and decoded again. */
class PartsOnAirTest {
  private static final StreamFormat SMALL = new StreamFormat(272, 480, 30, 600_000, 64_000);
  private static final long EPOCH_US = 1_795_000_000_000_000L;
  private static final int GREEN = 90;
  private static final MadeOf.Placed JACKET = new MadeOf.Placed("jacket", "aa");
  private static final MadeOf MADE =
      new MadeOf(
          Map.of(),
          new TreeMap<>(
              Map.of(
                  "evening",
                  Map.of(
                      MadeOf.Kind.OUTFIT,
                      JACKET,
                      MadeOf.Kind.PERSONA,
                      new MadeOf.Placed("calm", "bb")))));

  @TempDir private Path folder;

  @Test
  void shouldPutOnThePartOfAnotherFileBetweenTwoPictures() throws Exception {
    // Given: grey clothes in the avatar's file, green ones in the part's; those from picture 30 on
    Figure figure = AvatarReading.read("avatar", grant(MADE.likenessSha256()), new Shelf());
    StageSet stage = StageSet.plain(SMALL.width(), SMALL.height(), 30);
    stage.scenes().add(1_000_000, SceneTimeline.FOREVER, wearing("evening"));

    // When
    DecodedFile decoded = render(figure, stage);

    // Then
    assertThat(figure.looks()).containsExactly("default", "evening");
    assertThat(decoded.pictures).hasSizeGreaterThan(50);
    for (int i = 1; i < decoded.pictures.size(); i++) {
      DecodedFile.Shown picture = decoded.pictures.get(i);
      assertThat(picture.seconds() - decoded.pictures.get(i - 1).seconds())
          .as("time before picture %d", i)
          .isCloseTo(1 / 30.0, within(1e-3));
      assertThat(picture.greenest() < GREEN).as("green in picture %d", i).isEqualTo(i >= 30);
    }
  }

  @Test
  void shouldRefuseAFigureOfOtherPartsThanTheLeaseIsFor() {
    // Given: leases for an avatar without parts, and for other ones
    for (String parts : List.of("", "0".repeat(64))) {
      // When
      RenderRefused refusal =
          catchThrowableOfType(
              RenderRefused.class, () -> AvatarReading.read("avatar", grant(parts), new Shelf()));

      // Then
      assertThat(refusal.why()).isEqualTo(RenderRefused.Why.AVATAR_SEAL_BROKEN);
    }
  }

  @Test
  void shouldRefuseAnAvatarOneOfWhosePartsIsNotServed() {
    // Given: a registry that serves approved parts alone, and has none
    AvatarShelf shelf =
        new Shelf() {
          @Override
          public byte[] fetchPart(MadeOf.Placed part) throws SealBroken {
            throw new SealBroken("the part could not be fetched: FAILED_PRECONDITION");
          }
        };

    // When
    RenderRefused refusal =
        catchThrowableOfType(
            RenderRefused.class,
            () -> AvatarReading.read("avatar", grant(MADE.likenessSha256()), shelf));

    // Then
    assertThat(refusal.why()).isEqualTo(RenderRefused.Why.AVATAR_SEAL_BROKEN);
  }

  @Test
  void shouldJudgeAPartAgainByTheRulesOfFiles() {
    // Given
    AvatarShelf shelf =
        new Shelf() {
          @Override
          public byte[] fetchPart(MadeOf.Placed part) {
            return new byte[] {'g', 'l', 'T', 'F', 2, 0, 0, 0};
          }
        };

    // When
    RenderRefused refusal =
        catchThrowableOfType(
            RenderRefused.class,
            () -> AvatarReading.read("avatar", grant(MADE.likenessSha256()), shelf));

    // Then
    assertThat(refusal.why()).isEqualTo(RenderRefused.Why.AVATAR_UNUSABLE);
  }

  private DecodedFile render(Figure figure, StageSet stage) throws Exception {
    DrawingDevice.open().close();
    Figures figures = new Figures();
    AiLabel label = new AiLabel(SMALL.width(), SMALL.height());
    EncodeLoop encoder =
        new EncodeLoop(SMALL, "libopenh264", label, figures, InstantSource.system());
    Path file = folder.resolve("parts.mp4");
    Outlet recording =
        Outlets.recording(
            file, encoder.tracks(), new AigcLabel("1", "test", "test"), Duration.ofSeconds(1));
    encoder.add(recording);
    LeaseHolder lease = new LeaseHolder(System::nanoTime);
    lease.granted("lease", lease.beforeSending(), Duration.ofHours(1), MotionRight.MOCAP);
    DrawLoop drawing =
        new DrawLoop(
            SMALL, figure, label, stage, 1, drive(), lease, () -> true, encoder, figures, false);
    drawing.start().get();
    while (drawing.mediaSamples() < 60 * 1600L && drawing.fault() == null) {
      Thread.sleep(5);
    }
    drawing.close();
    encoder.close();
    assertThat(drawing.fault()).isNull();
    assertThat(encoder.fault()).isNull();
    return DecodedFile.of(file);
  }

  private static DriveTimeline drive() {
    DriveTimeline timeline = new DriveTimeline(100, 500);
    timeline.begins(MotionOrigin.CAMERA);
    for (long t = 0; t < 6_000_000; t += 20_000) {
      timeline.motion(
          new MotionFrame(EPOCH_US + t, ShapeWeights.NONE, Optional.empty(), Map.of()),
          t * 6 / 125);
      timeline.voice(new VoicePacket(EPOCH_US + t, 48_000, new short[960]), (t + 20_000) * 6 / 125);
    }
    return timeline;
  }

  private static LeaseTerms.Grant grant(String parts) {
    return new LeaseTerms.Grant(
        "lease", "file", parts, Duration.ofSeconds(5), MotionRight.MOCAP, FillRight.NONE);
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

  /** Serves one avatar and its jacket, which is made for a longer spine. */
  private static class Shelf implements AvatarShelf {
    @Override
    public byte[] fetch(String avatarId, String sha256) {
      return PartGlb.usual()
          .square("Head", -0.1f, 0.2f, 0, new float[] {0.3f, 0.2f, 0.2f}, "face", "jawOpen")
          .square("Chest", -0.2f, 0.5f, 0.1f, new float[] {0.3f, 0.3f, 0.3f}, "outfit", "")
          .bytes();
    }

    @Override
    public MadeOf madeOf(String avatarId) {
      return MADE;
    }

    @Override
    public byte[] fetchPart(MadeOf.Placed part) throws SealBroken {
      assertThat(part).isEqualTo(JACKET);
      return new PartGlb(List.of("Head", "Chest", "Hips"), 0.8f)
          .square("Chest", -0.2f, 0.5f, 0.1f, new float[] {0, 1, 0}, "outfit", "")
          .bytes();
    }
  }
}

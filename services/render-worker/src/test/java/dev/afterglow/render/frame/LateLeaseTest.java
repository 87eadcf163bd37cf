package dev.afterglow.render.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.clock.DriveTimeline;
import dev.afterglow.render.egl.DrawingDevice;
import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.label.AiLabel;
import dev.afterglow.render.lease.LeaseHolder;
import dev.afterglow.render.lease.MotionOrigin;
import dev.afterglow.render.lease.MotionRight;
import dev.afterglow.render.output.Outlet;
import dev.afterglow.render.output.OutletStatus;
import dev.afterglow.render.stage.StageSet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Invariant 1 where the encoder hangs: no picture of the figure goes out that was chosen, or has
 * waited, while its lease ended.
 */
@Timeout(60)
class LateLeaseTest {
  private static final StreamFormat SMALL = new StreamFormat(272, 480, 30, 600_000, 64_000);
  private static final long EPOCH_US = 1_795_000_000_000_000L;
  private static final Duration TTL = Duration.ofSeconds(5);

  /** The picture that it begins with: there the drive's first motion is shown. */
  private static final long FIRST = 6;

  private final AtomicLong nanos = new AtomicLong();
  private final LeaseHolder lease = new LeaseHolder(nanos::get);
  private final Figures figures = new Figures();
  private final AiLabel label = new AiLabel(SMALL.width(), SMALL.height());
  private final Hanging outlet = new Hanging();
  private EncodeLoop encoder;
  private DrawLoop drawing;

  @BeforeEach
  void open() {
    DrawingDevice.open().close();
    lease.granted("lease", 0, TTL, MotionRight.MOCAP);
    encoder = new EncodeLoop(SMALL, "libopenh264", label, figures, InstantSource.system());
    encoder.add(outlet);
  }

  @AfterEach
  void close() {
    outlet.open.countDown();
    if (drawing != null) {
      drawing.close();
    }
    encoder.close();
  }

  @Test
  void shouldShowTheSlateWhenTheLeaseEndsWhileTheLoopWaitsForAPicture() throws Exception {
    // Given: the encoder hangs, and the loop waits for it to give a picture back
    start(false);
    await(() -> drawing.where().contains("ArrayBlockingQueue.poll"));
    long drawn = drawing.mediaSamples() / 1_600 - FIRST;

    // When
    nanos.set(TTL.toNanos());
    outlet.open.countDown();
    await(() -> figures.slateFrames() > 5);

    // Then: nothing but what was drawn under the lease
    assertThat(figures.frames() - figures.slateFrames()).isLessThanOrEqualTo(drawn);
    assertThat(drawing.choice()).isEqualTo(PictureChoice.LEASE_EXPIRED);
  }

  @Test
  void shouldBeginTheSlateWithAKeyFrameWhenNoPictureWasFreeAsItTurned() throws Exception {
    // Given
    start(true);
    await(() -> figures.dropped() > 0);

    // When: the turn comes while every picture is under way
    nanos.set(TTL.toNanos());
    await(() -> drawing.choice() == PictureChoice.LEASE_EXPIRED);
    long leftOut = figures.dropped();
    await(() -> figures.dropped() > leftOut);
    outlet.open.countDown();
    await(() -> figures.slateFrames() > 5);

    // Then
    Packet slate =
        outlet.pictures.stream().filter(it -> it.capturedUs() == 0).findFirst().orElseThrow();
    assertThat(slate.key()).isTrue();
  }

  @Test
  void shouldLeaveWaitingPicturesOfTheFigureOutWhenTheLeaseEnded() throws Exception {
    // Given: pictures of the figure wait before an encoder that hangs
    encoder.figureWhile(() -> lease.standing() == LeaseHolder.Standing.VALID);
    start(true);
    await(() -> figures.dropped() > 0);
    long before = figures.frames();

    // When
    nanos.set(TTL.toNanos());
    outlet.open.countDown();
    await(() -> figures.slateFrames() > 5);

    // Then: but for the one that it hung with
    assertThat(figures.frames() - figures.slateFrames()).isLessThanOrEqualTo(before + 1);
  }

  private void start(boolean paced) throws Exception {
    DriveTimeline timeline = new DriveTimeline(100, 500);
    timeline.begins(MotionOrigin.CAMERA);
    for (long t = 0; t < 6_000_000; t += 20_000) {
      timeline.motion(
          new MotionFrame(
              EPOCH_US + t,
              ShapeWeights.builder().set(ArkitShape.JAW_OPEN, 1).build(),
              Optional.empty(),
              Map.of()),
          t * 6 / 125);
    }
    drawing =
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
            paced);
    drawing.beginsAt(() -> FIRST * 1_000_000 / 30);
    drawing.start().get();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(2);
    }
  }

  /** Takes the first picture of the figure and holds the encoder's thread with it. */
  private static final class Hanging implements Outlet {
    final CountDownLatch open = new CountDownLatch(1);
    final List<Packet> pictures = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
      return "hanging";
    }

    @Override
    public void take(Packet packet) {
      if (packet.track() != Packet.Track.VIDEO) {
        return;
      }
      pictures.add(packet);
      if (packet.capturedUs() != 0) {
        try {
          open.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }

    @Override
    public OutletStatus status() {
      return new OutletStatus(
          OutletStatus.State.SENDING, 0, 0, "", new OutletStatus.Trouble(0, 0, 0, true));
    }

    @Override
    public void close() {
      open.countDown();
    }
  }
}

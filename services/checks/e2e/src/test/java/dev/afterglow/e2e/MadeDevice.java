package dev.afterglow.e2e;

import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.MotionBatch;
import dev.afterglow.api.capture.v1.OpenDriveHeader;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.uplink.DeviceClock;
import dev.afterglow.uplink.DriveSamples;
import dev.afterglow.uplink.DriveStream;
import io.grpc.Channel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Drives with a made face, 30 frames a second, that lives by a seed or stands still. */
final class MadeDevice implements AutoCloseable {
  private static final List<ArkitShape> SHAPES =
      List.of(
          ArkitShape.BROW_INNER_UP,
          ArkitShape.BROW_DOWN_LEFT,
          ArkitShape.BROW_DOWN_RIGHT,
          ArkitShape.EYE_BLINK_LEFT,
          ArkitShape.EYE_BLINK_RIGHT,
          ArkitShape.JAW_OPEN,
          ArkitShape.MOUTH_SMILE_LEFT,
          ArkitShape.MOUTH_SMILE_RIGHT,
          ArkitShape.MOUTH_PUCKER,
          ArkitShape.EYE_LOOK_UP_LEFT,
          ArkitShape.EYE_LOOK_UP_RIGHT);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final DeviceClock clock = DeviceClock.monotonic(0, 0);
  private final DriveSamples samples = new DriveSamples(SHAPES, List.of());
  private final DriveStream stream;
  private final Random random;
  private final boolean lives;
  private final float[] at = new float[SHAPES.size()];
  private long sequence;

  private MadeDevice(Channel capture, CreateDriveResponse made, long seed, boolean lives) {
    this.random = new Random(seed);
    this.lives = lives;
    this.stream =
        DriveStream.open(
            capture,
            clock,
            OpenDriveHeader.newBuilder()
                .setDriveId(made.getDrive().getDriveId())
                .setDriveToken(made.getDriveToken())
                .setHeader(samples.header())
                .setDeviceTimeUs(clock.nowUs())
                .build());
  }

  /** Drives from now on. */
  static MadeDevice drive(Channel capture, CreateDriveResponse made, long seed, boolean lives) {
    MadeDevice device = new MadeDevice(capture, made, seed, lives);
    var _ = device.timer.scheduleAtFixedRate(device::frame, 100, 33, TimeUnit.MILLISECONDS);
    return device;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    stream.halfClose();
  }

  private void frame() {
    sequence++;
    ShapeWeights.Builder face = ShapeWeights.builder();
    for (int i = 0; i < at.length; i++) {
      float step = lives ? 0.03f * (float) random.nextGaussian() : 0;
      at[i] = Math.clamp(0.95f * at[i] + 0.01f + step, 0, 0.5f);
      face.set(SHAPES.get(i), lives ? at[i] : 0.2f);
    }
    long nowUs = clock.nowUs();
    MotionFrame frame = new MotionFrame(nowUs, face.build(), Optional.empty(), Map.of());
    stream.send(
        OpenDriveRequest.newBuilder()
            .setMotion(MotionBatch.newBuilder().addSamples(samples.motion(frame, sequence, nowUs)))
            .build());
  }
}

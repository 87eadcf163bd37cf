package dev.afterglow.e2e;

import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.capture.v1.ClockPong;
import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.MotionBatch;
import dev.afterglow.api.capture.v1.OpenDriveHeader;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.api.capture.v1.OpenDriveResponse;
import dev.afterglow.api.drive.v1.DriveHeader;
import dev.afterglow.api.drive.v1.MotionSample;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Drives with a made face, 30 frames a second, that lives by a seed or stands still. */
final class MadeDevice implements StreamObserver<OpenDriveResponse>, AutoCloseable {
  private static final List<String> SHAPES =
      List.of(
          "browInnerUp",
          "browDownLeft",
          "browDownRight",
          "eyeBlinkLeft",
          "eyeBlinkRight",
          "jawOpen",
          "mouthSmileLeft",
          "mouthSmileRight",
          "mouthPucker",
          "eyeLookUpLeft",
          "eyeLookUpRight");

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final StreamObserver<OpenDriveRequest> out;
  private final Random random;
  private final boolean lives;
  private final float[] at = new float[SHAPES.size()];
  private long sequence;

  private MadeDevice(Channel capture, long seed, boolean lives) {
    this.random = new Random(seed);
    this.lives = lives;
    this.out = CaptureServiceGrpc.newStub(capture).openDrive(this);
  }

  /** Drives from now on. */
  static MadeDevice drive(Channel capture, CreateDriveResponse made, long seed, boolean lives) {
    MadeDevice device = new MadeDevice(capture, seed, lives);
    device.send(
        OpenDriveRequest.newBuilder()
            .setOpen(
                OpenDriveHeader.newBuilder()
                    .setDriveId(made.getDrive().getDriveId())
                    .setDriveToken(made.getDriveToken())
                    .setHeader(DriveHeader.newBuilder().addAllShapeNames(SHAPES))
                    .setDeviceTimeUs(nowUs()))
            .build());
    var _ = device.timer.scheduleAtFixedRate(device::frame, 100, 33, TimeUnit.MILLISECONDS);
    return device;
  }

  @Override
  public void onNext(OpenDriveResponse response) {
    if (response.hasPing()) {
      send(
          OpenDriveRequest.newBuilder()
              .setPong(
                  ClockPong.newBuilder()
                      .setPingId(response.getPing().getPingId())
                      .setDeviceTimeUs(nowUs()))
              .build());
    }
  }

  @Override
  public void onError(Throwable ended) {
    timer.shutdownNow();
  }

  @Override
  public void onCompleted() {
    timer.shutdownNow();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    synchronized (out) {
      out.onCompleted();
    }
  }

  private void frame() {
    sequence++;
    MotionSample.Builder sample =
        MotionSample.newBuilder()
            .setSequence(sequence)
            .setDeviceTimeUs(nowUs())
            .setShapePresence((1L << SHAPES.size()) - 1);
    for (int i = 0; i < at.length; i++) {
      float step = lives ? 0.03f * (float) random.nextGaussian() : 0;
      at[i] = Math.clamp(0.95f * at[i] + 0.01f + step, 0, 0.5f);
      sample.addShapeWeights(lives ? at[i] : 0.2f);
    }
    send(
        OpenDriveRequest.newBuilder()
            .setMotion(MotionBatch.newBuilder().addSamples(sample))
            .build());
  }

  private void send(OpenDriveRequest request) {
    synchronized (out) {
      out.onNext(request);
    }
  }

  private static long nowUs() {
    return System.nanoTime() / 1_000;
  }
}

package dev.afterglow.capture.wire;

import com.google.protobuf.ByteString;
import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.capture.v1.ClockPong;
import dev.afterglow.api.capture.v1.MotionBatch;
import dev.afterglow.api.capture.v1.OpenDriveHeader;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.api.capture.v1.OpenDriveResponse;
import dev.afterglow.api.drive.v1.DriveHeader;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.api.drive.v1.VoiceSample;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A device that sends just what a test tells it to, on a clock of its own. */
final class HandDevice implements StreamObserver<OpenDriveResponse> {
  private static final long EPOCH_US = 9_000_000_000L;

  final List<OpenDriveResponse> heard = new CopyOnWriteArrayList<>();
  final CompletableFuture<Throwable> end = new CompletableFuture<>();
  private final StreamObserver<OpenDriveRequest> out;
  private final Object lock = new Object();

  HandDevice(Channel channel) {
    out = CaptureServiceGrpc.newStub(channel).openDrive(this);
  }

  static long nowUs() {
    return EPOCH_US + System.nanoTime() / 1_000;
  }

  @Override
  public void onNext(OpenDriveResponse response) {
    heard.add(response);
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
  public void onError(Throwable t) {
    end.complete(t);
  }

  @Override
  public void onCompleted() {
    end.complete(null);
  }

  void open(String driveId, String token, String... shapes) {
    send(
        OpenDriveRequest.newBuilder()
            .setOpen(
                OpenDriveHeader.newBuilder()
                    .setDriveId(driveId)
                    .setDriveToken(token)
                    .setHeader(DriveHeader.newBuilder().addAllShapeNames(List.of(shapes)))
                    .setDeviceTimeUs(nowUs()))
            .build());
  }

  void motion(long sequence, long deviceUs, long presence, Float... weights) {
    send(
        OpenDriveRequest.newBuilder()
            .setMotion(
                MotionBatch.newBuilder()
                    .addSamples(
                        MotionSample.newBuilder()
                            .setSequence(sequence)
                            .setDeviceTimeUs(deviceUs)
                            .setShapePresence(presence)
                            .addAllShapeWeights(List.of(weights))))
            .build());
  }

  void voice(long sequence, long deviceUs) {
    send(
        OpenDriveRequest.newBuilder()
            .setVoice(
                VoiceSample.newBuilder()
                    .setSequence(sequence)
                    .setDeviceTimeUs(deviceUs)
                    .setSampleRateHz(48_000)
                    .setPcmS16Le(ByteString.copyFrom(new byte[1_920])))
            .build());
  }

  void send(OpenDriveRequest request) {
    synchronized (lock) {
      out.onNext(request);
    }
  }

  void leave() {
    synchronized (lock) {
      out.onError(new IllegalStateException("the device goes away"));
    }
  }
}

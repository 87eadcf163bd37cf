package dev.afterglow.tape.player;

import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.capture.v1.ClockPing;
import dev.afterglow.api.capture.v1.DriveAck;
import dev.afterglow.api.capture.v1.DriveOpened;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.api.capture.v1.OpenDriveResponse;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.api.drive.v1.VoiceSample;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A capture-ingest that notes what it gets, and that can be told to break. */
final class FakeCapture extends CaptureServiceGrpc.CaptureServiceImplBase {
  final List<MotionSample> motion = new CopyOnWriteArrayList<>();
  final List<VoiceSample> voice = new CopyOnWriteArrayList<>();
  final List<OpenDriveRequest> opens = new CopyOnWriteArrayList<>();
  final List<Long> pongs = new CopyOnWriteArrayList<>();
  volatile int breakAfterMotion = Integer.MAX_VALUE;
  volatile Status refuseWith = Status.OK;
  volatile long startFrom;

  @Override
  public StreamObserver<OpenDriveRequest> openDrive(StreamObserver<OpenDriveResponse> answers) {
    return new StreamObserver<>() {
      private boolean broken;

      @Override
      public void onNext(OpenDriveRequest request) {
        if (broken) {
          return;
        }
        switch (request.getMessageCase()) {
          case OPEN -> opened(request);
          case MOTION -> motion.addAll(request.getMotion().getSamplesList());
          case VOICE -> voice.add(request.getVoice());
          case PONG -> pongs.add(request.getPong().getDeviceTimeUs());
          default -> {}
        }
        if (motion.size() > breakAfterMotion) {
          breakAfterMotion = Integer.MAX_VALUE;
          broken = true;
          answers.onError(Status.UNAVAILABLE.asException());
        } else if (!broken && !request.hasOpen()) {
          answers.onNext(OpenDriveResponse.newBuilder().setAck(ack()).build());
        }
      }

      private void opened(OpenDriveRequest request) {
        opens.add(request);
        if (!refuseWith.isOk()) {
          broken = true;
          answers.onError(refuseWith.asException());
          return;
        }
        DriveAck ack = ack();
        answers.onNext(
            OpenDriveResponse.newBuilder()
                .setOpened(
                    DriveOpened.newBuilder()
                        .setLastMotionSequence(ack.getMotionSequence())
                        .setLastVoiceSequence(ack.getVoiceSequence()))
                .build());
        answers.onNext(
            OpenDriveResponse.newBuilder().setPing(ClockPing.newBuilder().setPingId(7)).build());
      }

      @Override
      public void onError(Throwable t) {
        broken = true;
      }

      @Override
      public void onCompleted() {
        if (!broken) {
          answers.onCompleted();
        }
      }
    };
  }

  private DriveAck ack() {
    long lastMotion = motion.isEmpty() ? startFrom : motion.getLast().getSequence();
    long lastVoice = voice.isEmpty() ? startFrom : voice.getLast().getSequence();
    return DriveAck.newBuilder().setMotionSequence(lastMotion).setVoiceSequence(lastVoice).build();
  }
}

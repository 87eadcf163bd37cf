package dev.afterglow.render.running;

import com.google.protobuf.Timestamp;
import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.capture.v1.ChallengeStanding;
import dev.afterglow.api.capture.v1.DriveStanding;
import dev.afterglow.api.capture.v1.LivenessMeasure;
import dev.afterglow.api.capture.v1.LivenessVerdict;
import dev.afterglow.api.capture.v1.StandingSlate;
import dev.afterglow.api.capture.v1.SubscribeDriveRequest;
import dev.afterglow.api.capture.v1.SubscribeDriveResponse;
import dev.afterglow.api.capture.v1.TimedMotion;
import dev.afterglow.api.drive.v1.DriveHeader;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.api.drive.v1.MotionSource;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Drives that never end: fifty samples a second, made as told. */
final class FakeCapture extends CaptureServiceGrpc.CaptureServiceImplBase {
  /** What every drive says made its motion; a change opens the device anew. */
  volatile MotionSource source = MotionSource.MOTION_SOURCE_CAMERA;

  /** Why the standing does not allow the figure; unspecified = it does. */
  volatile StandingSlate slate = StandingSlate.STANDING_SLATE_UNSPECIFIED;

  /** How many subscriptions from now on are taken and never answered. */
  final AtomicInteger unanswered = new AtomicInteger();

  @Override
  public void subscribeDrive(
      SubscribeDriveRequest request, StreamObserver<SubscribeDriveResponse> answer) {
    var call = (ServerCallStreamObserver<SubscribeDriveResponse>) answer;
    call.setOnCancelHandler(() -> {});
    if (unanswered.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return;
    }
    Thread.ofVirtual().start(() -> drive(call, request.getMostPieces()));
  }

  private void drive(ServerCallStreamObserver<SubscribeDriveResponse> call, int mostPieces) {
    MotionSource said = MotionSource.UNRECOGNIZED;
    StandingSlate stood = StandingSlate.UNRECOGNIZED;
    for (long sequence = 1; !call.isCancelled(); sequence++) {
      List<SubscribeDriveResponse.Builder> pieces = new ArrayList<>();
      if (said != source) {
        said = source;
        pieces.add(
            piece()
                .setHeader(
                    DriveHeader.newBuilder().addShapeNames("jawOpen").setMotionSource(said)));
      }
      if (stood != slate || sequence % 100 == 0) {
        stood = slate;
        pieces.add(piece().setStanding(standing(stood)));
      }
      pieces.add(piece().setMotion(motion(sequence)));
      send(call, pieces, mostPieces, sequence);
      pause();
    }
  }

  /** All in one message where the reader takes that, which a render worker does. */
  private static void send(
      ServerCallStreamObserver<SubscribeDriveResponse> call,
      List<SubscribeDriveResponse.Builder> pieces,
      int mostPieces,
      long cursor) {
    if (mostPieces >= pieces.size()) {
      SubscribeDriveResponse.Builder first = pieces.getFirst();
      pieces.subList(1, pieces.size()).forEach(first::addMore);
      call.onNext(first.setCursor(Long.toString(cursor)).build());
      return;
    }
    pieces.forEach(it -> call.onNext(it.setCursor(Long.toString(cursor)).build()));
  }

  private static SubscribeDriveResponse.Builder piece() {
    return SubscribeDriveResponse.newBuilder();
  }

  private static DriveStanding standing(StandingSlate slate) {
    return DriveStanding.newBuilder()
        .setVerdict(LivenessVerdict.LIVENESS_VERDICT_NOT_LIVE)
        .addReasons(LivenessMeasure.LIVENESS_MEASURE_LOOP)
        .setChallenges(ChallengeStanding.CHALLENGE_STANDING_STANDBY)
        .setChallengeable(true)
        .setEnforced(true)
        .setSlate(slate)
        .setJudgedTime(Timestamp.newBuilder().setSeconds(1_800_000_000))
        .build();
  }

  private static TimedMotion motion(long sequence) {
    return TimedMotion.newBuilder()
        .setCaptureTimeUs(System.currentTimeMillis() * 1000)
        .setSample(
            MotionSample.newBuilder()
                .setSequence(sequence)
                .setShapePresence(1)
                .addShapeWeights(0.5f))
        .build();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

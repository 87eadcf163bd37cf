package dev.afterglow.render.running;

import com.google.protobuf.ByteString;
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
import dev.afterglow.api.capture.v1.TimedVoice;
import dev.afterglow.api.drive.v1.DriveHeader;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.api.drive.v1.MotionSource;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

  /** Whether nothing of the face is tracked, while the driver speaks on. */
  volatile boolean faceless;

  /** What the newest window says. */
  volatile LivenessVerdict verdict = LivenessVerdict.LIVENESS_VERDICT_NOT_LIVE;

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
      if (faceless) {
        pieces.add(piece().setVoice(voice(sequence)));
      }
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

  private DriveStanding standing(StandingSlate why) {
    DriveStanding.Builder standing = DriveStanding.newBuilder();
    if (verdict == LivenessVerdict.LIVENESS_VERDICT_NOT_LIVE) {
      standing.addReasons(LivenessMeasure.LIVENESS_MEASURE_LOOP);
    }
    return standing
        .setVerdict(verdict)
        .setChallenges(ChallengeStanding.CHALLENGE_STANDING_STANDBY)
        .setChallengeable(true)
        .setEnforced(true)
        .setSlate(why)
        .setJudgedTime(Timestamp.newBuilder().setSeconds(1_800_000_000))
        .build();
  }

  private TimedMotion motion(long sequence) {
    MotionSample.Builder sample = MotionSample.newBuilder().setSequence(sequence);
    if (!faceless) {
      sample.setShapePresence(1).addShapeWeights(0.5f);
    }
    return TimedMotion.newBuilder().setCaptureTimeUs(nowUs()).setSample(sample).build();
  }

  /** Twenty milliseconds of a hum. */
  private static TimedVoice voice(long sequence) {
    ByteBuffer pcm = ByteBuffer.allocate(2 * 960).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 960; i++) {
      pcm.putShort((short) ((sequence * 960 + i) % 300 < 20 ? 20_000 : -1_400));
    }
    return TimedVoice.newBuilder()
        .setCaptureTimeUs(nowUs())
        .setPcmS16Le(ByteString.copyFrom(pcm.array()))
        .build();
  }

  private static long nowUs() {
    return System.currentTimeMillis() * 1000;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.afterglow.capture.wire;

import com.google.protobuf.ByteString;
import dev.afterglow.api.capture.v1.ClockPing;
import dev.afterglow.api.capture.v1.DriveAck;
import dev.afterglow.api.capture.v1.DriveOpened;
import dev.afterglow.api.capture.v1.OpenDriveResponse;
import dev.afterglow.capture.device.SignedDrive;
import dev.afterglow.capture.drive.DeviceLink;
import dev.afterglow.capture.liveness.challenge.Challenge;
import dev.afterglow.capture.liveness.digits.DigitPrompt;
import dev.afterglow.platform.error.AfterglowException;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.HexFormat;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a device is told on its stream. Everything leaves from the call's own executor, and nothing
 * after the end. Safe for many threads.
 */
final class DeviceAnswersGrpc implements DeviceLink {
  private final ServerCallStreamObserver<OpenDriveResponse> device;
  private final Executor onCall;

  private volatile boolean finished;
  private volatile @Nullable SignedDrive signed;
  private volatile long motionAcknowledged;
  private volatile long voiceAcknowledged;

  DeviceAnswersGrpc(ServerCallStreamObserver<OpenDriveResponse> device, Executor onCall) {
    this.device = device;
    this.onCall = onCall;
  }

  /** The chain that the stream goes on with, if it is signed; known before it is opened. */
  void signs(@Nullable SignedDrive chained) {
    signed = chained;
  }

  /** Whether the device was told that the stream is over. */
  boolean finished() {
    return finished;
  }

  /** Ends the stream well. */
  void complete() {
    finish(device::onCompleted);
  }

  /** Ends the stream with a defect, of which the device learns no more than the platform says. */
  void fail(RuntimeException defect) {
    finish(() -> device.onError(defect));
  }

  @Override
  public void refuse(AfterglowException refusal) {
    fail(refusal);
  }

  @Override
  public void opened(long lastMotionSequence, long lastVoiceSequence) {
    DriveOpened.Builder opened =
        DriveOpened.newBuilder()
            .setLastMotionSequence(lastMotionSequence)
            .setLastVoiceSequence(lastVoiceSequence);
    motionAcknowledged = lastMotionSequence;
    voiceAcknowledged = lastVoiceSequence;
    SignedDrive chained = signed;
    if (chained != null) {
      opened.setAvatarId(chained.avatarId());
      if (chained.opened().batches() > 0) {
        opened
            .setLastBatchSequence(chained.opened().batches())
            .setLastBatchSha256(
                ByteString.copyFrom(HexFormat.of().parseHex(chained.opened().sha256Hex())));
      }
    }
    send(OpenDriveResponse.newBuilder().setOpened(opened).build());
  }

  @Override
  public void acknowledge(long motionSequence, long voiceSequence) {
    motionAcknowledged = motionSequence;
    voiceAcknowledged = voiceSequence;
    acknowledge();
  }

  /** Says again what has come, with how far the chain is kept by now. */
  void acknowledge() {
    DriveAck.Builder ack =
        DriveAck.newBuilder()
            .setMotionSequence(motionAcknowledged)
            .setVoiceSequence(voiceAcknowledged);
    SignedDrive chained = signed;
    if (chained != null) {
      ack.setBatchSequence(chained.kept());
    }
    send(OpenDriveResponse.newBuilder().setAck(ack).build());
  }

  @Override
  public void ping(long pingId) {
    send(OpenDriveResponse.newBuilder().setPing(ClockPing.newBuilder().setPingId(pingId)).build());
  }

  @Override
  public void challenge(String id, Challenge challenge) {
    send(
        OpenDriveResponse.newBuilder()
            .setChallenge(LivenessMapper.challenge(id, challenge))
            .build());
  }

  @Override
  public void digit(DigitPrompt prompt) {
    send(OpenDriveResponse.newBuilder().setDigitPrompt(LivenessMapper.digit(prompt)).build());
  }

  /**
   * What a device does not read is dropped, as each message says again what the one before said;
   * only opening, challenges and digits to say come once, and seldom enough to be queued.
   */
  private void send(OpenDriveResponse response) {
    boolean once = response.hasOpened() || response.hasChallenge() || response.hasDigitPrompt();
    onCall.execute(
        () -> {
          if (!finished && !device.isCancelled() && (once || device.isReady())) {
            device.onNext(response);
          }
        });
  }

  private void finish(Runnable last) {
    onCall.execute(
        () -> {
          if (!finished && !device.isCancelled()) {
            finished = true;
            last.run();
          }
        });
  }
}

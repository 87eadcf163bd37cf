package dev.afterglow.capture.wire;

import com.google.protobuf.ByteString;
import dev.afterglow.api.capture.v1.ClockPing;
import dev.afterglow.api.capture.v1.DriveAck;
import dev.afterglow.api.capture.v1.DriveOpened;
import dev.afterglow.api.capture.v1.OpenDriveHeader;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.api.capture.v1.OpenDriveResponse;
import dev.afterglow.api.capture.v1.SignedBatch;
import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.device.Batch;
import dev.afterglow.capture.device.BatchChain;
import dev.afterglow.capture.device.DeviceGate;
import dev.afterglow.capture.device.DeviceRefusals;
import dev.afterglow.capture.device.SignedDrive;
import dev.afterglow.capture.drive.DeviceLink;
import dev.afterglow.capture.drive.DriveRecord;
import dev.afterglow.capture.drive.Drives;
import dev.afterglow.capture.drive.LiveDrive;
import dev.afterglow.capture.drive.MotionArrival;
import dev.afterglow.capture.drive.Refusals;
import dev.afterglow.capture.drive.SourceHello;
import dev.afterglow.capture.drive.VoiceArrival;
import dev.afterglow.capture.liveness.DeviceAttestation;
import dev.afterglow.capture.liveness.challenge.Challenge;
import dev.afterglow.capture.timeline.ServiceClock;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a device. Messages are taken one at a time; opening may ask the store, and
 * verifying a signature takes a while, so both run aside while the next message waits. Everything
 * that is sent leaves from the call's own executor.
 */
final class InboundGrpc implements StreamObserver<OpenDriveRequest>, DeviceLink {
  private static final Log LOG = Log.of(InboundGrpc.class);

  private final Drives drives;
  private final DeviceGate gate;
  private final ServiceClock clock;
  private final ServerCallStreamObserver<OpenDriveResponse> device;
  private final Executor onCall;
  private final Executor aside;

  private boolean opening;
  private boolean finished;
  private volatile boolean ended;
  private volatile @Nullable LiveDrive drive;
  private volatile @Nullable Channels channels;
  private volatile @Nullable SignedDrive signed;
  private volatile long motionAcknowledged;
  private volatile long voiceAcknowledged;

  InboundGrpc(
      Drives drives,
      DeviceGate gate,
      ServiceClock clock,
      ServerCallStreamObserver<OpenDriveResponse> device,
      Executor onCall,
      Executor aside) {
    this.drives = drives;
    this.gate = gate;
    this.clock = clock;
    this.device = device;
    this.onCall = onCall;
    this.aside = aside;
  }

  /** Takes the call over; to be called before its handler returns. */
  void begin() {
    device.disableAutoRequest();
    device.setOnCancelHandler(this::leave);
    device.request(1);
  }

  @Override
  public void onNext(OpenDriveRequest request) {
    if (ended) {
      return;
    }
    try {
      take(request);
    } catch (AfterglowException e) {
      refuse(e);
      leave();
    }
  }

  @Override
  public void onError(Throwable broken) {
    leave();
  }

  @Override
  public void onCompleted() {
    leave();
    finish(device::onCompleted);
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
  public void refuse(AfterglowException refusal) {
    finish(() -> device.onError(refusal));
  }

  private void acknowledge() {
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

  private void take(OpenDriveRequest request) {
    if (request.hasOpen()) {
      if (opening) {
        throw Refusals.outOfOrder("open came twice");
      }
      opening = true;
      aside.execute(() -> open(request.getOpen()));
      return;
    }
    LiveDrive open = drive;
    Channels known = channels;
    if (open == null || known == null) {
      throw Refusals.outOfOrder("the first message is open");
    }
    SignedDrive chained = signed;
    if (chained != null) {
      if (request.hasSignedBatch()) {
        aside.execute(() -> verify(request.getSignedBatch(), chained, known, open));
        return;
      }
      takeBeside(request, chained);
    }
    switch (request.getMessageCase()) {
      case MOTION ->
          open.motion(this, SampleMapper.motion(request.getMotion(), known), clock.nowUs());
      case VOICE -> open.voice(this, SampleMapper.voice(request.getVoice()), clock.nowUs());
      case PONG ->
          open.pong(
              this,
              request.getPong().getPingId(),
              request.getPong().getDeviceTimeUs(),
              clock.nowUs());
      case SIGNED_BATCH -> throw Refusals.outOfOrder("the stream names no device");
      case CHALLENGE_ANSWER ->
          open.challengeShown(
              this,
              request.getChallengeAnswer().getChallengeId().toLowerCase(Locale.ROOT),
              request.getChallengeAnswer().getShownDeviceTimeUs());
      case OPEN, MESSAGE_NOT_SET -> {
        // There is nothing in it.
      }
    }
    device.request(1);
  }

  /** What a signed stream brings beside its batches: never bare samples. */
  private void takeBeside(OpenDriveRequest request, SignedDrive chained) {
    if (request.hasMotion() || request.hasVoice()) {
      throw DeviceRefusals.signatureRequired();
    }
    chained.glance();
    keepIfDue(chained);
  }

  private void verify(SignedBatch batch, SignedDrive chained, Channels known, LiveDrive open) {
    try {
      Batch verified = BatchMapper.verified(batch, chained.device(), known);
      onCall.execute(() -> take(verified, chained, open));
    } catch (AfterglowException e) {
      onCall.execute(() -> refuseAndLeave(e));
    } catch (RuntimeException e) {
      finish(() -> device.onError(e));
      onCall.execute(this::leave);
    }
  }

  private void take(Batch batch, SignedDrive chained, LiveDrive open) {
    if (ended) {
      return;
    }
    try {
      if (chained.take(batch) == BatchChain.Place.NEXT) {
        List<MotionArrival> motion = batch.motionSince(chained.liveFromUs());
        if (!motion.isEmpty()) {
          open.motion(this, motion, clock.nowUs());
        }
        for (VoiceArrival voice : batch.voiceSince(chained.liveFromUs())) {
          open.voice(this, voice, clock.nowUs());
        }
      }
      keepIfDue(chained);
      device.request(1);
    } catch (AfterglowException e) {
      refuseAndLeave(e);
    }
  }

  private void refuseAndLeave(AfterglowException refusal) {
    refuse(refusal);
    leave();
  }

  private void keepIfDue(SignedDrive chained) {
    if (chained.keepDue(clock.nowUs())) {
      aside.execute(() -> keep(chained));
    }
  }

  /** A head that cannot be kept is not acknowledged, and tried again half a second later. */
  private void keep(SignedDrive chained) {
    try {
      var _ = chained.keep();
      acknowledge();
    } catch (AfterglowException e) {
      LOG.warn("a chain was not kept", LogKey.REASON.is(e.reason()));
    }
  }

  private void open(OpenDriveHeader header) {
    try {
      SourceHello hello = HeaderMapper.hello(header);
      channels = hello.channels();
      DriveRecord record = drives.admit(header.getDriveId(), header.getDriveToken());
      signed =
          gate.open(record, header.getDeviceId().toLowerCase(Locale.ROOT), header.getDeviceTimeUs())
              .orElse(null);
      LiveDrive opened = drives.open(header.getDriveId(), header.getDriveToken(), this, hello);
      if (signed != null) {
        opened.attest(this, DeviceAttestation.SOFT);
      }
      drive = opened;
      LOG.info("drive opened", LogKey.SESSION_ID.is(header.getDriveId()));
      if (ended) {
        opened.detach(this, clock.nowUs());
      }
      onCall.execute(() -> device.request(1));
    } catch (RuntimeException e) {
      finish(() -> device.onError(e));
    }
  }

  private void leave() {
    LiveDrive left = drive;
    if (left != null) {
      left.detach(this, clock.nowUs());
    }
    SignedDrive chained = signed;
    if (chained != null && !ended) {
      aside.execute(() -> keep(chained));
    }
    ended = true;
    // Opening may have been under way: whoever comes second detaches.
    LiveDrive late = drive;
    if (late != null && left == null) {
      late.detach(this, clock.nowUs());
    }
  }

  /**
   * What a device does not read is dropped, as each message says again what the one before said;
   * only opening and challenges come once, and seldom enough to be queued.
   */
  private void send(OpenDriveResponse response) {
    boolean once = response.hasOpened() || response.hasChallenge();
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
            ended = true;
            last.run();
          }
        });
  }
}

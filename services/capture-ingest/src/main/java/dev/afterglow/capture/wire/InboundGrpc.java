package dev.afterglow.capture.wire;

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
import dev.afterglow.capture.drive.DriveRecord;
import dev.afterglow.capture.drive.Drives;
import dev.afterglow.capture.drive.LiveDrive;
import dev.afterglow.capture.drive.MotionArrival;
import dev.afterglow.capture.drive.Refusals;
import dev.afterglow.capture.drive.SourceHello;
import dev.afterglow.capture.drive.VoiceArrival;
import dev.afterglow.capture.liveness.DeviceAttestation;
import dev.afterglow.capture.timeline.ServiceClock;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a device, inwards. Messages are taken one at a time; opening may ask the store, and
 * verifying a signature takes a while, so both run aside while the next message waits. What goes
 * back is {@link DeviceAnswersGrpc}'s.
 */
final class InboundGrpc implements StreamObserver<OpenDriveRequest> {
  private static final Log LOG = Log.of(InboundGrpc.class);

  private final Drives drives;
  private final DeviceGate gate;
  private final ServiceClock clock;
  private final ServerCallStreamObserver<OpenDriveResponse> device;
  private final Executor onCall;
  private final Executor aside;
  private final DeviceAnswersGrpc answers;

  private boolean opening;
  private volatile boolean left;
  private volatile @Nullable LiveDrive drive;
  private volatile @Nullable Channels channels;
  private volatile @Nullable SignedDrive signed;

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
    this.answers = new DeviceAnswersGrpc(device, onCall);
  }

  /** Takes the call over; to be called before its handler returns. */
  void begin() {
    device.disableAutoRequest();
    device.setOnCancelHandler(this::leave);
    device.request(1);
  }

  @Override
  public void onNext(OpenDriveRequest request) {
    if (over()) {
      return;
    }
    try {
      take(request);
    } catch (AfterglowException e) {
      refuseAndLeave(e);
    }
  }

  @Override
  public void onError(Throwable broken) {
    leave();
  }

  @Override
  public void onCompleted() {
    leave();
    answers.complete();
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
          open.motion(answers, SampleMapper.motion(request.getMotion(), known), clock.nowUs());
      case VOICE -> open.voice(answers, SampleMapper.voice(request.getVoice()), clock.nowUs());
      case PONG ->
          open.pong(
              answers,
              request.getPong().getPingId(),
              request.getPong().getDeviceTimeUs(),
              clock.nowUs());
      case SIGNED_BATCH -> throw Refusals.outOfOrder("the stream names no device");
      case CHALLENGE_ANSWER ->
          open.challengeShown(
              answers,
              request.getChallengeAnswer().getChallengeId().toLowerCase(Locale.ROOT),
              request.getChallengeAnswer().getShownDeviceTimeUs());
      case TEACH_DIGITS -> open.teachDigits(answers, clock.nowUs());
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
      answers.fail(e);
      onCall.execute(this::leave);
    }
  }

  private void take(Batch batch, SignedDrive chained, LiveDrive open) {
    if (over()) {
      return;
    }
    try {
      if (chained.take(batch) == BatchChain.Place.NEXT) {
        List<MotionArrival> motion = batch.motionSince(chained.liveFromUs());
        if (!motion.isEmpty()) {
          open.motion(answers, motion, clock.nowUs());
        }
        for (VoiceArrival voice : batch.voiceSince(chained.liveFromUs())) {
          open.voice(answers, voice, clock.nowUs());
        }
      }
      keepIfDue(chained);
      device.request(1);
    } catch (AfterglowException e) {
      refuseAndLeave(e);
    }
  }

  private void refuseAndLeave(AfterglowException refusal) {
    answers.refuse(refusal);
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
      answers.acknowledge();
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
      answers.signs(signed);
      LiveDrive opened = drives.open(header.getDriveId(), header.getDriveToken(), answers, hello);
      if (signed != null) {
        opened.attest(answers, DeviceAttestation.SOFT);
      }
      drive = opened;
      LOG.info("drive opened", LogKey.SESSION_ID.is(header.getDriveId()));
      if (over()) {
        opened.detach(answers, clock.nowUs());
      }
      onCall.execute(() -> device.request(1));
    } catch (RuntimeException e) {
      answers.fail(e);
    }
  }

  private void leave() {
    LiveDrive driven = drive;
    if (driven != null) {
      driven.detach(answers, clock.nowUs());
    }
    SignedDrive chained = signed;
    if (chained != null && !over()) {
      aside.execute(() -> keep(chained));
    }
    left = true;
    // Opening may have been under way: whoever comes second detaches.
    LiveDrive late = drive;
    if (late != null && driven == null) {
      late.detach(answers, clock.nowUs());
    }
  }

  /** Whether the device has left, or has been told that the stream is over. */
  private boolean over() {
    return left || answers.finished();
  }
}

package dev.afterglow.capture.wire;

import dev.afterglow.api.capture.v1.ClockPing;
import dev.afterglow.api.capture.v1.DriveAck;
import dev.afterglow.api.capture.v1.DriveOpened;
import dev.afterglow.api.capture.v1.OpenDriveHeader;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.api.capture.v1.OpenDriveResponse;
import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.drive.DeviceLink;
import dev.afterglow.capture.drive.Drives;
import dev.afterglow.capture.drive.LiveDrive;
import dev.afterglow.capture.drive.Refusals;
import dev.afterglow.capture.timeline.ServiceClock;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a device. Messages are taken one at a time; opening may ask the store, so it runs
 * aside while the next message waits. Everything that is sent leaves from the call's own executor.
 */
final class InboundGrpc implements StreamObserver<OpenDriveRequest>, DeviceLink {
  private static final Log LOG = Log.of(InboundGrpc.class);

  private final Drives drives;
  private final ServiceClock clock;
  private final ServerCallStreamObserver<OpenDriveResponse> device;
  private final Executor onCall;
  private final Executor aside;

  private boolean opening;
  private boolean finished;
  private volatile boolean ended;
  private volatile @Nullable LiveDrive drive;
  private volatile @Nullable Channels channels;

  InboundGrpc(
      Drives drives,
      ServiceClock clock,
      ServerCallStreamObserver<OpenDriveResponse> device,
      Executor onCall,
      Executor aside) {
    this.drives = drives;
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
    send(
        OpenDriveResponse.newBuilder()
            .setOpened(
                DriveOpened.newBuilder()
                    .setLastMotionSequence(lastMotionSequence)
                    .setLastVoiceSequence(lastVoiceSequence))
            .build());
  }

  @Override
  public void acknowledge(long motionSequence, long voiceSequence) {
    send(
        OpenDriveResponse.newBuilder()
            .setAck(
                DriveAck.newBuilder()
                    .setMotionSequence(motionSequence)
                    .setVoiceSequence(voiceSequence))
            .build());
  }

  @Override
  public void ping(long pingId) {
    send(OpenDriveResponse.newBuilder().setPing(ClockPing.newBuilder().setPingId(pingId)).build());
  }

  @Override
  public void refuse(AfterglowException refusal) {
    finish(() -> device.onError(refusal));
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
      case OPEN, CHALLENGE_ANSWER, MESSAGE_NOT_SET -> {
        // No challenge is out, so an answer says nothing.
      }
    }
    device.request(1);
  }

  private void open(OpenDriveHeader header) {
    try {
      Channels named = HeaderMapper.channels(header.getHeader());
      channels = named;
      LiveDrive opened =
          drives.open(
              header.getDriveId(), header.getDriveToken(), this, named, header.getDeviceTimeUs());
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
    ended = true;
    // Opening may have been under way: whoever comes second detaches.
    LiveDrive late = drive;
    if (late != null && left == null) {
      late.detach(this, clock.nowUs());
    }
  }

  /** What a device does not read is dropped: each message says again what the one before said. */
  private void send(OpenDriveResponse response) {
    onCall.execute(
        () -> {
          if (!finished && !device.isCancelled() && (response.hasOpened() || device.isReady())) {
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

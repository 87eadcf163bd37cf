package dev.afterglow.tape.player;

import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.capture.v1.ClockPong;
import dev.afterglow.api.capture.v1.DriveOpened;
import dev.afterglow.api.capture.v1.OpenDriveHeader;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.api.capture.v1.OpenDriveResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a drive. Pings are answered at once, on the thread that brings them; all else
 * is for the player's thread to look at.
 */
final class DriveStream implements ClientResponseObserver<OpenDriveRequest, OpenDriveResponse> {
  private final DeviceClock clock;
  private final Object sendLock = new Object();
  private final AtomicLong motionAcknowledged = new AtomicLong();
  private final AtomicLong voiceAcknowledged = new AtomicLong();

  private volatile @Nullable DriveOpened opened;
  private volatile @Nullable Throwable failure;
  private volatile boolean completed;
  private volatile long heardNanos = System.nanoTime();
  private @Nullable ClientCallStreamObserver<OpenDriveRequest> call;

  private DriveStream(DeviceClock clock) {
    this.clock = clock;
  }

  /** Starts a stream and sends its header; the answer comes later. */
  static DriveStream open(Channel channel, DeviceClock clock, OpenDriveHeader header) {
    DriveStream stream = new DriveStream(clock);
    CaptureServiceGrpc.newStub(channel).openDrive(stream);
    stream.send(OpenDriveRequest.newBuilder().setOpen(header).build());
    return stream;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<OpenDriveRequest> newCall) {
    synchronized (sendLock) {
      call = newCall;
    }
  }

  @Override
  public void onNext(OpenDriveResponse response) {
    heardNanos = System.nanoTime();
    switch (response.getMessageCase()) {
      case OPENED -> opened = response.getOpened();
      case ACK -> {
        motionAcknowledged.accumulateAndGet(response.getAck().getMotionSequence(), Math::max);
        voiceAcknowledged.accumulateAndGet(response.getAck().getVoiceSequence(), Math::max);
      }
      case PING -> answer(response.getPing().getPingId());
      case CHALLENGE, MESSAGE_NOT_SET -> {
        // A tape cannot do what it is told: it lets a challenge pass.
      }
    }
  }

  @Override
  public void onError(Throwable t) {
    failure = t;
  }

  @Override
  public void onCompleted() {
    completed = true;
  }

  /** What the service said when it opened the drive, or null until then. */
  @Nullable DriveOpened opened() {
    return opened;
  }

  /** Why the stream broke, or null while it holds. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** Whether the service ended the stream without a fault. */
  boolean completed() {
    return completed;
  }

  long motionAcknowledged() {
    return motionAcknowledged.get();
  }

  long voiceAcknowledged() {
    return voiceAcknowledged.get();
  }

  /** How long nothing came from the service, nanoseconds. */
  long silentNanos() {
    return System.nanoTime() - heardNanos;
  }

  /** Whether another message may be sent without filling the memory. */
  boolean ready() {
    synchronized (sendLock) {
      return failure == null && !completed && call != null && call.isReady();
    }
  }

  /** Sends a message; nothing happens on a broken stream. */
  void send(OpenDriveRequest request) {
    synchronized (sendLock) {
      if (call != null && failure == null && !completed) {
        call.onNext(request);
      }
    }
  }

  /** Says that nothing more will be sent. */
  void halfClose() {
    synchronized (sendLock) {
      if (call != null && failure == null && !completed) {
        call.onCompleted();
      }
    }
  }

  /** Drops the stream. */
  void cancel() {
    synchronized (sendLock) {
      if (call != null && failure == null && !completed) {
        call.cancel("the player left", Status.CANCELLED.asException());
      }
    }
  }

  private void answer(long pingId) {
    synchronized (sendLock) {
      send(
          OpenDriveRequest.newBuilder()
              .setPong(ClockPong.newBuilder().setPingId(pingId).setDeviceTimeUs(clock.nowUs()))
              .build());
    }
  }
}

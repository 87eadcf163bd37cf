package dev.afterglow.uplink;

import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.capture.v1.Challenge;
import dev.afterglow.api.capture.v1.ClockPong;
import dev.afterglow.api.capture.v1.DigitPrompt;
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
 * is for the device's thread to look at.
 */
public final class DriveStream
    implements ClientResponseObserver<OpenDriveRequest, OpenDriveResponse> {
  private final DeviceClock clock;
  private final Object sendLock = new Object();
  private final AtomicLong motionAcknowledged = new AtomicLong();
  private final AtomicLong voiceAcknowledged = new AtomicLong();
  private final AtomicLong batchAcknowledged = new AtomicLong();

  private volatile @Nullable DriveOpened opened;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable Challenge challenge;
  private volatile Lesson lesson = new Lesson(0, DigitPrompt.getDefaultInstance());
  private volatile boolean completed;
  private volatile long heardNanos = System.nanoTime();
  private @Nullable ClientCallStreamObserver<OpenDriveRequest> call;

  /**
   * What a driver who teaches their digits is to do.
   *
   * @param steps how often the service said something, as it may say the same twice; 0 for never
   * @param prompt what it said last
   */
  public record Lesson(int steps, DigitPrompt prompt) {}

  private DriveStream(DeviceClock clock) {
    this.clock = clock;
  }

  /** Starts a stream and sends its header; the answer comes later. */
  public static DriveStream open(Channel channel, DeviceClock clock, OpenDriveHeader header) {
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
        batchAcknowledged.accumulateAndGet(response.getAck().getBatchSequence(), Math::max);
      }
      case PING -> answer(response.getPing().getPingId());
      case CHALLENGE -> challenge = response.getChallenge();
      case DIGIT_PROMPT -> lesson = new Lesson(lesson.steps() + 1, response.getDigitPrompt());
      case MESSAGE_NOT_SET -> {
        // A later version's word, which says nothing to this one.
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
  public @Nullable DriveOpened opened() {
    return opened;
  }

  /** Why the stream broke, or null while it holds. */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** Whether the service ended the stream without a fault. */
  public boolean completed() {
    return completed;
  }

  /** The highest motion sequence below which the service awaits nothing, 0 for none. */
  public long motionAcknowledged() {
    return motionAcknowledged.get();
  }

  /** The highest voice sequence below which the service awaits nothing, 0 for none. */
  public long voiceAcknowledged() {
    return voiceAcknowledged.get();
  }

  /** The last batch of the device's chain that the service keeps safely, 0 for none. */
  public long batchAcknowledged() {
    return batchAcknowledged.get();
  }

  /** What the driver was asked to do last, or null when nothing was. A tape lets it pass. */
  public @Nullable Challenge challenge() {
    return challenge;
  }

  /** How far a lesson in digits is. */
  public Lesson lesson() {
    return lesson;
  }

  /** How long nothing came from the service, nanoseconds. */
  public long silentNanos() {
    return System.nanoTime() - heardNanos;
  }

  /** Whether another message may be sent without filling the memory. */
  public boolean ready() {
    synchronized (sendLock) {
      return failure == null && !completed && call != null && call.isReady();
    }
  }

  /** Sends a message; nothing happens on a broken stream. */
  public void send(OpenDriveRequest request) {
    synchronized (sendLock) {
      if (call != null && failure == null && !completed) {
        call.onNext(request);
      }
    }
  }

  /** Says that nothing more will be sent. */
  public void halfClose() {
    synchronized (sendLock) {
      if (call != null && failure == null && !completed) {
        call.onCompleted();
      }
    }
  }

  /** Drops the stream. */
  public void cancel() {
    synchronized (sendLock) {
      if (call != null && failure == null && !completed) {
        call.cancel("the device left", Status.CANCELLED.asException());
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

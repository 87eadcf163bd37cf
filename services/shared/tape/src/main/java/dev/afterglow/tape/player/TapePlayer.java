package dev.afterglow.tape.player;

import dev.afterglow.api.capture.v1.DriveOpened;
import dev.afterglow.api.capture.v1.OpenDriveHeader;
import dev.afterglow.api.drive.v1.DriveHeader;
import dev.afterglow.api.drive.v1.MotionSource;
import dev.afterglow.api.drive.v1.VoiceSource;
import dev.afterglow.tape.TapeHeader;
import dev.afterglow.uplink.Backoff;
import dev.afterglow.uplink.DeviceClock;
import dev.afterglow.uplink.DriveSamples;
import dev.afterglow.uplink.DriveStream;
import dev.afterglow.uplink.Refusal;
import io.grpc.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Drives one session from a tape, as a live device would. The tape begins when the drive is first
 * open; from then on, what the clock has passed is captured whether or not there is a connection; a
 * lost connection is opened again with a growing pause, and goes on after the last sample that the
 * service has, as far back as two seconds.
 *
 * <p>{@link #start()} returns at once and {@link #close()} stops within two seconds. The channel
 * stays the caller's, with whatever credentials it carries.
 */
public final class TapePlayer implements AutoCloseable {
  private static final long LONGEST_NAP_US = 5_000;
  private static final long SILENCE_NANOS = 5_000_000_000L;
  private static final long FAREWELL_NANOS = 1_000_000_000L;
  private static final long LAST_DELIVERY_NANOS = 30_000_000_000L;

  private final Channel channel;
  private final String driveId;
  private final String driveToken;
  private final PlayerOptions options;
  private final DeviceClock clock;
  private final DriveHeader header;
  private final Outbox outbox;
  private final Backoff backoff;
  private final Thread thread;
  private final CountDownLatch finished = new CountDownLatch(1);

  private volatile PlayerState state = new PlayerState.Idle();
  private volatile PlayerProgress progress = new PlayerProgress(0, 0, 0, 0, 0, 0, 0, 0, 0);
  private volatile boolean stopping;
  private @Nullable DriveStream stream;
  private boolean open;
  private int connections;
  private long nextAttemptNanos = System.nanoTime();

  /**
   * A player that has not started.
   *
   * @param channel reaches capture-ingest
   * @param driveId the session from {@code CreateDrive}
   * @param driveToken its token; never logged
   * @param options what to play, and how
   */
  public TapePlayer(Channel channel, String driveId, String driveToken, PlayerOptions options) {
    this.channel = channel;
    this.driveId = driveId;
    this.driveToken = driveToken;
    this.options = options;
    this.clock = options.clock();
    TapeHeader tape = options.motion().header();
    DriveSamples samples = new DriveSamples(tape.shapes(), tape.bones());
    this.header = header(samples, options);
    this.outbox = new Outbox(samples);
    this.backoff = new Backoff(RandomGenerator.getDefault());
    this.thread = Thread.ofPlatform().daemon().name("tape-player").unstarted(this::run);
  }

  /**
   * Starts to play.
   *
   * @throws IllegalThreadStateException when it was started before
   */
  public void start() {
    thread.start();
  }

  /** Where the player is. */
  public PlayerState state() {
    return state;
  }

  /** How far the player is. */
  public PlayerProgress progress() {
    return progress;
  }

  /**
   * Waits for the end of the tape, or for a failure.
   *
   * @return whether the player has finished
   */
  public boolean await(Duration atMost) throws InterruptedException {
    return finished.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Stops, says goodbye to the service, and waits up to two seconds for its answer. */
  @Override
  public void close() {
    stopping = true;
    if (!thread.isAlive()) {
      return;
    }
    try {
      thread.join(2 * FAREWELL_NANOS / 1_000_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      awaitOpen();
      play();
      sayGoodbye();
      if (!state.isFinal()) {
        state = new PlayerState.Ended();
      }
    } catch (IOException e) {
      state = new PlayerState.Failed("The tape broke while it played: " + e.getMessage());
    } catch (InterruptedException e) {
      state = new PlayerState.Ended();
    } finally {
      if (stream != null) {
        stream.cancel();
      }
      finished.countDown();
    }
  }

  /** The tape begins when the drive is open for the first time, so that its start is not lost. */
  private void awaitOpen() throws InterruptedException {
    while (!stopping && !state.isFinal() && connections == 0) {
      connect();
      clock.sleepUs(LONGEST_NAP_US);
    }
  }

  private void play() throws IOException, InterruptedException {
    if (connections == 0) {
      return;
    }
    try (Transport transport = new Transport(options, clock.nowUs())) {
      while (!stopping && !state.isFinal() && !transport.ended()) {
        transport.captureUntil(clock.nowUs(), outbox);
        connect();
        report(transport);
        long untilDueUs = transport.nextDueUs() - clock.nowUs();
        clock.sleepUs(Math.clamp(untilDueUs, 1, LONGEST_NAP_US));
      }
      report(transport);
    }
  }

  /** Opens, keeps or gives up the connection, and sends what it takes. */
  private void connect() {
    if (stream == null) {
      if (System.nanoTime() - nextAttemptNanos >= 0) {
        stream = DriveStream.open(channel, clock, openHeader());
        open = false;
        if (!(state instanceof PlayerState.Connecting)) {
          state = new PlayerState.Connecting(1, "");
        }
      }
      return;
    }
    Throwable failure = stream.failure();
    if (failure != null) {
      lost(Refusal.of(failure));
    } else if (stream.completed()) {
      lost(new Refusal(false, "the service ended the stream"));
    } else if (stream.silentNanos() > SILENCE_NANOS) {
      stream.cancel();
      lost(new Refusal(false, "the service said nothing for five seconds"));
    } else {
      send(stream);
    }
  }

  private void send(DriveStream live) {
    DriveOpened opened = live.opened();
    if (opened == null) {
      return;
    }
    if (!open) {
      open = true;
      outbox.resume(opened, connections == 0);
      connections++;
      backoff.reset();
      state = new PlayerState.Playing();
    }
    outbox.flush(live);
  }

  private void lost(Refusal refusal) {
    stream = null;
    if (refusal.lasting()) {
      state = new PlayerState.Failed(refusal.sentence());
      return;
    }
    nextAttemptNanos = System.nanoTime() + backoff.nextNanos();
    state = new PlayerState.Connecting(backoff.failures() + 1, refusal.sentence());
  }

  /** Brings what is left to the service, over a lost connection too, and takes its leave. */
  private void sayGoodbye() throws InterruptedException {
    long begunNanos = System.nanoTime();
    while (mayLinger(begunNanos) && !state.isFinal() && !outbox.delivered()) {
      connect();
      clock.sleepUs(LONGEST_NAP_US);
    }
    DriveStream last = stream;
    if (last == null || !open) {
      return;
    }
    last.halfClose();
    while (mayLinger(begunNanos) && last.failure() == null && !last.completed()) {
      clock.sleepUs(LONGEST_NAP_US);
    }
  }

  /** A tape that came to its end waits for the service; a player that was told to stop does not. */
  private boolean mayLinger(long begunNanos) {
    return System.nanoTime() - begunNanos < (stopping ? FAREWELL_NANOS : LAST_DELIVERY_NANOS);
  }

  private static DriveHeader header(DriveSamples samples, PlayerOptions options) {
    return samples
        .header()
        .setMotionSource(MotionSource.MOTION_SOURCE_TAPE)
        .setVoiceSource(
            options.voice().isPresent()
                ? VoiceSource.VOICE_SOURCE_TAPE
                : VoiceSource.VOICE_SOURCE_UNSPECIFIED)
        .setMirrored(options.mirrored())
        .setProducer(options.producer())
        .build();
  }

  private OpenDriveHeader openHeader() {
    return OpenDriveHeader.newBuilder()
        .setDriveId(driveId)
        .setDriveToken(driveToken)
        .setHeader(header)
        .setDeviceTimeUs(clock.nowUs())
        .build();
  }

  private void report(Transport transport) {
    progress =
        new PlayerProgress(
            outbox.motion().captured(),
            outbox.motion().acknowledged(),
            outbox.motion().dropped(),
            outbox.voice().captured(),
            outbox.voice().acknowledged(),
            outbox.voice().dropped(),
            connections,
            transport.rounds(),
            clock.nowUs());
  }
}

package dev.afterglow.agent.upstream;

import dev.afterglow.agent.source.Captures;
import dev.afterglow.agent.source.VoiceOrigin;
import dev.afterglow.api.capture.v1.DriveOpened;
import dev.afterglow.api.capture.v1.OpenDriveHeader;
import dev.afterglow.api.drive.v1.DriveHeader;
import dev.afterglow.api.drive.v1.MotionSource;
import dev.afterglow.api.drive.v1.VoiceSource;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.uplink.Backoff;
import dev.afterglow.uplink.DeviceClock;
import dev.afterglow.uplink.DriveStream;
import dev.afterglow.uplink.Refusal;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Brings one drive to capture-ingest over one stream. A lost network is survived: frames wait up to
 * 30 s, a new connection goes on after the last batch that the service keeps, and nothing older is
 * put into a batch. Batches that were under way when the connection broke are sent again as they
 * were, whatever their age, because a signed chain may have no hole.
 *
 * <p>The drive is opened when its first frame comes, because only then is it known what captures.
 */
public final class Uplink implements AutoCloseable {
  private static final long NAP_MS = 5;
  private static final long SILENCE_NANOS = 5_000_000_000L;
  private static final long OPEN_AGAIN_NANOS = 2_000_000_000L;
  private static final long DIAL_NANOS = 2_000_000_000L;

  private final ManagedChannel channel;
  private final Session session;
  private final Sealing sealing;
  private final DeviceClock clock;
  private final Outbox outbox;
  private final Window window = new Window();
  private final Prompts prompts;
  private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
  private final Thread thread;

  private volatile LinkState state = new LinkState.Waiting();
  private volatile @Nullable Captures source;
  private volatile LinkReading reading;
  private volatile long stopAtNanos = Long.MAX_VALUE;
  private volatile boolean stopping;
  private volatile @Nullable DriveStream stream;
  private boolean open;
  private boolean saidGoodbye;
  private int connections;
  private long nextAttemptNanos = System.nanoTime();
  private boolean dialling;
  private long dialledNanos;

  /**
   * Which drive is brought.
   *
   * @param driveId its UUID
   * @param driveToken opens it; never logged
   * @param producer what the header names as the capturing program, at most 128 characters
   * @param role what the agent is among the drive's sources
   * @param showsChallenges whether somebody is shown what the service asks of the driver
   */
  public record Session(
      String driveId,
      String driveToken,
      String producer,
      SourceRole role,
      boolean showsChallenges) {
    @Override
    public String toString() {
      return "Session[" + driveId + "]";
    }
  }

  private Uplink(ManagedChannel channel, Session session, Sealing sealing, DeviceClock clock) {
    this.channel = channel;
    this.session = session;
    this.sealing = sealing;
    this.clock = clock;
    this.outbox = new Outbox(session.role());
    this.prompts = new Prompts(clock, Locale.getDefault());
    this.reading = measured();
    this.thread = Thread.ofPlatform().daemon().name("uplink").unstarted(this::run);
  }

  /**
   * Starts an uplink that signs nothing.
   *
   * @param channel reaches capture-ingest; stays the caller's
   * @param clock the clock of the frames
   */
  static Uplink plain(ManagedChannel channel, Session session, DeviceClock clock) {
    Uplink uplink = new Uplink(channel, session, new PlainSealing(), clock);
    uplink.thread.start();
    return uplink;
  }

  /**
   * Starts an uplink that signs.
   *
   * @param channel reaches capture-ingest; stays the caller's
   * @param device what signs
   * @param clock the clock of the frames
   */
  static Uplink signed(
      ManagedChannel channel, Session session, SigningDevice device, DeviceClock clock) {
    Sealing sealing =
        new SignedSealing(session.driveId(), device.deviceId(), device.signer(), device.memory());
    Uplink uplink = new Uplink(channel, session, sealing, clock);
    uplink.thread.start();
    return uplink;
  }

  /** A frame of the drive; never waits. The first decides what the drive declares to be made by. */
  public void offer(MotionFrame frame, Captures madeBy) {
    if (source == null) {
      source = madeBy;
    }
    outbox.add(frame);
  }

  /**
   * A packet of the drive's sound; never waits. It opens a drive to which no motion is brought;
   * else what is said before the first frame belongs to no drive.
   *
   * @param pcm 20 ms at 48,000 samples a second
   * @param timeUs when the first sample was recorded
   */
  public void offer(short[] pcm, long timeUs) {
    SourceRole role = session.role();
    if (source == null && !role.face() && !role.body()) {
      source = Captures.UNKNOWN;
    }
    if (source != null) {
      outbox.add(pcm, timeUs);
    }
  }

  /** The driver sees the challenge from now on; the service is told. */
  public void shown(AskedChallenge challenge) {
    prompts.shown(challenge, stream);
  }

  /** The figures now. */
  public LinkReading reading() {
    return reading;
  }

  /**
   * Ends in order: what was captured is brought, as far as that goes within the time.
   *
   * @param withinNanos how long to try
   */
  public void end(long withinNanos) {
    stopAtNanos = System.nanoTime() + withinNanos;
    stopping = true;
    try {
      thread.join(withinNanos / 1_000_000 + 1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends within two seconds. */
  @Override
  public void close() {
    end(2_000_000_000L);
  }

  private void run() {
    try {
      while (!state.isFinal() && !done()) {
        if (source != null) {
          connect();
        }
        reading = measured();
        // Frames that wait although it is their turn wait for the network.
        if (stopping || outbox.framesWaiting(clock.nowUs()) > 0) {
          Thread.sleep(NAP_MS);
        } else {
          outbox.await(NAP_MS);
        }
      }
      if (!state.isFinal()) {
        state = new LinkState.Ended();
      }
    } catch (IOException e) {
      state = new LinkState.Failed("The chain's memory cannot be written: " + e.getMessage());
    } catch (InterruptedException e) {
      state = new LinkState.Ended();
    } finally {
      if (stream != null) {
        stream.cancel();
      }
      reading = measured();
    }
  }

  private boolean done() {
    if (!stopping) {
      return false;
    }
    boolean late = System.nanoTime() - stopAtNanos > 0;
    DriveStream live = stream;
    if (late || source == null || (live == null && nothingLeft())) {
      return true;
    }
    if (live != null && open && nothingLeft()) {
      if (!saidGoodbye) {
        live.halfClose();
        saidGoodbye = true;
      }
      return live.completed() || live.failure() != null;
    }
    return false;
  }

  private boolean nothingLeft() {
    return window.isEmpty() && outbox.waiting(clock.nowUs()) == 0;
  }

  /** Opens, keeps or gives up the connection, and sends what it takes. */
  private void connect() throws IOException {
    DriveStream live = stream;
    if (live == null) {
      open();
      return;
    }
    Throwable failure = live.failure();
    if (saidGoodbye) {
      return;
    }
    if (failure != null) {
      lost(Refusal.of(failure), backoff.nextNanos());
    } else if (live.completed()) {
      lost(new Refusal(false, "the service ended the stream"), backoff.nextNanos());
    } else if (live.silentNanos() > SILENCE_NANOS) {
      live.cancel();
      lost(new Refusal(false, "the service said nothing for five seconds"), backoff.nextNanos());
    } else {
      send(live);
    }
  }

  /**
   * Dials, and opens the drive once that has succeeded or failed: a call on a channel that has just
   * failed fails with it, and would cost another pause.
   */
  private void open() {
    long now = System.nanoTime();
    if (now - nextAttemptNanos < 0) {
      return;
    }
    if (!dialling) {
      // The channel has a pause of its own, which grows to minutes; ours is enough.
      channel.resetConnectBackoff();
      var _ = channel.getState(true);
      dialling = true;
      dialledNanos = now;
      return;
    }
    if (channel.getState(true) == ConnectivityState.CONNECTING && now - dialledNanos < DIAL_NANOS) {
      return;
    }
    dialling = false;
    stream = DriveStream.open(channel, clock, header());
    open = false;
    if (!(state instanceof LinkState.Connecting)) {
      state = new LinkState.Connecting(1, "");
    }
  }

  private void send(DriveStream live) throws IOException {
    DriveOpened opened = live.opened();
    if (opened == null) {
      return;
    }
    if (!open && !resume(live, opened)) {
      return;
    }
    window.acknowledge(sealing, live, clock.nowUs());
    boolean more = window.flush(live);
    while (more && !window.full() && live.ready()) {
      List<SealedBatch> next = outbox.next(sealing, clock.nowUs());
      if (next.isEmpty()) {
        return;
      }
      next.forEach(window::add);
      more = window.flush(live);
    }
  }

  private boolean resume(DriveStream live, DriveOpened opened) {
    switch (sealing.opened(opened)) {
      case Sealing.Verdict.Refuse refuse -> {
        state = new LinkState.Failed(refuse.sentence());
        return false;
      }
      case Sealing.Verdict.OpenAgain _ -> {
        live.cancel();
        lost(
            new Refusal(false, "the service is still writing what an earlier run sent"),
            OPEN_AGAIN_NANOS);
        return false;
      }
      case Sealing.Verdict.Resume _ -> {
        if (connections == 0) {
          outbox.begin(opened);
        }
        window.resume(sealing, opened);
        open = true;
        connections++;
        backoff.reset();
        state = new LinkState.Open();
        return true;
      }
    }
  }

  private void lost(Refusal refusal, long pauseNanos) {
    stream = null;
    open = false;
    if (refusal.lasting()) {
      state = new LinkState.Failed(refusal.sentence());
      return;
    }
    nextAttemptNanos = System.nanoTime() + pauseNanos;
    state = new LinkState.Connecting(backoff.failures() + 1, refusal.sentence());
  }

  private OpenDriveHeader header() {
    DriveHeader header =
        outbox
            .header()
            .setMotionSource(messageOf(source == null ? Captures.UNKNOWN : source))
            .setVoiceSource(messageOf(session.role().voice()))
            .setProducer(session.producer())
            .build();
    return OpenDriveHeader.newBuilder()
        .setDriveId(session.driveId())
        .setDriveToken(session.driveToken())
        .setDeviceId(sealing.deviceId().orElse(""))
        .setHeader(header)
        .setDeviceTimeUs(clock.nowUs())
        .setSourceId(session.role().sourceId())
        .setRanks(session.role().ranksMessage())
        .setShowsChallenges(session.showsChallenges())
        .build();
  }

  private static MotionSource messageOf(Captures captures) {
    return switch (captures) {
      case CAMERA -> MotionSource.MOTION_SOURCE_CAMERA;
      case WEARABLE -> MotionSource.MOTION_SOURCE_WEARABLE;
      case TAPE -> MotionSource.MOTION_SOURCE_TAPE;
      case UNKNOWN -> MotionSource.MOTION_SOURCE_UNSPECIFIED;
    };
  }

  private static VoiceSource messageOf(VoiceOrigin origin) {
    return switch (origin) {
      case NONE -> VoiceSource.VOICE_SOURCE_UNSPECIFIED;
      case MICROPHONE -> VoiceSource.VOICE_SOURCE_MICROPHONE;
      case TAPE -> VoiceSource.VOICE_SOURCE_TAPE;
    };
  }

  private LinkReading measured() {
    return new LinkReading(
        state,
        sealing.deviceId().isPresent(),
        outbox.frames(),
        outbox.number(window.acknowledgedMotion()),
        outbox.waiting(clock.nowUs()),
        window.size(),
        outbox.framesDropped(),
        connections,
        window.ackMs(),
        prompts.asked(stream),
        outbox.packets(),
        outbox.packetsDropped());
  }
}

package dev.afterglow.agent.upstream;

import dev.afterglow.agent.source.Captures;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.uplink.DeviceClock;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Brings one drive to capture-ingest over one stream. A lost network is survived: frames wait up to
 * 30 s, a new connection goes on after the last batch that the service keeps, and nothing older is
 * put into a batch. Batches that were under way when the connection broke are sent again as they
 * were, whatever their age, because a signed chain may have no hole.
 *
 * <p>The drive is opened when its first frame comes, because only then is it known what captures.
 */
final class Uplink implements AutoCloseable {
  private static final long NAP_MS = 5;

  private final DriveSession session;
  private final Sealing sealing;
  private final DeviceClock clock;
  private final Outbox outbox;
  private final Connection connection;
  private final Prompts prompts;
  private final Thread thread;

  private volatile @Nullable Captures source;
  private volatile LinkReading reading;
  private volatile long stopAtNanos = Long.MAX_VALUE;
  private volatile boolean stopping;

  private Uplink(ManagedChannel channel, DriveSession session, Sealing sealing, DeviceClock clock) {
    this.session = session;
    this.sealing = sealing;
    this.clock = clock;
    this.outbox = new Outbox(session.role());
    this.connection = new Connection(channel, session, sealing, clock, outbox);
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
  static Uplink plain(ManagedChannel channel, DriveSession session, DeviceClock clock) {
    return start(channel, session, new PlainSealing(), clock);
  }

  /**
   * Starts an uplink that signs.
   *
   * @param channel reaches capture-ingest; stays the caller's
   * @param device what signs
   * @param clock the clock of the frames
   */
  static Uplink signed(
      ManagedChannel channel, DriveSession session, SigningDevice device, DeviceClock clock) {
    Sealing sealing =
        new SignedSealing(session.driveId(), device.deviceId(), device.signer(), device.memory());
    return start(channel, session, sealing, clock);
  }

  private static Uplink start(
      ManagedChannel channel, DriveSession session, Sealing sealing, DeviceClock clock) {
    Uplink uplink = new Uplink(channel, session, sealing, clock);
    uplink.thread.start();
    return uplink;
  }

  /** A frame of the drive; never waits. The first decides what the drive declares to be made by. */
  void offer(MotionFrame frame, Captures madeBy) {
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
  void offer(short[] pcm, long timeUs) {
    SourceRole role = session.role();
    if (source == null && !role.face() && !role.body()) {
      source = Captures.UNKNOWN;
    }
    if (source != null) {
      outbox.add(pcm, timeUs);
    }
  }

  /** The driver sees the challenge from now on; the service is told. */
  void shown(AskedChallenge challenge) {
    prompts.shown(challenge, connection.stream());
  }

  /** The driver is ready to teach their digits; nothing happens while the drive is not open. */
  void teach() {
    prompts.teach(connection.stream());
  }

  /** The figures now. */
  LinkReading reading() {
    return reading;
  }

  /**
   * Ends in order: what was captured is brought, as far as that goes within the time.
   *
   * @param withinNanos how long to try
   */
  void end(long withinNanos) {
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
      while (!connection.state().isFinal() && !done()) {
        Captures madeBy = source;
        if (madeBy != null) {
          connection.advance(madeBy);
        }
        reading = measured();
        // Frames that wait although it is their turn wait for the network.
        if (stopping || outbox.framesWaiting(clock.nowUs()) > 0) {
          Thread.sleep(NAP_MS);
        } else {
          outbox.await(NAP_MS);
        }
      }
      connection.end();
    } catch (IOException e) {
      connection.fail("The chain's memory cannot be written: " + e.getMessage());
    } catch (InterruptedException e) {
      connection.end();
    } finally {
      connection.close();
      reading = measured();
    }
  }

  private boolean done() {
    return stopping
        && (System.nanoTime() - stopAtNanos > 0 || source == null || connection.farewell());
  }

  private LinkReading measured() {
    Window window = connection.window();
    return new LinkReading(
        connection.state(),
        sealing.deviceId().isPresent(),
        outbox.frames(),
        outbox.number(window.acknowledgedMotion()),
        outbox.waiting(clock.nowUs()),
        window.size(),
        outbox.framesDropped(),
        connection.opened(),
        window.ackMs(),
        prompts.asked(connection.stream()),
        prompts.lesson(connection.stream()),
        outbox.packets(),
        outbox.packetsDropped());
  }
}

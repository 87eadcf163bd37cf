package dev.afterglow.agent.upstream;

import dev.afterglow.agent.source.Captures;
import dev.afterglow.api.capture.v1.DriveOpened;
import dev.afterglow.uplink.DeviceClock;
import dev.afterglow.uplink.DriveStream;
import dev.afterglow.uplink.Refusal;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a drive, opened again when it is lost, and what goes over it: first what was
 * under way when it was lost, as it was, then what waits. For the uplink's thread, but for {@link
 * #stream} and {@link #state}.
 */
final class Connection implements AutoCloseable {
  private static final long SILENCE_NANOS = 5_000_000_000L;
  private static final long OPEN_AGAIN_NANOS = 2_000_000_000L;

  private final ManagedChannel channel;
  private final DriveSession session;
  private final Sealing sealing;
  private final DeviceClock clock;
  private final Outbox outbox;
  private final Window window = new Window();
  private final Dial dial;
  private volatile LinkState state = new LinkState.Waiting();
  private volatile @Nullable DriveStream stream;
  private boolean open;
  private boolean saidGoodbye;
  private int opened;

  Connection(
      ManagedChannel channel,
      DriveSession session,
      Sealing sealing,
      DeviceClock clock,
      Outbox outbox) {
    this.channel = channel;
    this.session = session;
    this.sealing = sealing;
    this.clock = clock;
    this.outbox = outbox;
    this.dial = new Dial(channel);
  }

  /** How it is; any thread. */
  LinkState state() {
    return state;
  }

  /** The stream that it has now; any thread. */
  @Nullable DriveStream stream() {
    return stream;
  }

  /** What went out and is not acknowledged. */
  Window window() {
    return window;
  }

  /** How often it was opened. */
  int opened() {
    return opened;
  }

  /**
   * Opens, keeps or gives up the connection, and sends what it takes.
   *
   * @param madeBy what captures the motion
   * @throws IOException when what was signed cannot be remembered
   */
  void advance(Captures madeBy) throws IOException {
    DriveStream live = stream;
    if (live == null) {
      open(madeBy);
      return;
    }
    Throwable failure = live.failure();
    if (saidGoodbye) {
      return;
    }
    if (failure != null) {
      lost(Refusal.of(failure));
    } else if (live.completed()) {
      lost(new Refusal(false, "the service ended the stream"));
    } else if (live.silentNanos() > SILENCE_NANOS) {
      live.cancel();
      lost(new Refusal(false, "the service said nothing for five seconds"));
    } else {
      send(live);
    }
  }

  /** Says goodbye once all has been brought; returns whether there is nothing to wait for. */
  boolean farewell() {
    boolean brought = window.isEmpty() && outbox.waiting(clock.nowUs()) == 0;
    DriveStream live = stream;
    if (live == null) {
      return brought;
    }
    if (!open || !brought) {
      return false;
    }
    if (!saidGoodbye) {
      live.halfClose();
      saidGoodbye = true;
    }
    return live.completed() || live.failure() != null;
  }

  /** Over in order, unless it was refused. */
  void end() {
    if (!state.isFinal()) {
      state = new LinkState.Ended();
    }
  }

  /** Over for that reason, a sentence. */
  void fail(String reason) {
    state = new LinkState.Failed(reason);
  }

  /** Lets go of the stream, if there is one. */
  @Override
  public void close() {
    DriveStream live = stream;
    if (live != null) {
      live.cancel();
    }
  }

  private void open(Captures madeBy) {
    if (!dial.ready()) {
      return;
    }
    stream =
        DriveStream.open(
            channel,
            clock,
            OpeningMessages.opening(
                session, outbox.header(), madeBy, sealing.deviceId().orElse(""), clock.nowUs()));
    open = false;
    if (!(state instanceof LinkState.Connecting)) {
      state = new LinkState.Connecting(1, "");
    }
  }

  private void send(DriveStream live) throws IOException {
    DriveOpened word = live.opened();
    if (word == null) {
      return;
    }
    if (!open && !resume(live, word)) {
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

  private boolean resume(DriveStream live, DriveOpened word) {
    switch (sealing.opened(word)) {
      case Sealing.Verdict.Refuse refuse -> {
        state = new LinkState.Failed(refuse.sentence());
        return false;
      }
      case Sealing.Verdict.OpenAgain _ -> {
        live.cancel();
        stream = null;
        dial.pause(OPEN_AGAIN_NANOS);
        connecting("the service is still writing what an earlier run sent");
        return false;
      }
      case Sealing.Verdict.Resume _ -> {
        if (opened == 0) {
          outbox.begin(word);
        }
        window.resume(sealing, word);
        open = true;
        opened++;
        dial.succeeded();
        state = new LinkState.Open();
        return true;
      }
    }
  }

  private void lost(Refusal refusal) {
    stream = null;
    open = false;
    dial.failed();
    if (refusal.lasting()) {
      state = new LinkState.Failed(refusal.sentence());
    } else {
      connecting(refusal.sentence());
    }
  }

  private void connecting(String why) {
    state = new LinkState.Connecting(dial.failures() + 1, why);
  }
}

package dev.afterglow.render.output;

import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.ffmpeg.FfmpegException;
import dev.afterglow.render.output.OutletStatus.State;
import dev.afterglow.render.whip.WhipException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * A push to a network address, with a thread and a bounded queue of its own, so that a slow or dead
 * one touches no other. What it does when is said by {@link PushState}; here stand the blocking
 * calls, each with a deadline that the connection asks for about ten times a second.
 */
final class PushOutlet implements Outlet {
  private static final long POLL_MS = 100;

  /** What waits is written to a server that takes it; nobody waits longer for one that does not. */
  private static final long CLOSE_PATIENCE_MS = 3_000;

  private final String name;
  private final PushLine.Dial dial;
  private final PushPace pace;
  private final LongSupplier nanoClock;
  private final RandomGenerator random;
  private final PacketQueue queue = new PacketQueue(PacketQueue.USUAL_PACKETS);
  private final AtomicLong bytes = new AtomicLong();
  private final Thread thread;
  private volatile PushState state;
  private volatile boolean closing;
  private volatile boolean abandon;
  private volatile long deadlineMs = Long.MAX_VALUE;

  /**
   * Starts pushing.
   *
   * @param acknowledged whether another worker's push of this broadcast was taken there before
   * @param nanoClock monotonic nanoseconds
   */
  PushOutlet(
      String name,
      PushLine.Dial dial,
      boolean acknowledged,
      PushPace pace,
      LongSupplier nanoClock,
      RandomGenerator random) {
    this.name = name;
    this.dial = dial;
    this.pace = pace;
    this.nanoClock = nanoClock;
    this.random = random;
    this.state = new PushState.Connecting(PushState.Story.fresh(acknowledged), 0, 0);
    this.thread = Thread.ofPlatform().name("push-" + name).daemon().unstarted(this::run);
    thread.start();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void take(Packet packet) {
    if (!closing && !(state instanceof PushState.Refused) && dial.carries(packet.track())) {
      queue.offer(packet);
    }
  }

  @Override
  public OutletStatus status() {
    PushState now = state;
    PushState.Story story = now.story();
    long retryInMs =
        now instanceof PushState.BackingOff waiting ? Math.max(0, waiting.untilMs() - nowMs()) : 0;
    return new OutletStatus(
        named(now),
        bytes.get(),
        Math.max(0, story.connections() - 1),
        story.lastFault(),
        new OutletStatus.Trouble(queue.shed(), story.wedges(), retryInMs, story.acknowledged()));
  }

  @Override
  public void close() {
    closing = true;
    try {
      if (state instanceof PushState.Sending) {
        thread.join(CLOSE_PATIENCE_MS);
      }
      abandon = true;
      thread.join(CLOSE_PATIENCE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!over()) {
        switch (state) {
          case PushState.Connecting connecting -> connect(connecting);
          case PushState.BackingOff waiting -> pause(waiting);
          case PushState.Sending _, PushState.Refused _, PushState.Closed _ -> {
            // sending happens inside connect; the others are over
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      queue.clear();
    }
  }

  private boolean over() {
    return state instanceof PushState.Refused || state instanceof PushState.Closed;
  }

  private void connect(PushState.Connecting connecting) throws InterruptedException {
    deadlineMs = nowMs() + pace.connectMs();
    try (PushLine line = dial.open(this::outOfPatience)) {
      PushState.Sending sending = connecting.opened(nowMs());
      state = sending;
      queue.skipToNewestKey();
      send(line, sending);
    } catch (FfmpegException e) {
      failed(connecting, PushFault.of(e, isConnecting(), outOfPatience()));
    } catch (WhipException e) {
      failed(connecting, PushFault.of(e));
    } catch (RuntimeException | Error e) {
      // Whatever it was: a push that sends no more must not say that it does, and may try again.
      failed(connecting, PushFault.unforeseen(e));
    }
  }

  private boolean isConnecting() {
    return !(state instanceof PushState.Sending);
  }

  private void failed(PushState.Connecting connecting, PushFault fault) {
    if (closing) {
      state = new PushState.Closed(state.story());
    } else if (state instanceof PushState.Sending sending) {
      state = sending.lost(fault, pace, nowMs(), random);
    } else {
      state = connecting.failed(fault, pace, nowMs(), random);
    }
  }

  private void send(PushLine line, PushState.Sending from)
      throws InterruptedException, WhipException {
    PushState.Sending sending = from;
    while (true) {
      deadlineMs = Long.MAX_VALUE;
      Packet packet = queue.poll(POLL_MS);
      deadlineMs = nowMs() + pace.wedgedMs();
      if (packet == null && closing) {
        line.finish();
        state = sending.closed();
        return;
      }
      if (packet != null) {
        line.write(packet);
        bytes.addAndGet(packet.data().length);
        sending = sending.wrote(pace, nowMs());
        state = sending;
      }
    }
  }

  private void pause(PushState.BackingOff waiting) throws InterruptedException {
    while (!closing && nowMs() < waiting.untilMs()) {
      TimeUnit.MILLISECONDS.sleep(Math.min(POLL_MS, Math.max(1, waiting.untilMs() - nowMs())));
    }
    state = closing ? waiting.closed() : waiting.due();
  }

  private boolean outOfPatience() {
    return abandon || nowMs() > deadlineMs;
  }

  private long nowMs() {
    return nanoClock.getAsLong() / 1_000_000;
  }

  private static State named(PushState state) {
    return switch (state) {
      case PushState.Connecting connecting ->
          connecting.story().connections() == 0 ? State.CONNECTING : State.BACKING_OFF;
      case PushState.Sending _ -> State.SENDING;
      case PushState.BackingOff _ -> State.BACKING_OFF;
      case PushState.Refused _ -> State.REFUSED;
      case PushState.Closed _ -> State.CLOSED;
    };
  }
}

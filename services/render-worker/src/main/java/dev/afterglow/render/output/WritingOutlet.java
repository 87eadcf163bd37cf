package dev.afterglow.render.output;

import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.encode.Packet.Track;
import dev.afterglow.render.ffmpeg.FfmpegException;
import dev.afterglow.render.output.OutletStatus.State;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An outlet with a thread and a bounded queue of its own, so that a slow or dead one touches no
 * other. When its queue is full it forgets what waits and goes on at the next key frame.
 *
 * <p>A network target that was reached once is tried again for ever, after 1, 2, 4 … 15 s with
 * jitter; one that never took a byte is given up after {@value #FIRST_TRIES} tries, because then
 * address or key are wrong. A container that lost the label is given up at once.
 */
final class WritingOutlet implements Outlet {
  static final int FIRST_TRIES = 5;

  private static final int QUEUE_PACKETS = 600;
  private static final long LONGEST_WAIT_MS = 15_000;
  private static final long CLOSE_PATIENCE_MS = 8_000;

  private final String name;
  private final Target target;
  private final Tracks tracks;
  private final BlockingQueue<Packet> queue = new ArrayBlockingQueue<>(QUEUE_PACKETS);
  private final Thread thread;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong connections = new AtomicLong();
  private volatile State state = State.CONNECTING;
  private volatile String lastFault = "";
  private volatile boolean closing;
  private volatile boolean abandon;
  private volatile boolean proven;
  private boolean waitsForKey;

  WritingOutlet(String name, Target target, Tracks tracks) {
    this.name = name;
    this.target = target;
    this.tracks = tracks;
    this.thread = Thread.ofPlatform().name("outlet-" + name).daemon().unstarted(this::run);
    thread.start();
  }

  @Override
  public String name() {
    return name;
  }

  /** Whether the label was found in what was written. */
  boolean proven() {
    return proven;
  }

  @Override
  public void take(Packet packet) {
    if (closing || state == State.REFUSED) {
      return;
    }
    if (waitsForKey && !(packet.track() == Track.VIDEO && packet.key())) {
      return;
    }
    waitsForKey = false;
    if (!queue.offer(packet)) {
      queue.clear();
      waitsForKey = true;
      lastFault = "too slow: packets were left out up to the next key frame";
    }
  }

  @Override
  public OutletStatus status() {
    return new OutletStatus(state, bytes.get(), Math.max(0, connections.get() - 1), lastFault);
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join(CLOSE_PATIENCE_MS);
      abandon = true;
      thread.join(CLOSE_PATIENCE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    int failures = 0;
    while (true) {
      boolean sent = connectAndSend();
      if (closing || state == State.REFUSED) {
        break;
      }
      failures = sent ? 1 : failures + 1;
      boolean hopeless = !target.network() || (connections.get() == 0 && failures >= FIRST_TRIES);
      if (hopeless) {
        state = State.REFUSED;
        break;
      }
      state = connections.get() == 0 ? State.CONNECTING : State.BACKING_OFF;
      pause(failures);
      skipToKey();
    }
    queue.clear();
    if (state != State.REFUSED) {
      state = State.CLOSED;
    }
  }

  /** Returns whether anything was sent before it ended. */
  private boolean connectAndSend() {
    long before = bytes.get();
    try (Muxer muxer =
        new Muxer(
            target.format(),
            target.url(),
            tracks,
            target.options(),
            target.metadata(),
            () -> abandon)) {
      connections.incrementAndGet();
      state = State.SENDING;
      look(false);
      send(muxer);
      muxer.finish();
      look(true);
    } catch (FfmpegException | IOException e) {
      lastFault = words(e);
    }
    return bytes.get() > before;
  }

  private void send(Muxer muxer) throws IOException {
    long sinceLook = 0;
    while (state == State.SENDING) {
      Packet packet = next();
      if (packet == null) {
        if (closing) {
          return;
        }
        continue;
      }
      muxer.write(packet);
      bytes.addAndGet(packet.data().length);
      if (!proven && packet.track() == Track.VIDEO && packet.key() && sinceLook++ > 0) {
        look(false);
      }
    }
  }

  private void look(boolean mustBeThere) throws IOException {
    switch (target.proof().look()) {
      case FOUND -> proven = true;
      case LOST -> {
        proven = false;
        refuse();
      }
      case NOT_YET -> {
        if (mustBeThere) {
          refuse();
        }
      }
    }
  }

  private void refuse() {
    lastFault = "the AIGC label was not found in what was written";
    state = State.REFUSED;
  }

  private @Nullable Packet next() {
    try {
      return queue.poll(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing = true;
      return null;
    }
  }

  private void pause(int failures) {
    long wait = Math.min(LONGEST_WAIT_MS, 1000L << Math.min(4, failures - 1));
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait + jitter(wait));
    while (!closing && System.nanoTime() < end) {
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        closing = true;
      }
    }
  }

  private static long jitter(long wait) {
    return ThreadLocalRandom.current().nextLong(wait / 5 + 1);
  }

  private void skipToKey() {
    Packet head = queue.peek();
    while (head != null && !(head.track() == Track.VIDEO && head.key())) {
      queue.poll();
      head = queue.peek();
    }
  }

  private static String words(Exception e) {
    return e instanceof FfmpegException
        ? String.valueOf(e.getMessage())
        : "the file could not be read back";
  }
}

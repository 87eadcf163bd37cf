package dev.afterglow.render.output;

import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.encode.Packet.Track;
import dev.afterglow.render.ffmpeg.FfmpegException;
import dev.afterglow.render.output.OutletStatus.State;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An outlet to files, with a thread and a bounded queue of its own, so that a slow disk touches no
 * other outlet. When its queue is full it forgets what waits and goes on at the next key frame. A
 * container that lost the label, or that cannot be written, is given up at once; the segments that
 * were closed before stay closed.
 */
final class WritingOutlet implements Outlet {
  private static final long CLOSE_PATIENCE_MS = 8_000;
  private static final long POLL_MS = 100;

  private final String name;
  private final Target target;
  private final Tracks tracks;
  private final PacketQueue queue = new PacketQueue(PacketQueue.USUAL_PACKETS);
  private final Thread thread;
  private final AtomicLong bytes = new AtomicLong();
  private volatile State state = State.CONNECTING;
  private volatile String lastFault = "";
  private volatile boolean closing;
  private volatile boolean abandon;
  private volatile boolean proven;
  private volatile RecordedSoFar closed = RecordedSoFar.NOTHING;

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

  /** The segments that are safe; none where the container is not written in segments. */
  RecordedSoFar closed() {
    return closed;
  }

  @Override
  public void take(Packet packet) {
    if (!closing && state != State.REFUSED && tracks.carry(packet.track())) {
      queue.offer(packet);
    }
  }

  @Override
  public OutletStatus status() {
    return new OutletStatus(
        state,
        bytes.get(),
        0,
        lastFault,
        new OutletStatus.Trouble(queue.shed(), 0, 0, state == State.SENDING));
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
    try (Muxer muxer =
        new Muxer(
            target.format(),
            target.url(),
            tracks,
            Muxer.Settings.of(target.options(), target.metadata()),
            StreamTime.fromFirstKey(),
            () -> abandon)) {
      state = State.SENDING;
      look(false);
      if (target.segments().isPresent()) {
        sendInSegments(muxer, target.segments().get());
      } else {
        send(muxer, null);
        muxer.finish();
      }
      look(true);
    } catch (IOException | RuntimeException | Error e) {
      // Whatever it was: an outlet that writes no more must say so, or a broadcast would go on
      // without its recording.
      lastFault = words(e) + cutTornEnd();
      state = State.REFUSED;
    }
    queue.clear();
    if (state != State.REFUSED) {
      state = State.CLOSED;
    }
  }

  /** What is to be said of it; nothing where the file ends with a whole fragment now. */
  private String cutTornEnd() {
    if (target.segments().isEmpty()) {
      return "";
    }
    try {
      TornEnd.cut(target.segments().get().file());
      return "";
    } catch (IOException gone) {
      return "; its torn end could not be cut off";
    }
  }

  private void sendInSegments(Muxer muxer, Target.Segments wanted) throws IOException {
    try (SegmentIndex index = new SegmentIndex(wanted.file(), wanted.length())) {
      send(muxer, index);
      if (index.begun()) {
        muxer.endSegment();
        index.end();
        closed = index.closed();
      }
      muxer.finish();
    }
  }

  private void send(Muxer muxer, @Nullable SegmentIndex index) throws IOException {
    long sinceLook = 0;
    while (state == State.SENDING) {
      Packet packet = next();
      if (packet == null) {
        if (closing) {
          return;
        }
        continue;
      }
      if (index != null && index.endsBefore(packet)) {
        muxer.endSegment();
        index.close(packet);
        closed = index.closed();
      }
      muxer.write(packet);
      if (index != null) {
        index.wrote(packet);
      }
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
      return queue.poll(POLL_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing = true;
      return null;
    }
  }

  private static String words(Throwable e) {
    return switch (e) {
      case FfmpegException known -> String.valueOf(known.getMessage());
      case IOException _ -> "the file could not be written to the end or read back";
      default -> "writing ended with " + e.getClass().getSimpleName();
    };
  }
}

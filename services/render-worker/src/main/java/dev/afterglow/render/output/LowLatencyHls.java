package dev.afterglow.render.output;

import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.output.OutletStatus.State;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Low-latency HLS, served from memory. It encodes and muxes nothing: its parts are the fragments
 * that the preview makes anyway, so that they carry the preview's initialisation segment with the
 * AIGC label that was read back there.
 */
public final class LowLatencyHls implements Outlet {
  /** A playlist that is not ready after three target durations is no use to a player. */
  private static final long PATIENCE_S = 3L * PartWindow.TARGET_S;

  /** How long a player that is behind may still fetch the last seconds. */
  private static final long KEPT_S = 60;

  private final String name;
  private final Preview preview;
  private final PartWindow window = new PartWindow();
  private final AtomicLong bytes = new AtomicLong();
  private volatile State state = State.SENDING;
  private volatile Preview.@Nullable Reader reader;

  /**
   * Begins with the preview's next key frame.
   *
   * @throws Preview.NotJoined when the preview takes nobody more
   */
  public LowLatencyHls(String name, Preview preview) throws Preview.NotJoined {
    this.name = name;
    this.preview = preview;
    Preview.Reader joined = preview.join(this::drain);
    reader = joined;
    // What the preview held was told of before there was anything to read it with.
    drain();
  }

  /** Why a request is not answered. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private Refused(PartWindow.NotServed why) {
      super(why.getMessage(), why);
    }
  }

  @Override
  public String name() {
    return name;
  }

  /** Nothing: what it sends comes from the preview. */
  @Override
  public void take(Packet packet) {}

  @Override
  public OutletStatus status() {
    Preview.Reader from = reader;
    return new OutletStatus(
        state,
        bytes.get(),
        0,
        "",
        new OutletStatus.Trouble(from == null ? 0 : from.skipped(), 0, 0, state == State.SENDING));
  }

  @Override
  public void close() {
    state = State.CLOSED;
    Preview.Reader from = reader;
    if (from != null) {
      from.close();
    }
    window.end();
    // An ended render stays known for a day; its last seconds need not.
    CompletableFuture.delayedExecutor(KEPT_S, TimeUnit.SECONDS).execute(window::clear);
  }

  /** The initialisation segment; not written to by anyone. */
  public byte[] initSegment() {
    return preview.initSegment();
  }

  /** The playlist as it is. */
  public String playlist() {
    return window.playlist();
  }

  /**
   * The playlist once it holds that part or a later one; fails with a {@link
   * java.util.concurrent.TimeoutException} when that takes too long.
   *
   * @param part -1 waits for the whole segment
   */
  public CompletableFuture<String> playlist(long segment, int part) throws Refused {
    try {
      return window.awaiting(segment, part).orTimeout(PATIENCE_S, TimeUnit.SECONDS);
    } catch (PartWindow.NotServed e) {
      throw new Refused(e);
    }
  }

  /** A part; one that the playlist hints at is waited for. */
  public CompletableFuture<Optional<byte[]>> part(long segment, int part) throws Refused {
    return playlist(segment, part).thenApply(ready -> window.part(segment, part));
  }

  /** A whole segment. */
  public Optional<byte[]> segment(long segment) {
    return window.segment(segment);
  }

  /** Called by the encoding thread, once by the one that opens this; fragments stay in order. */
  private synchronized void drain() {
    Preview.Reader from = reader;
    if (from == null) {
      return;
    }
    for (Preview.Fragment next = from.poll(); next != null; next = from.poll()) {
      bytes.addAndGet(next.data().length);
      window.add(next);
    }
  }
}

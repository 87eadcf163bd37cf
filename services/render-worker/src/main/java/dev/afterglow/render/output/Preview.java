package dev.afterglow.render.output;

import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.encode.Packet.Track;
import dev.afterglow.render.output.OutletStatus.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The stream for browsers: fragmented MP4 in memory, a fragment every few pictures. A reader that
 * joins gets the initialisation segment and every fragment since the newest key frame. A reader
 * that falls behind loses fragments up to a later key frame; it never slows the others. Each
 * fragment says when what its first picture shows was captured, so that whoever shows it knows how
 * late that is.
 */
public final class Preview implements Outlet {
  private static final int READER_FRAGMENTS = 128;

  /** Readers at one time. */
  public static final int MOST_READERS = 64;

  private final Muxer muxer;
  private final byte[] initSegment;
  private final int picturesAFragment;
  private final List<Fragment> sinceKey = new ArrayList<>();
  private final List<Reader> readers = new CopyOnWriteArrayList<>();
  private int pictures;
  private boolean beginsWithKey;
  private long firstPtsUs;
  private long endUs;
  private long bytes;
  private boolean closed;

  /**
   * A piece of the stream.
   *
   * @param key whether decoding can begin here
   * @param ptsUs presentation time of its first picture
   * @param durationUs from its first picture to the end of its last
   */
  @SuppressWarnings("ArrayRecordComponent") // shared between readers, never written
  public record Fragment(byte[] data, boolean key, long ptsUs, long durationUs) {}

  /** There is no place for one more reader. */
  public static final class NotJoined extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean ended;

    private NotJoined(boolean ended) {
      super(ended ? "the preview has ended" : "the preview has too many readers");
      this.ended = ended;
    }

    /** Whether there is nothing more to see; else there are too many readers. */
    public boolean ended() {
      return ended;
    }
  }

  /**
   * @param picturesAFragment 1 is the least delay; more costs fewer bytes and wake-ups
   */
  public Preview(Tracks tracks, AigcLabel label, int picturesAFragment) {
    this.picturesAFragment = picturesAFragment;
    muxer =
        new Muxer(
            "mp4",
            null,
            tracks,
            Muxer.Settings.of(
                Map.of(
                    "movflags",
                    "frag_custom+empty_moov+default_base_moof+frag_discont+use_metadata_tags",
                    Muxer.CAPTURE_TIMES,
                    "wallclock"),
                Map.of(AigcLabel.KEY, label.json())),
            StreamTime.fromFirstKey(),
            () -> false);
    initSegment = muxer.taken();
    if (!Mp4Metadata.read(initSegment, AigcLabel.KEY).equals(java.util.Optional.of(label.json()))) {
      muxer.close();
      throw new IllegalStateException("the AIGC label was lost in the preview's head");
    }
  }

  @Override
  public String name() {
    return "preview";
  }

  @Override
  public synchronized void take(Packet packet) {
    if (closed || packet.track() == Track.OPUS) {
      return;
    }
    boolean video = packet.track() == Track.VIDEO;
    if (video && pictures > 0 && packet.key()) {
      endFragment();
    }
    if (video) {
      if (pictures == 0) {
        beginsWithKey = packet.key();
        firstPtsUs = packet.ptsUs();
      }
      pictures++;
      long durationUs = packet.durationTicks() * 1_000_000 / packet.track().ticksPerSecond();
      endUs = packet.ptsUs() + durationUs;
    }
    muxer.write(packet);
    // At once, and not when the next picture comes: that would be a picture's time later.
    if (pictures >= picturesAFragment) {
      endFragment();
    }
  }

  @Override
  public synchronized OutletStatus status() {
    return new OutletStatus(closed ? State.CLOSED : State.SENDING, bytes, 0, "");
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      muxer.close();
      readers.forEach(Reader::end);
      readers.clear();
    }
  }

  /** The initialisation segment; not written to by anyone. */
  public byte[] initSegment() {
    return initSegment;
  }

  /**
   * Joins.
   *
   * @param ready called, from any thread, when there may be something to poll; must not block
   * @throws NotJoined when the preview has ended or has {@value #MOST_READERS} readers
   */
  public synchronized Reader join(Runnable ready) throws NotJoined {
    if (closed || readers.size() >= MOST_READERS) {
      throw new NotJoined(closed);
    }
    Reader reader = new Reader(ready);
    sinceKey.forEach(reader::offer);
    readers.add(reader);
    return reader;
  }

  private void endFragment() {
    muxer.endFragment();
    byte[] data = muxer.taken();
    pictures = 0;
    if (data.length == 0) {
      return;
    }
    bytes += data.length;
    Fragment fragment = new Fragment(data, beginsWithKey, firstPtsUs, endUs - firstPtsUs);
    if (beginsWithKey) {
      sinceKey.clear();
    }
    sinceKey.add(fragment);
    readers.forEach(reader -> reader.offer(fragment));
  }

  /** One reader's place in the stream. */
  public final class Reader implements AutoCloseable {
    private final Runnable ready;
    private final Deque<Fragment> waiting = new ArrayDeque<>();
    private boolean waitsForKey = true;
    private boolean ended;
    private long skipped;

    private Reader(Runnable ready) {
      this.ready = ready;
    }

    /** The next fragment, or null when there is none now. */
    public synchronized @Nullable Fragment poll() {
      return waiting.poll();
    }

    /** Whether the stream has ended and everything was polled. */
    public synchronized boolean finished() {
      return ended && waiting.isEmpty();
    }

    /** Fragments left out because this reader was slow. */
    public synchronized long skipped() {
      return skipped;
    }

    @Override
    public void close() {
      readers.remove(this);
    }

    private void offer(Fragment fragment) {
      synchronized (this) {
        if (waiting.size() >= READER_FRAGMENTS) {
          skipped += waiting.size();
          waiting.clear();
          waitsForKey = true;
        }
        if (waitsForKey && !fragment.key()) {
          skipped++;
          return;
        }
        waitsForKey = false;
        waiting.add(fragment);
      }
      ready.run();
    }

    private void end() {
      synchronized (this) {
        ended = true;
      }
      ready.run();
    }
  }
}

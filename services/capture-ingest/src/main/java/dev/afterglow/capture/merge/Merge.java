package dev.afterglow.capture.merge;

import dev.afterglow.capture.buffer.Piece;
import dev.afterglow.drive.MotionFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one motion of several sources of one person, on one clock.
 *
 * <p>One source leads: the first in rank that gives a face, else a head, else a body. Each of its
 * frames becomes one frame of the drive, at the same instant; the other sources say what they were
 * at that instant. A frame of the leader waits until they have got there, at most as long as the
 * largest jitter target among them, 60 ms; that is all the delay that merging adds.
 *
 * <p>Each channel comes from the first source in rank that has it. A source that is {@link
 * Feed#lost} is passed over from then on, and asked again when it has been back for half a second,
 * so that a flickering one does not make the face flicker; every change is a fade of 200 ms ({@link
 * Fades}). For one thread.
 */
public final class Merge {
  /** How many sources a drive may have. */
  public static final int MOST_SOURCES = 4;

  /** How long a source is back before it is preferred again, microseconds. */
  public static final long STEADY_US = 500_000;

  private static final int MOST_WAITING = 64;
  private static final long NEVER = Long.MAX_VALUE;

  private final List<Source> sources = new ArrayList<>();
  private final Sink sink;
  private final Fades fades = new Fades();
  private int lead = -1;
  private long givenUs = Long.MIN_VALUE;
  private long capturedUs = Long.MIN_VALUE;

  /** Takes the merged motion. */
  public interface Sink {
    /** Motion of all sources, with the sequence and device time of the one that leads. */
    void merged(Piece.Motion motion, long nowUs);
  }

  private record Waiting(Piece.Motion motion, long arrivedUs) {}

  private static final class Source {
    private final String id;
    private final Feed feed;
    private final Track track = new Track();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private Ranks ranks;
    private long backUs = NEVER;

    Source(String id, Feed feed, Ranks ranks) {
      this.id = id;
      this.feed = feed;
      this.ranks = ranks;
    }

    boolean here() {
      return backUs != NEVER;
    }

    boolean steady(long nowUs) {
      return here() && nowUs - backUs >= STEADY_US;
    }
  }

  /** Nothing to merge yet. */
  public Merge(Sink sink) {
    this.sink = sink;
  }

  /**
   * Adds a source.
   *
   * @return its number, from 0 up by one
   * @throws IllegalStateException when there are {@link #MOST_SOURCES} already
   */
  public int add(String id, Feed feed, Ranks ranks) {
    if (sources.size() >= MOST_SOURCES) {
      throw new IllegalStateException("a drive has four sources at most");
    }
    sources.add(new Source(id, feed, ranks));
    return sources.size() - 1;
  }

  /** A source states its ranks anew. */
  public void rank(int source, Ranks ranks) {
    sources.get(source).ranks = ranks;
  }

  /** The number of the source that leads, or -1 before the first motion. */
  public int lead() {
    return lead;
  }

  /** Motion of a source came, in the order of that source. */
  public void take(int source, Piece.Motion motion, long nowUs) {
    Source from = sources.get(source);
    from.track.add(motion);
    if (from.waiting.size() == MOST_WAITING) {
      from.waiting.removeFirst();
    }
    from.waiting.addLast(new Waiting(motion, nowUs));
    advance(nowUs);
  }

  /** Gives out what can go on by now. */
  public void advance(long nowUs) {
    for (Source source : sources) {
      if (source.feed.lost(nowUs)) {
        source.backUs = NEVER;
      } else if (!source.here()) {
        source.backUs = nowUs;
      }
    }
    Orders orders =
        new Orders(order(Ranks::face, nowUs), order(Ranks::head, nowUs), order(Ranks::body, nowUs));
    lead = lead(orders);
    for (int i = 0; i < sources.size(); i++) {
      ArrayDeque<Waiting> waiting = sources.get(i).waiting;
      while (!waiting.isEmpty() && due(i, waiting.getFirst(), nowUs)) {
        Waiting next = waiting.removeFirst();
        if (i == lead) {
          give(next.motion(), orders, nowUs);
        }
      }
    }
  }

  private void give(Piece.Motion motion, Orders orders, long nowUs) {
    long atUs = motion.frame().timeUs();
    if (atUs <= (motion.bridged() ? givenUs : capturedUs)) {
      return;
    }
    givenUs = Math.max(givenUs, atUs);
    capturedUs = motion.bridged() ? capturedUs : atUs;
    @Nullable MotionFrame[] frames = new MotionFrame[sources.size()];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = i == lead ? motion.frame() : sources.get(i).track.at(atUs);
    }
    sink.merged(
        new Piece.Motion(
            fades.compose(atUs, frames, orders),
            motion.sequence(),
            motion.deviceTimeUs(),
            motion.bridged()),
        nowUs);
  }

  /** Whether a frame has waited enough, for the others or for its source to lead. */
  private boolean due(int of, Waiting waiting, long nowUs) {
    long patienceUs = 0;
    boolean all = of == lead;
    for (Source other : sources) {
      if (other.here()) {
        patienceUs = Math.max(patienceUs, other.feed.targetUs());
        all &= other.track.reaches(waiting.motion().frame().timeUs());
      }
    }
    boolean tired = nowUs - waiting.arrivedUs() >= patienceUs;
    return all || (of == lead ? tired : nowUs - waiting.arrivedUs() >= STEADY_US);
  }

  private int lead(Orders orders) {
    int face = first(orders.face(), it -> it.shapes().count() > 0);
    if (face >= 0) {
      return face;
    }
    int head = first(orders.head(), it -> it.head().isPresent());
    return head >= 0
        ? head
        : first(orders.body(), it -> !it.bones().isEmpty() || !it.wrists().isEmpty());
  }

  private int first(int[] order, Predicate<MotionFrame> gives) {
    for (int source : order) {
      MotionFrame newest = sources.get(source).track.newest();
      if (newest != null && gives.test(newest)) {
        return source;
      }
    }
    return -1;
  }

  /** Those that are here: the steady ones first, then by rank, then by id. */
  private int[] order(ToIntFunction<Ranks> rank, long nowUs) {
    Comparator<Integer> first =
        Comparator.comparing((Integer i) -> !sources.get(i).steady(nowUs))
            .thenComparing(i -> rank.applyAsInt(sources.get(i).ranks))
            .thenComparing(i -> sources.get(i).id);
    return IntStream.range(0, sources.size())
        .filter(i -> sources.get(i).here())
        .boxed()
        .sorted(first)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}

package dev.afterglow.render.output;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The newest segments of a low-latency HLS stream, in memory, each in parts of 200 ms or a little
 * less, with the playlist that names them and those who wait for its next version (RFC 8216bis,
 * draft 18). A segment begins with a key frame and lasts two seconds or a little more. Every method
 * may be called from any thread.
 */
final class PartWindow {
  /** What a part lasts at most: a fifth of a second, so that a player may stay 0.6 s behind. */
  static final long PART_US = 200_000;

  /** A key frame comes each second, so that no segment lasts longer than three. */
  static final int TARGET_S = 3;

  private static final long SEGMENT_US = 2_000_000;

  /** What whole microseconds leave of a few pictures. */
  private static final long NEARLY_US = 1_000;

  /** A key frame comes each second of whole pictures, which need not be whole milliseconds. */
  private static final long SLACK_US = 20_000;

  private static final int SEGMENTS = 8;

  /** Parts are told of the segments that a player near the live edge may still be in. */
  private static final int SEGMENTS_WITH_PARTS = 3;

  private static final int WAITERS = 1_000;

  private final Deque<Segment> segments = new ArrayDeque<>();
  private final List<Waiter> waiters = new ArrayList<>();
  private final ByteArrayOutputStream part = new ByteArrayOutputStream();
  private long partUs;

  /** As many whole fragments as fit into {@link #PART_US}: known from the first fragment on. */
  private long targetUs = PART_US;

  private boolean partIndependent;
  private long nextNumber;
  private boolean ended;

  /** There are too many who wait, or nothing more comes. */
  static final class NotServed extends Exception {
    private static final long serialVersionUID = 1L;

    NotServed(String message) {
      super(message);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // shared, never written
  private record Part(byte[] data, long durationUs, boolean independent) {}

  private static final class Segment {
    final long number;
    final List<Part> parts = new ArrayList<>();
    boolean whole;

    Segment(long number) {
      this.number = number;
    }

    long durationUs() {
      return parts.stream().mapToLong(Part::durationUs).sum();
    }
  }

  private record Waiter(long segment, int part, CompletableFuture<String> playlist) {}

  /** The next fragment of the stream; before the first key frame there is nothing to keep. */
  void add(Preview.Fragment fragment) {
    List<Runnable> answers;
    synchronized (this) {
      if (ended || (segments.isEmpty() && !fragment.key())) {
        return;
      }
      if (segments.isEmpty()) {
        long whole = Math.max(1, (PART_US + NEARLY_US) / fragment.durationUs());
        targetUs = whole * fragment.durationUs();
      }
      boolean due = fragment.key() && (segments.isEmpty() || lengthUs() >= SEGMENT_US - SLACK_US);
      if (due) {
        endPart();
        beginSegment();
      } else if (partUs + fragment.durationUs() > targetUs + NEARLY_US) {
        endPart();
      }
      if (partUs == 0) {
        partIndependent = fragment.key();
      }
      part.writeBytes(fragment.data());
      partUs += fragment.durationUs();
      if (partUs >= targetUs - NEARLY_US) {
        endPart();
      }
      answers = answers();
    }
    answers.forEach(Runnable::run);
  }

  /** Nothing more comes. What there is stays, for players that are some seconds behind. */
  void end() {
    List<Runnable> answers = new ArrayList<>();
    synchronized (this) {
      if (!ended && !segments.isEmpty()) {
        endPart();
        segments.getLast().whole = true;
      }
      ended = true;
      String last = playlist();
      waiters.forEach(waiter -> answers.add(() -> waiter.playlist().complete(last)));
      waiters.clear();
    }
    answers.forEach(Runnable::run);
  }

  /** Nobody is behind any more: lets go of what {@link #end} kept. */
  synchronized void clear() {
    segments.clear();
  }

  /**
   * The playlist, once it holds a part or a later one.
   *
   * @param segment the media sequence number
   * @param index of the part in it; -1 waits for the whole segment
   * @throws NotServed when it lies too far ahead, or too many wait
   */
  synchronized CompletableFuture<String> awaiting(long segment, int index) throws NotServed {
    if (ended || has(segment, index)) {
      return CompletableFuture.completedFuture(playlist());
    }
    if (segment > newest() + 2) {
      throw new NotServed("that segment is too far ahead");
    }
    if (waiters.size() >= WAITERS) {
      throw new NotServed("too many wait");
    }
    Waiter waiter = new Waiter(segment, index, new CompletableFuture<>());
    waiters.add(waiter);
    return waiter.playlist().whenComplete((text, gone) -> forget(waiter));
  }

  /** The playlist as it is. */
  synchronized String playlist() {
    StringBuilder out = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:9\n");
    line(out, "#EXT-X-TARGETDURATION:%d", TARGET_S);
    double target = Math.ceilDiv(targetUs, 1_000) / 1e3;
    line(out, "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=%.3f", 3 * target);
    line(out, "#EXT-X-PART-INF:PART-TARGET=%.3f", target);
    line(
        out,
        "#EXT-X-MEDIA-SEQUENCE:%d",
        segments.isEmpty() ? nextNumber : segments.getFirst().number);
    line(out, "#EXT-X-MAP:URI=\"low-latency-init.mp4\"");
    for (Segment segment : segments) {
      if (segment.number > newest() - SEGMENTS_WITH_PARTS) {
        tellParts(out, segment);
      }
      if (segment.whole) {
        line(out, "#EXTINF:%.5f,", segment.durationUs() / 1e6);
        line(out, "part-segment-%d.m4s", segment.number);
      }
    }
    if (ended) {
      line(out, "#EXT-X-ENDLIST");
    } else if (!segments.isEmpty()) {
      line(
          out,
          "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"part-%d-%d.m4s\"",
          newest(),
          segments.getLast().parts.size());
    }
    return out.toString();
  }

  /** A part's bytes; empty where it is not there yet, or no longer. */
  synchronized Optional<byte[]> part(long segment, int index) {
    return find(segment)
        .filter(it -> index >= 0 && index < it.parts.size())
        .map(it -> it.parts.get(index).data());
  }

  /** A whole segment's bytes. */
  synchronized Optional<byte[]> segment(long segment) {
    return find(segment)
        .filter(it -> it.whole)
        .map(
            it -> {
              ByteArrayOutputStream all = new ByteArrayOutputStream();
              it.parts.forEach(piece -> all.writeBytes(piece.data()));
              return all.toByteArray();
            });
  }

  private static void line(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static void tellParts(StringBuilder out, Segment segment) {
    for (int i = 0; i < segment.parts.size(); i++) {
      Part piece = segment.parts.get(i);
      line(
          out,
          "#EXT-X-PART:DURATION=%.5f,URI=\"part-%d-%d.m4s\"%s",
          piece.durationUs() / 1e6,
          segment.number,
          i,
          piece.independent() ? ",INDEPENDENT=YES" : "");
    }
  }

  private long lengthUs() {
    return segments.getLast().durationUs() + partUs;
  }

  private void beginSegment() {
    if (!segments.isEmpty()) {
      segments.getLast().whole = true;
    }
    segments.add(new Segment(nextNumber++));
    if (segments.size() > SEGMENTS) {
      segments.removeFirst();
    }
  }

  private void endPart() {
    if (partUs > 0) {
      segments.getLast().parts.add(new Part(part.toByteArray(), partUs, partIndependent));
    }
    part.reset();
    partUs = 0;
  }

  private List<Runnable> answers() {
    List<Runnable> answers = new ArrayList<>();
    String now = null;
    for (Iterator<Waiter> all = waiters.iterator(); all.hasNext(); ) {
      Waiter waiter = all.next();
      if (has(waiter.segment(), waiter.part())) {
        String text = now == null ? playlist() : now;
        now = text;
        all.remove();
        answers.add(() -> waiter.playlist().complete(text));
      }
    }
    return answers;
  }

  private synchronized void forget(Waiter waiter) {
    waiters.remove(waiter);
  }

  /** A part behind the last one of a whole segment stands for the first of the next (6.2.5.2). */
  private boolean has(long segment, int index) {
    if (segment >= newest() || index < 0) {
      return segment < newest() || holds(segment, index);
    }
    return find(segment).isEmpty() || holds(segment, index) || has(segment + 1, 0);
  }

  private boolean holds(long segment, int index) {
    return find(segment).filter(it -> index >= 0 && index < it.parts.size()).isPresent();
  }

  private long newest() {
    return nextNumber - 1;
  }

  private Optional<Segment> find(long number) {
    return segments.stream().filter(it -> it.number == number).findFirst();
  }
}

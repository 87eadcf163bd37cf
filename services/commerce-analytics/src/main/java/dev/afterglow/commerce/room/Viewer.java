package dev.afterglow.commerce.room;

import java.util.Arrays;

/**
 * One viewer: presence, a union of half-open spans of whole seconds, and how far the viewer went.
 * At most 32 spans stay open; beyond that the oldest is sealed into a sum, and nothing before its
 * end counts again. Of each stage the minutes are known for half an hour back from the latest.
 */
final class Viewer extends DigestTable.Entry {
  /** What a viewer of one stay and two stages takes of the heap. */
  static final int TYPICAL_BYTES = 136;

  /** How long a sign of presence holds, seconds. */
  static final int LEASE_S = 45;

  private static final int MOST_SPANS = 32;

  private int[] spans = {};
  private int sealedSeconds;
  private int sealedUntil = Integer.MIN_VALUE;
  private int lastSign = Integer.MIN_VALUE;
  private int lastLeave = Integer.MIN_VALUE;
  private int stages;
  // One a stage that was reached, in their order: the latest minute above, and below it one bit
  // for each of the 32 minutes that end with it, the latest lowest.
  private long[] recent = {};
  boolean changed;

  Viewer(Digest128 id) {
    super(id);
  }

  /**
   * The viewer was there at this second: the lease runs from then, and to a leave that is known to
   * come after it.
   *
   * @return seconds newly covered
   */
  int sign(int second, Timeline timeline) {
    lastSign = Math.max(lastSign, second);
    int end = second < lastLeave ? Math.min(second + LEASE_S, lastLeave) : second + LEASE_S;
    int from = Math.max(second, sealedUntil);
    return from < end ? cover(from, end, timeline) : 0;
  }

  private int cover(int from, int to, Timeline timeline) {
    int[] merged = new int[spans.length + 2];
    int size = 0;
    int start = from;
    int end = to;
    int gap = from;
    int gained = 0;
    boolean placed = false;
    for (int i = 0; i < spans.length; i += 2) {
      int spanFrom = spans[i];
      int spanTo = spans[i + 1];
      if (spanTo < from || spanFrom > to) {
        if (spanFrom > to && !placed) {
          gained += gain(gap, to, timeline);
          size = put(merged, size, start, end);
          placed = true;
        }
        size = put(merged, size, spanFrom, spanTo);
      } else {
        gained += gain(gap, Math.min(spanFrom, to), timeline);
        gap = Math.max(gap, spanTo);
        start = Math.min(start, spanFrom);
        end = Math.max(end, spanTo);
      }
    }
    if (!placed) {
      gained += gain(gap, to, timeline);
      size = put(merged, size, start, end);
    }
    spans = Arrays.copyOf(merged, size);
    seal();
    return gained;
  }

  private static int put(int[] into, int size, int from, int to) {
    into[size] = from;
    into[size + 1] = to;
    return size + 2;
  }

  private static int gain(int from, int to, Timeline timeline) {
    if (from >= to) {
      return 0;
    }
    timeline.cover(from, to);
    return to - from;
  }

  private void seal() {
    if (spans.length > MOST_SPANS * 2) {
      sealedSeconds += spans[1] - spans[0];
      sealedUntil = spans[1];
      spans = Arrays.copyOfRange(spans, 2, spans.length);
    }
  }

  /**
   * The viewer left at this second: the running lease ends. A leave older than a sign of presence
   * that is already known is ignored.
   *
   * @return seconds no longer covered
   */
  int leave(int second, Timeline timeline) {
    lastLeave = Math.max(lastLeave, second);
    if (second < lastSign || spans.length == 0) {
      return 0;
    }
    int last = spans.length - 2;
    int end = spans[last + 1];
    if (second >= end || second < spans[last]) {
      return 0;
    }
    timeline.uncover(second, end);
    if (second == spans[last]) {
      spans = Arrays.copyOf(spans, last);
    } else {
      spans[last + 1] = second;
    }
    return end - second;
  }

  /** Whether the viewer ever showed presence; a buyer that the shop told of may not have. */
  boolean wasPresent() {
    return lastSign != Integer.MIN_VALUE;
  }

  boolean hasReached(Stage stage) {
    return (stages & (1 << stage.ordinal())) != 0;
  }

  /** The viewer reached a stage in a minute; true the first time. */
  boolean reach(Stage stage, int minute) {
    int bit = 1 << stage.ordinal();
    int at = Integer.bitCount(stages & (bit - 1));
    boolean first = (stages & bit) == 0;
    if (first) {
      long[] wider = new long[recent.length + 1];
      System.arraycopy(recent, 0, wider, 0, at);
      System.arraycopy(recent, at, wider, at + 1, recent.length - at);
      recent = wider;
      recent[at] = pack(minute, 1);
      stages |= bit;
    } else {
      recent[at] = with(recent[at], minute);
    }
    return first;
  }

  private static long pack(int minute, int bits) {
    return (long) minute << 32 | (bits & 0xFFFF_FFFFL);
  }

  private static long with(long known, int minute) {
    int latest = (int) (known >> 32);
    int bits = (int) known;
    int apart = minute - latest;
    if (apart > 0) {
      return pack(minute, apart < 32 ? (bits << apart) | 1 : 1);
    }
    return apart > -32 ? pack(latest, bits | (1 << -apart)) : known;
  }

  /** Whether the stage was reached in a minute from one on, up to but without another. */
  boolean hasReachedBetween(Stage stage, int from, int to) {
    if (!hasReached(stage)) {
      return false;
    }
    long known = recent[Integer.bitCount(stages & ((1 << stage.ordinal()) - 1))];
    int latest = (int) (known >> 32);
    for (int minute = Math.max(from, latest - 31); minute < to && minute <= latest; minute++) {
      if (((int) known & 1 << (latest - minute)) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether any second from one on, up to but without another, is covered. */
  boolean wasThereBetween(int from, int to) {
    for (int i = 0; i < spans.length; i += 2) {
      if (spans[i] < to && spans[i + 1] > from) {
        return true;
      }
    }
    return false;
  }

  int watchedSeconds() {
    int seconds = sealedSeconds;
    for (int i = 0; i < spans.length; i += 2) {
      seconds += spans[i + 1] - spans[i];
    }
    return seconds;
  }

  void pack(PartSink sink) {
    Packer value =
        new Packer()
            .number(sealedSeconds)
            .number(sealedUntil)
            .number(lastSign)
            .number(lastLeave)
            .number(spans.length);
    for (int bound : spans) {
      value.number(bound);
    }
    value.number(stages);
    for (long minutes : recent) {
      value.fixed(minutes);
    }
    sink.accept(new Packer().raw(PartKind.VIEWER).digest(id()).bytes(), value.bytes());
  }

  static Viewer unpack(Digest128 id, Unpacker value) {
    Viewer viewer = new Viewer(id);
    viewer.sealedSeconds = (int) value.number();
    viewer.sealedUntil = (int) value.number();
    viewer.lastSign = (int) value.number();
    viewer.lastLeave = (int) value.number();
    viewer.spans = new int[value.count()];
    for (int i = 0; i < viewer.spans.length; i++) {
      viewer.spans[i] = (int) value.number();
    }
    viewer.stages = (int) value.number();
    viewer.recent = new long[Integer.bitCount(viewer.stages)];
    for (int i = 0; i < viewer.recent.length; i++) {
      viewer.recent[i] = value.fixed();
    }
    return viewer;
  }
}

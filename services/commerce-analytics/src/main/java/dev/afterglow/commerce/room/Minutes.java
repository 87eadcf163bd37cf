package dev.afterglow.commerce.room;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts and sums by the minute of corrected event time, and in all. 48 hours are kept by the
 * minute, about 300 bytes each; what is older counts in all only. In a room of viewers these are
 * the 48 hours up to them: what a shop tells long after they were gone counts in all, and never
 * pushes the show's minutes out.
 */
final class Minutes {
  /** Minutes that are kept. */
  static final int MOST = 48 * 60;

  /** For so many minutes after the latest sign of a viewer, orders may push old minutes out too. */
  private static final int AFTER = 120;

  private static final int NEVER = Integer.MIN_VALUE;
  private static final int ALL = Integer.MIN_VALUE;
  private static final long MINUTE_S = 60;
  private static final MinuteRow NOTHING = new MinuteRow();

  private final MinuteRow total = new MinuteRow();
  private final TreeMap<Integer, MinuteRow> rows = new TreeMap<>();
  private final List<Integer> changed = new ArrayList<>();
  private int openFrom = Integer.MIN_VALUE;
  private int lastSign = NEVER;
  private int lastMinute;
  private @Nullable MinuteRow lastRow;

  /** The minute of a time, since the epoch. */
  static int of(Instant time) {
    return (int) Math.floorDiv(time.getEpochSecond(), MINUTE_S);
  }

  /** When a minute starts. */
  static Instant start(int minute) {
    return Instant.ofEpochSecond(minute * MINUTE_S);
  }

  /** A viewer gave a sign in a minute. */
  void signed(int minute) {
    lastSign = Math.max(lastSign, minute);
  }

  /** The minute of the viewers' latest sign; the least number where there was none. */
  int lastSign() {
    return lastSign;
  }

  void add(int minute, MinuteCount count, long by) {
    total().add(count, by);
    MinuteRow row = row(minute);
    if (row != null) {
      row.add(count, by);
    }
  }

  void add(int minute, MinuteMoney kind, String currency, long minor) {
    total().add(kind, currency, minor);
    MinuteRow row = row(minute);
    if (row != null) {
      row.add(kind, currency, minor);
    }
  }

  private MinuteRow total() {
    if (!total.changed) {
      total.changed = true;
      changed.add(ALL);
    }
    return total;
  }

  private @Nullable MinuteRow row(int minute) {
    if (minute < openFrom) {
      return null;
    }
    MinuteRow row = lastRow;
    if (row == null || lastMinute != minute) {
      if (!rows.containsKey(minute) && isAfterTheShow(minute)) {
        return null;
      }
      row = rows.computeIfAbsent(minute, _ -> new MinuteRow());
      lastMinute = minute;
      lastRow = row;
      fold();
    }
    if (!row.changed) {
      row.changed = true;
      changed.add(minute);
    }
    return minute < openFrom ? null : row;
  }

  private boolean isAfterTheShow(int minute) {
    return lastSign != NEVER
        && minute > lastSign + AFTER
        && !rows.isEmpty()
        && minute - rows.firstKey() >= MOST;
  }

  private void fold() {
    while (rows.lastKey() - rows.firstKey() >= MOST) {
      int oldest = rows.firstKey();
      rows.remove(oldest);
      changed.add(oldest);
      openFrom = oldest + 1;
    }
  }

  /** All that was ever counted. */
  MinuteRow all() {
    return total;
  }

  /** The minutes from one on, up to but without another, added up. */
  MinuteRow between(int from, int to) {
    MinuteRow sum = new MinuteRow();
    rows.subMap(from, to).values().forEach(sum::add);
    return sum;
  }

  /** What is counted in a minute by now. */
  MinuteRow copy(int minute) {
    return between(minute, minute + 1);
  }

  /** One minute, whether anything was counted in it or not. */
  MinuteFigures at(int minute) {
    MinuteRow row = rows.getOrDefault(minute, NOTHING);
    return new MinuteFigures(start(minute), row.counts(), row.sums(MinuteMoney.PAID));
  }

  /** The minutes from one on, each by itself, where anything was counted. */
  List<MinuteFigures> curve(int from) {
    return rows.tailMap(from, true).entrySet().stream()
        .map(
            entry ->
                new MinuteFigures(
                    start(entry.getKey()),
                    entry.getValue().counts(),
                    entry.getValue().sums(MinuteMoney.PAID)))
        .toList();
  }

  void changes(PartSink sink) {
    for (int minute : changed) {
      MinuteRow row = minute == ALL ? total : rows.get(minute);
      sink.accept(key(minute), row == null ? null : row.pack());
      if (row != null) {
        row.changed = false;
      }
    }
    changed.clear();
  }

  void all(PartSink sink) {
    sink.accept(key(ALL), total.pack());
    rows.forEach((minute, row) -> sink.accept(key(minute), row.pack()));
  }

  void packBase(Packer header) {
    header.number(openFrom).number(lastSign);
  }

  void unpackBase(Unpacker header) {
    openFrom = (int) header.number();
    lastSign = (int) header.number();
  }

  void load(Unpacker key, Unpacker value) {
    int minute = (int) key.fixed();
    if (minute == ALL) {
      total.add(MinuteRow.unpack(value));
    } else {
      rows.put(minute, MinuteRow.unpack(value));
    }
  }

  private static byte[] key(int minute) {
    return new Packer().raw(PartKind.MINUTE).fixed(minute).bytes();
  }
}

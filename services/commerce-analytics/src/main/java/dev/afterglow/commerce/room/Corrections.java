package dev.afterglow.commerce.room;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What late facts changed of minutes that counted as known: those that come more than two minutes
 * after they happened. One entry a minute and figure; the last 2,000, about 150 bytes each.
 */
final class Corrections {
  /** Facts that come so soon fold in without a word. */
  static final Duration IN_TIME = Duration.ofMinutes(2);

  static final int MOST = 2_000;

  private static final int COUNTS = MinuteCount.values().length;

  /** A figure of a minute; money follows the counts. */
  private record Place(int minute, int figure, String currency) {}

  private static final class Entry {
    private final Place place;
    private final long before;
    private long after;
    private long facts;
    private Instant received = Instant.EPOCH;

    Entry(Place place, long before) {
      this.place = place;
      this.before = before;
    }
  }

  private final TreeMap<Long, Entry> entries = new TreeMap<>();
  private final Map<Place, Long> numbers = new HashMap<>();
  private final TreeSet<Long> changed = new TreeSet<>();
  private @Nullable MinuteRow before;

  /** Before a fact is folded: remembers its minute, where it is late. */
  void begin(Minutes minutes, Instant time, Instant received) {
    boolean late = Duration.between(time, received).compareTo(IN_TIME) > 0;
    before = late ? minutes.copy(Minutes.of(time)) : null;
  }

  /** After the fact was folded: notes what it changed. */
  void end(Minutes minutes, Instant time, Instant received) {
    MinuteRow old = before;
    if (old == null) {
      return;
    }
    before = null;
    int minute = Minutes.of(time);
    MinuteRow now = minutes.copy(minute);
    for (MinuteCount count : MinuteCount.values()) {
      note(new Place(minute, count.ordinal(), ""), old.count(count), now.count(count), received);
    }
    for (String currency : now.currencies()) {
      for (MinuteMoney kind : MinuteMoney.values()) {
        note(
            new Place(minute, COUNTS + kind.ordinal(), currency),
            old.sum(kind, currency),
            now.sum(kind, currency),
            received);
      }
    }
  }

  private void note(Place place, long old, long now, Instant received) {
    if (old == now) {
      return;
    }
    long number =
        numbers.computeIfAbsent(place, _ -> entries.isEmpty() ? 0 : entries.lastKey() + 1);
    Entry entry = entries.computeIfAbsent(number, _ -> new Entry(place, old));
    entry.after = now;
    entry.facts++;
    entry.received = received;
    changed.add(number);
    if (entries.size() > MOST) {
      long first = entries.firstKey();
      numbers.remove(entries.pollFirstEntry().getValue().place);
      changed.add(first);
    }
  }

  /** The latest minute first. */
  List<Correction> all() {
    List<Correction> all = new ArrayList<>(entries.size());
    entries.values().forEach(entry -> all.add(correction(entry)));
    all.sort(
        Comparator.comparing(Correction::minute)
            .reversed()
            .thenComparing(Correction::figure)
            .thenComparing(Correction::currency));
    return all;
  }

  private static Correction correction(Entry entry) {
    Place place = entry.place;
    Enum<?> figure =
        place.figure < COUNTS
            ? MinuteCount.values()[place.figure]
            : MinuteMoney.values()[place.figure - COUNTS];
    return new Correction(
        Minutes.start(place.minute),
        figure.name().toLowerCase(Locale.ROOT),
        place.currency,
        entry.before,
        entry.after,
        entry.facts,
        entry.received);
  }

  void changes(PartSink sink) {
    for (long number : changed) {
      Entry entry = entries.get(number);
      sink.accept(key(number), entry == null ? null : value(entry));
    }
    changed.clear();
  }

  void all(PartSink sink) {
    entries.forEach((number, entry) -> sink.accept(key(number), value(entry)));
  }

  void load(Unpacker key, Unpacker value) {
    long number = key.fixed();
    Place place = new Place((int) value.number(), value.raw(), value.text());
    if (place.figure >= COUNTS + MinuteMoney.values().length) {
      throw new BrokenSnapshotException("holds a correction of an unknown figure");
    }
    Entry entry = new Entry(place, value.number());
    entry.after = value.number();
    entry.facts = value.number();
    entry.received = Instant.ofEpochSecond(value.number(), value.number());
    entries.put(number, entry);
    numbers.put(place, number);
  }

  private static byte[] key(long number) {
    return new Packer().raw(PartKind.CORRECTED).fixed(number).bytes();
  }

  private static byte[] value(Entry entry) {
    return new Packer()
        .number(entry.place.minute)
        .raw(entry.place.figure)
        .text(entry.place.currency)
        .number(entry.before)
        .number(entry.after)
        .number(entry.facts)
        .number(entry.received.getEpochSecond())
        .number(entry.received.getNano())
        .bytes();
  }
}

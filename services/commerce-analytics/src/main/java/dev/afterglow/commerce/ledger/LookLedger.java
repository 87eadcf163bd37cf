package dev.afterglow.commerce.ledger;

import dev.afterglow.facts.Happening;
import java.time.Instant;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which look showed in which minute. Each change holds until the next one, of whichever render;
 * what was told late finds its place, so the order of telling changes nothing.
 */
final class LookLedger {
  private static final int MOST_CHANGES = 10_000;

  private record Change(Instant time, String renderId, long number) implements Comparable<Change> {
    private static final Comparator<Change> ORDER =
        Comparator.comparing(Change::time)
            .thenComparing(Change::renderId)
            .thenComparingLong(Change::number);

    @Override
    public int compareTo(Change other) {
      return ORDER.compare(this, other);
    }
  }

  private final TreeMap<Change, Optional<Look>> changes = new TreeMap<>();
  private Optional<Look> before = Optional.empty();

  /** Another look shows, or none; false past the most. */
  boolean add(Happening.LookChange told, Instant time) {
    Change change = new Change(time, told.renderId(), told.number());
    if (changes.size() >= MOST_CHANGES && !changes.containsKey(change)) {
      return false;
    }
    changes.put(
        change,
        told.layout().isEmpty()
            ? Optional.empty()
            : Optional.of(new Look(told.lookId(), told.layout())));
    return true;
  }

  /** Drops what changed before a time; what shows at it still shows. */
  void forget(Instant earlier) {
    while (!changes.isEmpty() && changes.firstKey().time().isBefore(earlier)) {
      before = changes.pollFirstEntry().getValue();
    }
  }

  /** From which minute on which look shows. */
  NavigableMap<Long, Optional<Look>> byMinute() {
    NavigableMap<Long, Optional<Look>> shown = new TreeMap<>();
    shown.put(Long.MIN_VALUE, before);
    changes.forEach((change, look) -> shown.put(RoomLedger.minute(change.time()), look));
    return shown;
  }
}

package dev.afterglow.commerce.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which product was explained in which minute. One at a time: the next one to begin ends the one
 * before. What was told late finds its place, so the order of telling changes nothing.
 */
final class ExplainLedger {
  private static final int MOST_EVENTS = 10_000;

  /** At one time ends come first: one product gives way to the next. */
  private record Event(Instant time, boolean begins, String productId)
      implements Comparable<Event> {
    private static final Comparator<Event> ORDER =
        Comparator.comparing(Event::time)
            .thenComparing(Event::begins)
            .thenComparing(Event::productId);

    @Override
    public int compareTo(Event other) {
      return ORDER.compare(this, other);
    }

    String after(String running) {
      if (begins) {
        return productId;
      }
      return running.equals(productId) ? "" : running;
    }
  }

  private final TreeSet<Event> events = new TreeSet<>();
  private String runningBefore = "";

  /** An explanation begins or ends; false past the most. */
  boolean add(String productId, boolean begins, Instant time) {
    Event event = new Event(time, begins, productId);
    boolean fits = events.size() < MOST_EVENTS || events.contains(event);
    if (fits) {
      events.add(event);
    }
    return fits;
  }

  /** Drops what happened before a time; what runs at it still runs. */
  void forget(Instant before) {
    while (!events.isEmpty() && events.first().time().isBefore(before)) {
      runningBefore = events.removeFirst().after(runningBefore);
    }
  }

  /** From which minute on which product is explained; empty = none. */
  NavigableMap<Long, String> byMinute() {
    NavigableMap<Long, String> running = new TreeMap<>();
    running.put(Long.MIN_VALUE, runningBefore);
    String now = runningBefore;
    for (Event event : events) {
      now = event.after(now);
      running.put(RoomLedger.minute(event.time()), now);
    }
    return running;
  }

  /** From which minute on a product is explained, and which one was explained before it. */
  NavigableMap<Long, Turn> turns() {
    NavigableMap<Long, Turn> turns = new TreeMap<>();
    String now = runningBefore;
    String last = runningBefore;
    String after = "";
    turns.put(Long.MIN_VALUE, new Turn(now, after));
    for (Event event : events) {
      now = event.after(now);
      if (!now.isEmpty() && !now.equals(last)) {
        after = last;
        last = now;
      }
      turns.put(RoomLedger.minute(event.time()), new Turn(now, after));
    }
    return turns;
  }

  /**
   * A product's turn.
   *
   * @param productId what is explained; empty = nothing
   * @param after what was explained before it; empty = nothing is known of
   */
  record Turn(String productId, String after) {}
}

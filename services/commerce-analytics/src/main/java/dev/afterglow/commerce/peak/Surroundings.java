package dev.afterglow.commerce.peak;

import dev.afterglow.commerce.room.RoomHistory;
import dev.afterglow.commerce.room.StageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a room did, as stretches of time. */
final class Surroundings {
  private static final Duration BEFORE = Duration.ofMinutes(3);
  private static final int MOST = 10;

  private final List<Beside> stretches = new ArrayList<>();

  /**
   * @param tested the slots in which a playbook told the room to act
   */
  Surroundings(RoomHistory history, List<Beside> tested) {
    Instant end = history.at(history.minutes().size());
    explained(history.events(), end);
    priced(history.events(), end);
    promoted(history.events(), end);
    stretches.addAll(tested);
    stretches.sort(
        Comparator.comparing(Beside::start)
            .thenComparing(Beside::kind)
            .thenComparing(Beside::productId));
  }

  /** One product at a time: the next one to begin ends the one before. */
  private void explained(List<StageEvent> events, Instant end) {
    StageEvent running = null;
    for (StageEvent event : events) {
      boolean ends =
          event.kind() == StageEvent.Kind.EXPLAIN_ENDS
              && running != null
              && running.productId().equals(event.productId());
      boolean begins = event.kind() == StageEvent.Kind.EXPLAIN_BEGINS;
      if (running != null && (ends || begins)) {
        add(Beside.Kind.EXPLAINED, running, event.time());
      }
      running = begins ? event : ends ? null : running;
    }
    if (running != null) {
      add(Beside.Kind.EXPLAINED, running, end);
    }
  }

  private void priced(List<StageEvent> events, Instant end) {
    Map<String, StageEvent> standing = new HashMap<>();
    Map<String, Beside.Kind> since = new HashMap<>();
    for (StageEvent event : events) {
      if (event.kind() == StageEvent.Kind.PRICE) {
        StageEvent before = standing.put(event.productId(), event);
        Beside.Kind kind = since.remove(event.productId());
        if (before != null && kind != null) {
          add(kind, before, event.time());
        }
        if (before != null && before.currency().equals(event.currency())) {
          change(before.minor(), event, since);
        }
      }
    }
    since.forEach(
        (product, kind) -> {
          StageEvent event = standing.get(product);
          if (event != null) {
            add(kind, event, end);
          }
        });
  }

  /** Several at a time; one that nobody ended runs on, one that nobody began is left out. */
  private void promoted(List<StageEvent> events, Instant end) {
    Map<String, StageEvent> running = new TreeMap<>();
    for (StageEvent event : events) {
      if (event.kind() == StageEvent.Kind.PROMOTION_BEGINS) {
        running.putIfAbsent(event.promotionId(), event);
      } else if (event.kind() == StageEvent.Kind.PROMOTION_ENDS) {
        StageEvent began = running.remove(event.promotionId());
        if (began != null) {
          add(Beside.Kind.PROMOTION, began, event.time());
        }
      }
    }
    running.values().forEach(began -> add(Beside.Kind.PROMOTION, began, end));
  }

  private static void change(long from, StageEvent event, Map<String, Beside.Kind> since) {
    if (event.minor() != from) {
      since.put(
          event.productId(), event.minor() < from ? Beside.Kind.PRICE_CUT : Beside.Kind.PRICE_RISE);
    }
  }

  private void add(Beside.Kind kind, StageEvent event, Instant end) {
    if (end.isAfter(event.time())) {
      stretches.add(new Beside(kind, event.productId(), event.time(), end));
    }
  }

  /** When which product was explained. */
  List<Beside> explained() {
    return stretches.stream().filter(it -> it.kind() == Beside.Kind.EXPLAINED).toList();
  }

  /** What stood or began in a stretch of time, or up to three minutes before it; at most 10. */
  List<Beside> of(Instant start, Instant end) {
    return stretches.stream()
        .filter(it -> it.start().isBefore(end) && it.end().isAfter(start.minus(BEFORE)))
        // A higher price is news when it comes; later it is how things are.
        .filter(
            it -> it.kind() != Beside.Kind.PRICE_RISE || it.start().isAfter(start.minus(BEFORE)))
        .limit(MOST)
        .toList();
  }
}

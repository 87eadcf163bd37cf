package dev.afterglow.commerce.customer;

import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Who was seen in which room, and in which look when. Changes are ordered by when they happened,
 * not by when they came in. Past 10,000 rooms and 1,000 changes of a room further ones are left out
 * and counted. Any thread.
 */
final class StageBook {
  private static final int MOST_ROOMS = 10_000;
  private static final int MOST_CHANGES = 1_000;

  /** At one time the order of renders and of their changes decides. */
  private record Change(Instant time, String renderId, long number) implements Comparable<Change> {
    private static final Comparator<Change> ORDER =
        Comparator.comparing(Change::time)
            .thenComparing(Change::renderId)
            .thenComparingLong(Change::number);

    /** After all that happened up to a moment. */
    static Change after(Instant moment) {
      return new Change(moment.plusNanos(1), "", 0);
    }

    @Override
    public int compareTo(Change other) {
      return ORDER.compare(this, other);
    }
  }

  private static final class Room {
    @Nullable String presenter;
    final TreeMap<Change, String> looks = new TreeMap<>();
  }

  private final Map<String, Room> rooms = new HashMap<>();
  private final AtomicLong leftOut = new AtomicLong();

  /** Takes a fact in; one that tells neither who presents nor how they look changes nothing. */
  synchronized void apply(Fact fact, Instant time) {
    switch (fact.what()) {
      case Happening.ShowOpened opened -> opened(fact.roomId(), opened);
      case Happening.LookChange change -> changed(fact.roomId(), change, time);
      default -> {
        // Nothing that viewers see of the presenter.
      }
    }
  }

  private void opened(String roomId, Happening.ShowOpened opened) {
    Room room = room(roomId);
    // The first one told of a room says whose show it is, and who is in it.
    if (room != null && room.presenter == null) {
      room.presenter = opened.presenterId();
    }
  }

  private void changed(String roomId, Happening.LookChange change, Instant time) {
    Room room = room(roomId);
    if (room == null) {
      return;
    }
    if (room.looks.size() >= MOST_CHANGES) {
      leftOut.incrementAndGet();
      return;
    }
    String look = change.layout().isEmpty() ? "" : change.lookId();
    room.looks.put(new Change(time, change.renderId(), change.number()), look);
  }

  private @Nullable Room room(String roomId) {
    Room room = rooms.get(roomId);
    if (room == null) {
      if (rooms.size() >= MOST_ROOMS) {
        leftOut.incrementAndGet();
        return null;
      }
      room = new Room();
      rooms.put(roomId, room);
    }
    return room;
  }

  /** Who presents in a room; empty where nobody told. */
  synchronized String presenter(String roomId) {
    Room room = rooms.get(roomId);
    return room == null || room.presenter == null ? "" : room.presenter;
  }

  /** The look that showed in a room at a moment; empty where none was told or none showed. */
  synchronized String look(String roomId, Instant moment) {
    Room room = rooms.get(roomId);
    if (room == null) {
      return "";
    }
    Map.Entry<Change, String> shown = room.looks.lowerEntry(Change.after(moment));
    return shown == null ? "" : shown.getValue();
  }

  /** Facts that were too many. */
  long leftOut() {
    return leftOut.get();
  }
}

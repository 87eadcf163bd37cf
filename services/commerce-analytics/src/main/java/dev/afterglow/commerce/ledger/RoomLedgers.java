package dev.afterglow.commerce.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The ledgers of all rooms; a bound, past which further rooms are left out and counted. */
public final class RoomLedgers {
  private static final int MOST_ROOMS = 10_000;

  private final ConcurrentHashMap<String, RoomLedger> rooms = new ConcurrentHashMap<>();
  private final AtomicLong leftOut = new AtomicLong();

  /** The ledger to write to, made where there is none; empty past the bound. */
  public Optional<RoomLedger> open(String roomId) {
    RoomLedger known = rooms.get(roomId);
    if (known != null) {
      return Optional.of(known);
    }
    if (rooms.size() >= MOST_ROOMS) {
      leftOut.incrementAndGet();
      return Optional.empty();
    }
    return Optional.of(rooms.computeIfAbsent(roomId, _ -> new RoomLedger()));
  }

  /** The ledger of a room of which a fact was seen. */
  public Optional<RoomLedger> room(String roomId) {
    return Optional.ofNullable(rooms.get(roomId));
  }

  /**
   * The shows of a room's shop that went on air before it, the newest first; none where nobody told
   * whose show it is.
   */
  public List<Past> past(String roomId, int most) {
    Optional<Opening> now = room(roomId).flatMap(RoomLedger::opening);
    if (now.isEmpty()) {
      return List.of();
    }
    List<Map.Entry<Opening, Past>> found = new ArrayList<>();
    rooms.forEach(
        (id, ledger) ->
            ledger
                .opening()
                .filter(it -> it.shopId().equals(now.get().shopId()))
                .filter(it -> it.time().isBefore(now.get().time()))
                .ifPresent(it -> found.add(Map.entry(it, new Past(id, ledger)))));
    return found.stream()
        .sorted(
            Comparator.comparing((Map.Entry<Opening, Past> it) -> it.getKey().time())
                .reversed()
                .thenComparing(it -> it.getValue().roomId()))
        .limit(most)
        .map(Map.Entry::getValue)
        .toList();
  }

  /** A past show. */
  public record Past(String roomId, RoomLedger ledger) {}

  /** Facts and parts of facts that were left out: of rooms past the bound, and by their ledgers. */
  public long leftOut() {
    return leftOut.get() + rooms.values().stream().mapToLong(RoomLedger::leftOut).sum();
  }
}

package dev.afterglow.commerce.factor;

import dev.afterglow.commerce.ledger.RoomLedger;
import dev.afterglow.commerce.room.HistoryMinute;
import dev.afterglow.commerce.room.MinuteCount;
import dev.afterglow.commerce.room.RoomHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole slots of a show up to its last whole minute, at most a day of them.
 *
 * @param from when the first starts
 * @param next when the slot to come starts
 * @param slotMinutes how long each is
 * @param slots each one's minutes
 */
public record ShowSlots(
    Instant from, Instant next, int slotMinutes, List<List<HistoryMinute>> slots) {
  private static final double SECONDS_A_MINUTE = 60;

  public ShowSlots {
    slots = List.copyOf(slots);
  }

  /** The slots of a show. */
  public static ShowSlots of(RoomHistory history, int slotMinutes) {
    List<HistoryMinute> show = history.show();
    int most = Math.toIntExact(RoomLedger.kept().toMinutes()) / slotMinutes;
    int count = Math.min(most, show.size() / slotMinutes);
    int first = show.size() - count * slotMinutes;
    List<List<HistoryMinute>> slots = new ArrayList<>(count);
    for (int start = first; start < show.size(); start += slotMinutes) {
      slots.add(List.copyOf(show.subList(start, start + slotMinutes)));
    }
    return new ShowSlots(history.at(first), history.at(show.size()), slotMinutes, slots);
  }

  /** How many there are. */
  public int count() {
    return slots.size();
  }

  /** Minutes that all viewers together were there, a slot. */
  public List<Double> viewerMinutes() {
    return slots.stream()
        .map(
            slot -> slot.stream().mapToLong(HistoryMinute::watchedSeconds).sum() / SECONDS_A_MINUTE)
        .toList();
  }

  /** One of the counts, a slot. */
  public List<Long> counts(MinuteCount count) {
    return slots.stream()
        .map(slot -> slot.stream().mapToLong(minute -> minute.count(count)).sum())
        .toList();
  }
}

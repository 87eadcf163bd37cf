package dev.afterglow.commerce.room;

import java.time.Instant;
import java.util.List;

/**
 * A room minute by minute. It rests on facts alone, not on when it is read: the minute of the
 * latest fact is left out, because it may not be over.
 *
 * @param from when the first minute starts: when the first viewer came, at most 48 hours before the
 *     last was gone
 * @param showMinutes how many minutes belong to the show: until the last viewer was gone; refunds
 *     come later
 * @param minutes every whole minute, those in which nothing happened as well
 * @param events what the room did, by time
 */
public record RoomHistory(
    Instant from, int showMinutes, List<HistoryMinute> minutes, List<StageEvent> events) {
  public RoomHistory {
    minutes = List.copyOf(minutes);
    events = List.copyOf(events);
    if (showMinutes < 0 || showMinutes > minutes.size()) {
      throw new IllegalArgumentException("the show lies within the minutes");
    }
  }

  /** When a minute starts. */
  public Instant at(int minute) {
    return from.plusSeconds(60L * minute);
  }

  /** The minutes of the show. */
  public List<HistoryMinute> show() {
    return minutes.subList(0, showMinutes);
  }
}

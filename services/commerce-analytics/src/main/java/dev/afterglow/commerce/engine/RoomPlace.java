package dev.afterglow.commerce.engine;

import java.time.Instant;

/**
 * Where a room stands in the list of rooms: the latest fact first, then by id.
 *
 * @param lastFact when the latest fact happened
 * @param roomId the room
 */
public record RoomPlace(Instant lastFact, String roomId) implements Comparable<RoomPlace> {
  @Override
  public int compareTo(RoomPlace other) {
    int byTime = other.lastFact.compareTo(lastFact);
    return byTime != 0 ? byTime : roomId.compareTo(other.roomId);
  }
}

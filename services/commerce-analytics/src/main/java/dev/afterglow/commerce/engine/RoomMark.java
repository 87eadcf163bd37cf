package dev.afterglow.commerce.engine;

import java.time.Instant;

/**
 * How far a room has come.
 *
 * @param roomId the room
 * @param lastFact the latest corrected time of a fact
 * @param facts facts folded in, committed or not
 */
public record RoomMark(String roomId, Instant lastFact, long facts) {}

package dev.afterglow.commerce.engine;

import dev.afterglow.commerce.room.RoomFigures;

/**
 * A room as it can be shown.
 *
 * @param roomId the room
 * @param figures its figures
 * @param committed what of them is committed
 * @param provisional whether they hold facts whose transaction is not committed yet
 * @param version counts up with each change, from 0 when the room was loaded
 */
public record RoomView(
    String roomId, RoomFigures figures, Committed committed, boolean provisional, long version) {}

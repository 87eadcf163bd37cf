package dev.afterglow.commerce.room;

import java.time.Instant;
import java.util.Optional;

/**
 * A time in which viewers saw one look in one layout.
 *
 * @param lookId empty where the avatar names no looks
 * @param end when something else showed, or nothing any more; empty while it shows
 * @param seconds from its start to its end, or to the latest fact of the room
 */
public record LookSpan(
    String lookId, String layout, Instant start, Optional<Instant> end, double seconds) {}

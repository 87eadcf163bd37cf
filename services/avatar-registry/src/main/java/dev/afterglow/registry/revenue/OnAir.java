package dev.afterglow.registry.revenue;

import java.time.Instant;

/**
 * A time on air, live selling alone.
 *
 * @param licenceId under which licence
 * @param roomId in which room
 * @param start from when, inclusive
 * @param end until when, exclusive; not before the start
 */
public record OnAir(String licenceId, String roomId, Instant start, Instant end) {}

package dev.afterglow.studio.broadcast;

import java.time.Instant;

/** Why and when a broadcast ended. */
public record Ending(EndReason reason, Instant endTime) {}

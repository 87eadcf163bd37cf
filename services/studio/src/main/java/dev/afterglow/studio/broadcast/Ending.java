package dev.afterglow.studio.broadcast;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Why and when a broadcast ended. */
public record Ending(EndReason reason, Instant endTime) {

  /** Cuts to microseconds, as the store keeps them. */
  public Ending {
    endTime = endTime.truncatedTo(ChronoUnit.MICROS);
  }
}

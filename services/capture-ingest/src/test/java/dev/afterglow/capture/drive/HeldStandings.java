package dev.afterglow.capture.drive;

import dev.afterglow.capture.liveness.standing.KeptStanding;
import dev.afterglow.capture.liveness.standing.Standings;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.PlatformReason;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Standings in memory, which outlive the sessions of a test. */
final class HeldStandings implements Standings {
  final Map<String, KeptStanding> kept = new ConcurrentHashMap<>();
  volatile boolean broken;
  volatile int writes;

  @Override
  public synchronized void keep(String driveId, long untilUs, KeptStanding standing) {
    answer();
    kept.put(driveId, standing);
    writes++;
  }

  @Override
  public Optional<KeptStanding> find(String driveId) {
    answer();
    return Optional.ofNullable(kept.get(driveId));
  }

  private void answer() {
    if (broken) {
      throw new AfterglowException(
          PlatformReason.UPSTREAM_UNAVAILABLE, Fault.UNAVAILABLE, "the store does not answer");
    }
  }
}

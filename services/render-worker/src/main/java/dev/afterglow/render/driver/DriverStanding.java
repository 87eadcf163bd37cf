package dev.afterglow.render.driver;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a drive counts as driven by a live human, as capture-ingest says. The worker acts on
 * {@code slate} alone and passes the rest on in the contract's own words.
 *
 * @param slate whether the figure must not be shown
 * @param cause why not; the word for nothing where it may
 * @param verdict of the newest window
 * @param reasons the measures that made it, most telling first
 * @param challenges how the driver stands with the challenges
 * @param challengeable whether the driver can be asked
 * @param enforced whether anything follows from it
 * @param judged the end of the window that made the verdict; empty before the first
 */
public record DriverStanding(
    boolean slate,
    String cause,
    String verdict,
    List<String> reasons,
    String challenges,
    boolean challengeable,
    boolean enforced,
    Optional<Instant> judged) {
  private static final String LIVE = "LIVENESS_VERDICT_LIVE";
  private static final String DEGRADED = "LIVENESS_VERDICT_DEGRADED";
  private static final String MOUTH_FROM_VOICE = "LIVENESS_MEASURE_MOUTH_FROM_VOICE";

  public DriverStanding {
    reasons = List.copyOf(reasons);
  }

  /** The same of a drive whose mouth the worker moves by the voice: no more than in doubt. */
  public DriverStanding withMouthFromVoice() {
    List<String> all = new ArrayList<>(reasons);
    all.add(MOUTH_FROM_VOICE);
    return new DriverStanding(
        slate,
        cause,
        verdict.equals(LIVE) ? DEGRADED : verdict,
        all,
        challenges,
        challengeable,
        enforced,
        judged);
  }
}

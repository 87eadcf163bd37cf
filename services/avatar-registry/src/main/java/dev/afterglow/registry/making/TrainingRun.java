package dev.afterglow.registry.making;

import dev.afterglow.registry.part.PartKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A training run that is over.
 *
 * @param runId which
 * @param avatarId for which avatar
 * @param kind what was trained
 * @param sessionIds the capture sessions that it learnt from
 * @param trainer the program and its version
 * @param parameters its parameters by name
 * @param startTime when it began
 * @param duration how long it took
 * @param costMinor what it cost, minor units
 * @param currency ISO 4217
 * @param scoresMilli how good the result is by measure, thousandths
 * @param partId the part that came of it; empty = none was kept
 */
public record TrainingRun(
    String runId,
    String avatarId,
    PartKind kind,
    List<String> sessionIds,
    String trainer,
    Map<String, String> parameters,
    Instant startTime,
    Duration duration,
    long costMinor,
    String currency,
    Map<String, Long> scoresMilli,
    String partId) {

  /** Copies the collections, in the order of their names. */
  public TrainingRun {
    sessionIds = List.copyOf(sessionIds);
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    scoresMilli = Collections.unmodifiableMap(new TreeMap<>(scoresMilli));
  }

  /** The same under an id. */
  public TrainingRun as(String id) {
    return new TrainingRun(
        id,
        avatarId,
        kind,
        sessionIds,
        trainer,
        parameters,
        startTime,
        duration,
        costMinor,
        currency,
        scoresMilli,
        partId);
  }
}

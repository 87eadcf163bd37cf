package dev.afterglow.standalone.live;

import dev.afterglow.api.studio.v1.Broadcast;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.process.ProcessUsage;
import dev.afterglow.standalone.watch.Invariant;
import dev.afterglow.standalone.watch.RunFigures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run came to.
 *
 * @param figures of picture, sound and room
 * @param ended the broadcast as it ended
 * @param invariants each with whether it held
 * @param acknowledgedFacts facts that commerce-analytics acknowledged
 * @param factsLabel what was played
 * @param startTime from nothing to every service serving
 * @param startTimes of each store and service, by name
 * @param usage of each process just before the stop, by name
 * @param liveTime how long the broadcast was live
 * @param endedEarly why it ended before anybody wanted it to; empty = it did not
 */
public record RunReport(
    RunFigures figures,
    Broadcast ended,
    List<Invariant> invariants,
    long acknowledgedFacts,
    String factsLabel,
    Duration startTime,
    Map<String, Duration> startTimes,
    Map<String, ProcessUsage> usage,
    Duration liveTime,
    Optional<RunFailure> endedEarly) {

  /** Copies the collections, in their order. */
  public RunReport {
    invariants = List.copyOf(invariants);
    startTimes = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(startTimes));
    usage = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(usage));
  }

  /** OK only when the run came to its end and every invariant held. */
  public ExitCode exitCode() {
    if (endedEarly.isPresent()) {
      return endedEarly.get().exitCode();
    }
    return invariants.stream().allMatch(Invariant::held) ? ExitCode.OK : ExitCode.INVARIANT_BROKEN;
  }

  /** The sum of the processes' peaks; they need not have come at the same moment. */
  public long peakRssBytes() {
    return usage.values().stream().mapToLong(ProcessUsage::peakRssBytes).sum();
  }
}

package dev.afterglow.registry.making;

import java.time.Instant;
import java.util.Optional;

/**
 * A training run, and how long what came of it was on air.
 *
 * @param run the run
 * @param onAirMs all rooms together
 * @param firstTime when that was first
 */
public record TrainedOnAir(TrainingRun run, long onAirMs, Optional<Instant> firstTime) {}

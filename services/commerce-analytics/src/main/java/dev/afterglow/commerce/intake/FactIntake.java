package dev.afterglow.commerce.intake;

import dev.afterglow.commerce.meters.CommerceMeters;
import dev.afterglow.commerce.viewer.ViewerNames;
import dev.afterglow.facts.wire.FactMessages;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;

/**
 * Takes facts that come in one piece, as HTTP brings them, by the same way as those of a stream:
 * the answer is given when Kafka holds them. Past a number of calls at once it refuses, because
 * HTTP has no other way to slow its sender.
 */
@Singleton
public final class FactIntake {
  /** The most facts of one call. */
  public static final int MOST_FACTS = 500;

  // Each may hold 500 facts and wait for Kafka for seconds.
  private static final int MOST_AT_ONCE = 64;

  private final FactLog log;
  private final ViewerNames names;
  private final CommerceMeters meters;
  private final Variety variety;
  private final FactLogConfig config;
  private final Clock clock;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  FactIntake(
      FactLog log,
      ViewerNames names,
      CommerceMeters meters,
      Variety variety,
      FactLogConfig config,
      Clock clock) {
    this.log = log;
    this.names = names;
    this.meters = meters;
    this.variety = variety;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Records facts, and waits until Kafka holds the good ones.
   *
   * @param told at most {@value #MOST_FACTS}
   * @throws AfterglowException LOG_UNAVAILABLE when Kafka does not take them in time, INTAKE_BUSY
   *     when too many calls are under way; both ask for the same facts again
   */
  public Receipt take(List<? extends ToldFact> told) {
    if (!places.tryAcquire()) {
      throw new AfterglowException(
          "INTAKE_BUSY", Fault.EXHAUSTED, "too many calls at once; send the same facts again");
    }
    try {
      // It blocks here already, so what may wait runs where it is.
      Recording recording = new Recording(log, names, meters, variety, clock, Runnable::run);
      recording.accepted(recording.take(told, FactMessages::bytes).join());
      return new Receipt(recording.accepted(), recording.refused(), recording.refusals());
    } catch (CompletionException e) {
      meters.logFailed();
      throw LogFault.of(config.factsTopic(), e.getCause());
    } finally {
      places.release();
    }
  }
}

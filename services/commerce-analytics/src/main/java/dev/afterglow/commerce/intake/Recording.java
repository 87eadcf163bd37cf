package dev.afterglow.commerce.intake;

import dev.afterglow.commerce.meters.CommerceMeters;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.FactFault;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * One call that records facts: checks each fact by itself, appends the good ones in the order they
 * came, and counts what Kafka holds. Used by one thread at a time.
 */
final class Recording {
  private static final int MOST_REFUSALS = 100;

  private final FactLog log;
  private final CommerceMeters meters;
  private final Clock clock;
  private final Executor blocking;
  private final List<Refusal> refusals = new ArrayList<>();
  private CompletableFuture<Void> tail = CompletableFuture.completedFuture(null);
  private volatile boolean failed;
  private long position;
  private long accepted;
  private long refused;

  /**
   * @param blocking runs what may wait for Kafka
   */
  Recording(FactLog log, CommerceMeters meters, Clock clock, Executor blocking) {
    this.log = log;
    this.meters = meters;
    this.clock = clock;
    this.blocking = blocking;
  }

  /** A fact as it came, before it is checked. */
  interface Told {
    String source();

    String id();

    /** The checked fact, or a {@link FactFault}. */
    Fact fact();
  }

  /**
   * Takes a batch.
   *
   * @param bytes how a checked fact is written
   * @return ends with the number of its facts that Kafka holds, or with {@link
   *     FactLog.UnavailableException}
   */
  CompletableFuture<Integer> take(List<? extends Told> batch, Function<Fact, byte[]> bytes) {
    Instant received = clock.instant();
    List<FactLog.Entry> entries = new ArrayList<>(batch.size());
    for (Told told : batch) {
      try {
        Fact fact = told.fact();
        fact.requireNotAhead(received);
        entries.add(new FactLog.Entry(fact.roomId(), received.toEpochMilli(), bytes.apply(fact)));
      } catch (FactFault e) {
        refuse(told, e);
      }
      position++;
    }
    CompletableFuture<Integer> held = new CompletableFuture<>();
    // Batches queue one behind the other: a leave must not overtake its enter.
    tail = tail.thenRunAsync(() -> append(entries, held), blocking);
    return held;
  }

  private void append(List<FactLog.Entry> entries, CompletableFuture<Integer> held) {
    if (failed) {
      held.completeExceptionally(new FactLog.UnavailableException("an earlier batch failed"));
      return;
    }
    try {
      var _ =
          log.append(entries)
              .whenComplete(
                  (_, failure) -> {
                    if (failure == null) {
                      held.complete(entries.size());
                    } else {
                      failed = true;
                      held.completeExceptionally(failure);
                    }
                  });
    } catch (FactLog.UnavailableException e) {
      failed = true;
      held.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      held.completeExceptionally(new FactLog.UnavailableException("the service goes away"));
    }
  }

  private void refuse(Told told, FactFault fault) {
    refused++;
    meters.refused(fault.reason());
    if (refusals.size() < MOST_REFUSALS) {
      refusals.add(new Refusal(position, told.source(), told.id(), fault.reason(), fault.field()));
    }
  }

  void accepted(int facts) {
    accepted += facts;
    meters.accepted(facts);
  }

  long accepted() {
    return accepted;
  }

  long refused() {
    return refused;
  }

  /** The first hundred. */
  List<Refusal> refusals() {
    return List.copyOf(refusals);
  }
}

package dev.afterglow.commerce.intake;

import dev.afterglow.commerce.meters.CommerceMeters;
import dev.afterglow.commerce.viewer.Pseudonyms;
import dev.afterglow.commerce.viewer.ViewerKeys;
import dev.afterglow.commerce.viewer.ViewerNames;
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
  private final ViewerNames names;
  private final CommerceMeters meters;
  private final Variety variety;
  private final Clock clock;
  private final Executor blocking;
  private final List<Refusal> refusals = new ArrayList<>();
  private CompletableFuture<Void> tail = CompletableFuture.completedFuture(null);
  private volatile boolean failed;
  private long position;
  private long accepted;
  private long refused;

  /**
   * @param names how viewers are called in the log
   * @param variety counts what the facts are made of
   * @param blocking runs what may wait for Kafka, or for viewers' keys
   */
  Recording(
      FactLog log,
      ViewerNames names,
      CommerceMeters meters,
      Variety variety,
      Clock clock,
      Executor blocking) {
    this.log = log;
    this.names = names;
    this.meters = meters;
    this.variety = variety;
    this.clock = clock;
    this.blocking = blocking;
  }

  /**
   * Takes a batch.
   *
   * @param bytes how a checked fact is written
   * @return ends with the number of its facts that Kafka holds, or with {@link
   *     FactLog.UnavailableException}
   */
  CompletableFuture<Integer> take(List<? extends ToldFact> batch, Function<Fact, byte[]> bytes) {
    Instant received = clock.instant();
    List<Fact> facts = new ArrayList<>(batch.size());
    for (ToldFact told : batch) {
      try {
        Fact fact = told.fact();
        fact.requireNotAhead(received);
        facts.add(fact);
      } catch (FactFault e) {
        refuse(told, e);
      }
      position++;
    }
    CompletableFuture<Integer> held = new CompletableFuture<>();
    // Batches queue one behind the other: a leave must not overtake its enter.
    if (names.keyed().isEmpty()) {
      List<FactLog.Entry> entries = entries(facts, received, bytes);
      tail = tail.thenRunAsync(() -> append(entries, held), blocking);
    } else {
      Pseudonyms keyed = names.keyed().orElseThrow();
      tail = tail.thenRunAsync(() -> append(keyed, facts, received, bytes, held), blocking);
    }
    return held.whenComplete(
        (_, failure) -> {
          if (failure == null) {
            variety.count(facts);
          }
        });
  }

  private static List<FactLog.Entry> entries(
      List<Fact> facts, Instant received, Function<Fact, byte[]> bytes) {
    return facts.stream()
        .map(fact -> new FactLog.Entry(fact.roomId(), received.toEpochMilli(), bytes.apply(fact)))
        .toList();
  }

  /** What a viewer cannot be called by a key for is not logged: it could not be forgotten. */
  private void append(
      Pseudonyms keyed,
      List<Fact> facts,
      Instant received,
      Function<Fact, byte[]> bytes,
      CompletableFuture<Integer> held) {
    try {
      append(failed ? List.of() : entries(keyed.keyed(facts), received, bytes), held);
    } catch (ViewerKeys.UnavailableException e) {
      failed = true;
      held.completeExceptionally(
          new FactLog.UnavailableException("viewers' keys cannot be read", e));
    }
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

  private void refuse(ToldFact told, FactFault fault) {
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

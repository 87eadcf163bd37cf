package dev.afterglow.commerce.engine;

import dev.afterglow.commerce.meters.CommerceMeters;
import dev.afterglow.commerce.room.RoomKernel.Outcome;
import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.Map;

/** Counts what becomes of the facts. */
final class CountingListener implements FactListener {
  private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
  private final Counter unreadable;
  private final Counter late;

  CountingListener(CommerceMeters meters) {
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, meters.folded(outcome));
    }
    unreadable = meters.unreadable();
    late = meters.late();
  }

  @Override
  public void applied(Outcome outcome) {
    Counter counter = outcomes.get(outcome);
    if (counter != null) {
      counter.increment();
    }
  }

  @Override
  public void unreadable() {
    unreadable.increment();
  }

  @Override
  public void late() {
    late.increment();
  }
}

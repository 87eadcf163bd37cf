package dev.afterglow.capture.evidence;

import dev.afterglow.platform.telemetry.MeterName;
import dev.afterglow.platform.telemetry.MeterName.Unit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Counts windows in the service's meters. */
final class MeteredEvidence implements EvidenceTally {
  /** Windows, by what became of them: kept, refused, lost. */
  static final MeterName WINDOWS =
      new MeterName(
          "afterglow.capture.evidence_windows",
          Unit.ITEMS,
          "Windows for the log by what became of them");

  /** Windows that wait for the log, as of the newest that came. */
  static final MeterName WAITING =
      new MeterName(
          "afterglow.capture.evidence_waiting", Unit.ITEMS, "Windows that wait for the log");

  private final MeterRegistry registry;
  private final AtomicLong waiting = new AtomicLong();

  MeteredEvidence(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder(WAITING.name(), waiting, AtomicLong::get)
        .description(WAITING.description())
        .register(registry);
  }

  @Override
  public void settled(EvidenceLog.Outcome outcome) {
    count(outcome.name().toLowerCase(Locale.ROOT), 1);
    waiting.updateAndGet(it -> Math.max(0, it - 1));
  }

  @Override
  public void lost(long windows) {
    count("lost", windows);
  }

  @Override
  public void waiting(long windows) {
    waiting.set(windows);
  }

  private void count(String outcome, long windows) {
    Counter.builder(WINDOWS.name())
        .description(WINDOWS.description())
        .tag("outcome", outcome)
        .register(registry)
        .increment(windows);
  }
}

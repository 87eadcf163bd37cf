package dev.afterglow.registry.telemetry;

import dev.afterglow.platform.telemetry.MeterName;
import dev.afterglow.platform.telemetry.MeterName.Unit;
import dev.afterglow.registry.decision.Decision;
import dev.afterglow.registry.decision.Denial;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Every meter of the registry. */
@ApplicationScoped
public class RegistryMeters {
  /** Leases granted. */
  public static final MeterName LEASES_GRANTED =
      new MeterName("afterglow.registry.leases_granted", Unit.ITEMS, "Leases granted");

  /** Leases renewed. */
  public static final MeterName LEASES_RENEWED =
      new MeterName("afterglow.registry.leases_renewed", Unit.ITEMS, "Leases renewed");

  /** Leases made void before their time. */
  public static final MeterName LEASES_REVOKED =
      new MeterName("afterglow.registry.leases_revoked", Unit.ITEMS, "Leases made void");

  /** Reasons of decisions that said no, by reason: the constants of DenialReason. */
  public static final MeterName DENIALS =
      new MeterName("afterglow.registry.denials", Unit.ITEMS, "Reasons of decisions that said no");

  /** Avatar files, by outcome: accepted, or the rule that was broken, or broken. */
  public static final MeterName UPLOADS =
      new MeterName("afterglow.registry.uploads", Unit.ITEMS, "Avatar files that came in");

  /** Outcomes of verifications, by outcome: passed or the refusal. */
  public static final MeterName VERIFICATIONS =
      new MeterName("afterglow.registry.verifications", Unit.ITEMS, "Outcomes of verifications");

  /** Entries of the log that a signed checkpoint covers. */
  public static final MeterName LOGGED =
      new MeterName("afterglow.registry.log_entries", Unit.ITEMS, "Entries published in the log");

  /** Heads of the log that were to be stamped, by outcome: stamped or failed. */
  public static final MeterName STAMPS =
      new MeterName("afterglow.registry.log_stamps", Unit.ITEMS, "Timestamps asked for heads");

  /** Events that Kafka has, kinds and tenants alike. */
  public static final MeterName EVENTS_SENT =
      new MeterName("afterglow.registry.events_sent", Unit.ITEMS, "Events that Kafka has");

  /** Events that were thrown away because Kafka was away for too long; readers are told. */
  public static final MeterName EVENTS_LOST =
      new MeterName("afterglow.registry.events_lost", Unit.ITEMS, "Events thrown away unsent");

  /** Events that wait for Kafka, at most. */
  public static final MeterName EVENTS_WAITING =
      new MeterName("afterglow.registry.events_waiting", Unit.ITEMS, "Events waiting for Kafka");

  /** How old the oldest change is that Kafka does not have; 0 while none waits. */
  public static final MeterName EVENTS_AGE =
      new MeterName(
          "afterglow.registry.events_age", Unit.SECONDS, "Age of the oldest event not in Kafka");

  /** Files that no row named and that were removed, by place: avatars, parts or incoming. */
  public static final MeterName ORPHANS =
      new MeterName(
          "afterglow.registry.orphans_removed", Unit.ITEMS, "Files without a row removed");

  /** Times that such files could not be looked for. */
  public static final MeterName SWEEPS_FAILED =
      new MeterName("afterglow.registry.sweeps_failed", Unit.ITEMS, "Failed sweeps of the storage");

  private final AtomicLong eventsWaiting = new AtomicLong();
  private final AtomicLong eventsAgeMs = new AtomicLong();
  private final MeterRegistry registry;

  /** Meters in a registry of meters. */
  @Inject
  public RegistryMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** A lease was granted. */
  public void granted() {
    count(LEASES_GRANTED, 1);
  }

  /** A lease was renewed. */
  public void renewed() {
    count(LEASES_RENEWED, 1);
  }

  /** Leases were made void. */
  public void revoked(int leases) {
    count(LEASES_REVOKED, leases);
  }

  /** A decision was made. */
  public void decided(Decision decision) {
    for (Denial denial : decision.denials()) {
      count(DENIALS, 1, "reason", denial.reason().name());
    }
  }

  /** An upload ended. */
  public void uploaded(String outcome) {
    count(UPLOADS, 1, "outcome", outcome);
  }

  /** Files without a row were removed. */
  public void orphans(String place, int files) {
    count(ORPHANS, files, "place", place);
  }

  /** Files without a row could not be looked for. */
  public void sweepFailed() {
    count(SWEEPS_FAILED, 1);
  }

  /** A verification was decided. */
  public void verified(String outcome) {
    count(VERIFICATIONS, 1, "outcome", outcome);
  }

  /** Entries were published. */
  public void logged(int entries) {
    count(LOGGED, entries);
  }

  /** A timestamp was asked for. */
  public void stamped(String outcome) {
    count(STAMPS, 1, "outcome", outcome);
  }

  /** Kafka has events. */
  public void told(int events) {
    count(EVENTS_SENT, events);
  }

  /** Readers were told that events are missing. */
  public void lost(long events) {
    count(EVENTS_LOST, events);
  }

  /** What waits for Kafka, and how old the oldest of it is. */
  public void waiting(long events, Duration age) {
    eventsWaiting.set(events);
    eventsAgeMs.set(age.toMillis());
  }

  /** Shows what waits for Kafka. */
  public void showWaiting() {
    Gauge.builder(EVENTS_WAITING.name(), eventsWaiting, AtomicLong::get)
        .description(EVENTS_WAITING.description())
        .register(registry);
    Gauge.builder(EVENTS_AGE.name(), eventsAgeMs, ms -> ms.get() / 1_000.0)
        .description(EVENTS_AGE.description())
        .baseUnit(EVENTS_AGE.unit().baseUnit())
        .register(registry);
  }

  private void count(MeterName name, double times, String... labels) {
    Counter.builder(name.name())
        .description(name.description())
        .tags(labels)
        .register(registry)
        .increment(times);
  }
}

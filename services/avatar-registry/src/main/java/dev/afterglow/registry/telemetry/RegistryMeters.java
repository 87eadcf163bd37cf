package dev.afterglow.registry.telemetry;

import dev.afterglow.platform.telemetry.MeterName;
import dev.afterglow.platform.telemetry.MeterName.Unit;
import dev.afterglow.registry.decision.Decision;
import dev.afterglow.registry.decision.Denial;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

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

  private final MeterRegistry registry;

  @Inject
  RegistryMeters(MeterRegistry registry) {
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

  /** A verification was decided. */
  public void verified(String outcome) {
    count(VERIFICATIONS, 1, "outcome", outcome);
  }

  /** Entries were published. */
  public void logged(int entries) {
    count(LOGGED, entries);
  }

  private void count(MeterName name, int times, String... labels) {
    Counter.builder(name.name())
        .description(name.description())
        .tags(labels)
        .register(registry)
        .increment(times);
  }
}

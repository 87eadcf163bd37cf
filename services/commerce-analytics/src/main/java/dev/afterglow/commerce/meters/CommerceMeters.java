package dev.afterglow.commerce.meters;

import dev.afterglow.platform.telemetry.MeterName;
import dev.afterglow.platform.telemetry.MeterName.Unit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Every meter of commerce-analytics. No label carries a room, a viewer or a word; clients name
 * themselves, and 32 names are counted.
 */
@Singleton
public final class CommerceMeters {
  private static final MeterName ACCEPTED =
      new MeterName(
          "afterglow.commerce.facts_accepted",
          Unit.ITEMS,
          "Facts that callers sent and Kafka holds, repeats included");
  private static final MeterName REFUSED =
      new MeterName(
          "afterglow.commerce.facts_refused",
          Unit.ITEMS,
          "Facts with a fault, by reason: invalid_field, negative_amount, from_the_future");
  private static final MeterName KINDS =
      new MeterName(
          "afterglow.commerce.facts_by_kind",
          Unit.ITEMS,
          "Facts that Kafka holds, by what they tell: enter, comment, order_paid and so on");
  private static final MeterName CLIENTS =
      new MeterName(
          "afterglow.commerce.facts_by_client",
          Unit.ITEMS,
          "Facts that Kafka holds, by the client that told them: the first 32 names, other, and"
              + " not_told");
  private static final MeterName VERSIONS =
      new MeterName(
          "afterglow.commerce.facts_by_schema_version",
          Unit.ITEMS,
          "Facts that Kafka holds, by the version of the layout that their client wrote");
  private static final MeterName LOG_FAILED =
      new MeterName(
          "afterglow.commerce.log_failures",
          Unit.ITEMS,
          "Calls that ended because Kafka did not take their facts in time");
  private static final MeterName IN_FLIGHT =
      new MeterName(
          "afterglow.commerce.facts_in_flight",
          Unit.ITEMS,
          "Facts that Kafka has yet to acknowledge");
  private static final MeterName FOLDED =
      new MeterName(
          "afterglow.commerce.facts_folded",
          Unit.ITEMS,
          "Facts that went through their room, by outcome: folded, duplicate, conflict; more than"
              + " once where a transaction was repeated");
  private static final MeterName UNREADABLE =
      new MeterName(
          "afterglow.commerce.records_unreadable",
          Unit.ITEMS,
          "Records of the log that are no fact");

  private static final MeterName LATE =
      new MeterName(
          "afterglow.commerce.facts_late",
          Unit.ITEMS,
          "Facts that came more than 24 hours after they happened and count nowhere");

  private static final MeterName LEFT_OUT =
      new MeterName(
          "afterglow.commerce.facts_left_out",
          Unit.ITEMS,
          "Facts and parts of facts that a book could not take since the start, by book: rooms (for"
              + " proposals and tests: too many, too late, other money), customers (shops and orders"
              + " past their bounds), customers_other_money");

  private static final MeterName PUSHES =
      new MeterName(
          "afterglow.commerce.webhooks",
          Unit.ITEMS,
          "Pushes of platforms, by outcome: taken, refused (the signature), unreadable, too_early (the"
              + " log was still being read)");
  private static final MeterName NO_SHOW =
      new MeterName(
          "afterglow.commerce.webhook_facts_without_show",
          Unit.ITEMS,
          "Orders and signs that platforms told of while their shop had no show");

  private static final MeterName SEGMENTS =
      new MeterName(
          "afterglow.commerce.segment_changes",
          Unit.ITEMS,
          "Changes of customers' segments that this process told");

  private final MeterRegistry registry;

  /** Meters in a registry. */
  public CommerceMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Counts facts that Kafka holds. */
  public void accepted(long facts) {
    counter(ACCEPTED).increment((double) facts);
  }

  /** Counts facts of a kind; one of a fixed few. */
  public void kind(String kind, long facts) {
    counter(KINDS, "kind", kind).increment((double) facts);
  }

  /** Counts facts of a client; the caller bounds how many names there are. */
  public void client(String client, long facts) {
    counter(CLIENTS, "client", client).increment((double) facts);
  }

  /** Counts facts in a layout; only known ones are taken. */
  public void schemaVersion(int version, long facts) {
    counter(VERSIONS, "version", Integer.toString(version)).increment((double) facts);
  }

  /** Counts a fact with a fault; the reason is one of an enum's. */
  public void refused(Enum<?> reason) {
    Counter.builder(REFUSED.name())
        .description(REFUSED.description())
        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
        .register(registry)
        .increment();
  }

  /** Counts a call that Kafka failed. */
  public void logFailed() {
    counter(LOG_FAILED).increment();
  }

  /** Counts a push; the outcome is one of an enum's. */
  public void pushed(Enum<?> outcome) {
    Counter.builder(PUSHES.name())
        .description(PUSHES.description())
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .register(registry)
        .increment();
  }

  /** Counts changes of segments that Kafka has. */
  public void segmentsTold(long changes) {
    counter(SEGMENTS).increment((double) changes);
  }

  /** Counts what was pushed and belongs to no show. */
  public void withoutShow(long facts) {
    counter(NO_SHOW).increment((double) facts);
  }

  /** The counter of facts folded with an outcome; to be kept by who counts fast. */
  public Counter folded(Enum<?> outcome) {
    return Counter.builder(FOLDED.name())
        .description(FOLDED.description())
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  /** The counter of records that are no fact. */
  public Counter unreadable() {
    return counter(UNREADABLE);
  }

  /** The counter of facts that come too late. */
  public Counter late() {
    return counter(LATE);
  }

  /** Shows how many facts are in flight. */
  public void showInFlight(Supplier<Number> inFlight) {
    Gauge.builder(IN_FLIGHT.name(), inFlight)
        .description(IN_FLIGHT.description())
        .register(registry);
  }

  /** Shows how much a book left out; the book is one of a fixed few. */
  public void showLeftOut(String book, Supplier<Number> leftOut) {
    Gauge.builder(LEFT_OUT.name(), leftOut)
        .description(LEFT_OUT.description())
        .tag("book", book)
        .register(registry);
  }

  private Counter counter(MeterName name, String tag, String value) {
    return Counter.builder(name.name())
        .description(name.description())
        .tag(tag, value)
        .register(registry);
  }

  private Counter counter(MeterName name) {
    return Counter.builder(name.name()).description(name.description()).register(registry);
  }
}

package dev.afterglow.studio.meter;

import dev.afterglow.platform.telemetry.BoundedLabel;
import dev.afterglow.platform.telemetry.MeterName;
import dev.afterglow.platform.telemetry.MeterName.Unit;
import dev.afterglow.studio.broadcast.Broadcast;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Every meter of this service. */
@ApplicationScoped
public class StudioMeters {

  /** Changes of state, by the state reached. */
  static final MeterName TRANSITIONS =
      new MeterName("afterglow.studio.transitions", Unit.ITEMS, "Changes of state of broadcasts");

  /** Ended broadcasts, by reason. */
  static final MeterName ENDINGS =
      new MeterName("afterglow.studio.endings", Unit.ITEMS, "Broadcasts that ended");

  /** Refused requests, by reason. */
  static final MeterName REFUSALS =
      new MeterName("afterglow.studio.refusals", Unit.ITEMS, "Requests refused by a use case");

  /** Renders followed now. */
  static final MeterName FOLLOWED =
      new MeterName("afterglow.studio.renders_followed", Unit.ITEMS, "Renders followed now");

  /** Preview viewers now. */
  static final MeterName PREVIEWS =
      new MeterName(
          "afterglow.studio.preview_clients", Unit.ITEMS, "Preview viewers connected now");

  /** Preview pieces shed because a viewer was slow. */
  static final MeterName PREVIEW_SHED =
      new MeterName(
          "afterglow.studio.preview_shed", Unit.ITEMS, "Preview pieces shed for slow viewers");

  private static final int MAX_REASONS = 64;

  private final MeterRegistry registry;
  private final BoundedLabel reasons = new BoundedLabel(MAX_REASONS);
  private final AtomicInteger followed = new AtomicInteger();
  private final AtomicInteger previews = new AtomicInteger();

  /** Meters in a registry. */
  @Inject
  public StudioMeters(MeterRegistry registry) {
    this.registry = registry;
    gauge(FOLLOWED, followed);
    gauge(PREVIEWS, previews);
  }

  /** A broadcast changed. */
  public void changed(Broadcast next) {
    String state = next.state().name().toLowerCase(Locale.ROOT);
    counter(TRANSITIONS, "state", state).increment();
    if (next instanceof Broadcast.Ended ended) {
      counter(ENDINGS, "reason", ended.ending().reason().word()).increment();
    }
  }

  /** A request was refused. */
  public void refused(String reason) {
    counter(REFUSALS, "reason", reasons.of(reason)).increment();
  }

  /** So many renders are followed now. */
  public void followed(int count) {
    followed.set(count);
  }

  /** So many previews are open now. */
  public void previews(int count) {
    previews.set(count);
  }

  /** Pieces were shed for a slow viewer. */
  public void previewShed(int pieces) {
    Counter.builder(PREVIEW_SHED.name())
        .description(PREVIEW_SHED.description())
        .register(registry)
        .increment(pieces);
  }

  private Counter counter(MeterName name, String label, String value) {
    return Counter.builder(name.name())
        .description(name.description())
        .tag(label, value)
        .register(registry);
  }

  private void gauge(MeterName name, AtomicInteger value) {
    Gauge.builder(name.name(), value, AtomicInteger::get)
        .description(name.description())
        .register(registry);
  }
}

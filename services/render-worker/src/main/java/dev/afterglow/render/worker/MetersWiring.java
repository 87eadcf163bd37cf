package dev.afterglow.render.worker;

import dev.afterglow.platform.telemetry.MeterName;
import dev.afterglow.render.frame.Figures;
import dev.afterglow.render.job.RenderSlots;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.ToDoubleFunction;

/** Shows the renders' figures as meters. */
@ApplicationScoped
public class MetersWiring {
  private final RenderSlots slots;
  private final MeterRegistry registry;

  MetersWiring(RenderSlots slots, MeterRegistry registry) {
    this.slots = slots;
    this.registry = registry;
  }

  void atStart(@Observes StartupEvent event) {
    sum(RenderMeters.FRAMES, Figures::frames);
    sum(RenderMeters.DROPPED, Figures::dropped);
    sum(RenderMeters.SLATE, Figures::slateFrames);
    sum(RenderMeters.LABELS_MISSING, Figures::labelFailed);
    sum(RenderMeters.STEPS_DOWN, figures -> figures.fineness().stepsDown());
    gauge(
        RenderMeters.LEVEL,
        all ->
            all.all().stream()
                .filter(render -> !render.phase().over())
                .mapToInt(render -> render.figures().fineness().level())
                .max()
                .orElse(0));
    gauge(RenderMeters.FREE_SLOTS, RenderSlots::free);
    gauge(
        RenderMeters.SKEW,
        all ->
            all.all().stream()
                .filter(render -> !render.phase().over())
                .mapToDouble(render -> render.figures().skewMs().furthest() / 1000)
                .max()
                .orElse(0));
  }

  private void sum(MeterName name, ToDoubleFunction<Figures> figure) {
    gauge(
        name, all -> all.all().stream().mapToDouble(r -> figure.applyAsDouble(r.figures())).sum());
  }

  private void gauge(MeterName name, ToDoubleFunction<RenderSlots> value) {
    Gauge.builder(name.name(), slots, value)
        .description(name.description())
        .baseUnit(name.unit().baseUnit().isEmpty() ? null : name.unit().baseUnit())
        .register(registry);
  }
}

package dev.afterglow.capture.evidence;

import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Has windows brought into the log, unless a setting says otherwise. */
@Singleton
public final class EvidenceWiring {
  private static final Log LOG = Log.of(EvidenceWiring.class);

  private @Nullable EvidenceSender sender;

  /** Who takes judged windows. */
  @Produces
  @Singleton
  WindowTaker taker(
      EvidenceStore store, EvidenceLog log, EvidenceConfig config, Ids ids, MeterRegistry meters) {
    if (!config.enabled()) {
      return WindowTaker.NONE;
    }
    EvidenceSender made =
        new EvidenceSender(store, log, config, ids::next, new MeteredEvidence(meters));
    sender = made;
    Thread.ofPlatform().daemon().name("capture-evidence-keep").start(made::keep);
    Thread.ofPlatform().daemon().name("capture-evidence-send").start(made::send);
    return made;
  }

  void start(@Observes StartupEvent event, EvidenceConfig config) {
    if (!config.enabled()) {
      LOG.warn(
          "windows do not go into the registry's log",
          LogKey.PROPERTY.is("afterglow.capture.evidence.enabled"));
    }
  }

  void stop(@Observes ShutdownEvent event) {
    if (sender != null) {
      sender.stop();
    }
  }
}

package dev.afterglow.commerce.customer;

import dev.afterglow.commerce.engine.EngineConfig;
import dev.afterglow.commerce.intake.FactLogConfig;
import dev.afterglow.commerce.ledger.KafkaTail;
import dev.afterglow.commerce.meters.CommerceMeters;
import dev.afterglow.commerce.viewer.ErasedViewers;
import dev.afterglow.commerce.viewer.ViewerNames;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Tells changes of segments, and keeps audiences. */
@ApplicationScoped
public class CustomerWiring {
  @Produces
  @Singleton
  AudienceBook audienceBook() {
    return new AudienceBook();
  }

  @Produces
  @Singleton
  AudienceLog audienceLog(FactLogConfig log, SegmentConfig config, AudienceBook book) {
    return new AudienceLog(
        log.bootstrapServers(), SegmentTopics.of(config), config.patience(), book);
  }

  @Produces
  @Singleton
  Audiences audiences(AudienceLog log, AudienceBook saved, CustomerBooks books, Clock clock) {
    return new Audiences(log, saved, books, clock);
  }

  @Produces
  @Singleton
  SegmentTeller teller(
      CustomerBooks books,
      KafkaTail facts,
      ViewerNames names,
      ErasedViewers erased,
      FactLogConfig log,
      EngineConfig engine,
      SegmentConfig config,
      CommerceMeters meters,
      Clock clock) {
    SegmentTopics topics = SegmentTopics.of(config);
    return new SegmentTeller(
        books,
        facts,
        () -> {
          if (names.keyed().isPresent()) {
            names.keyed().get().learn();
          }
          return erased.count();
        },
        () -> topics.ensure(log.bootstrapServers(), config.patience()),
        () ->
            new SegmentLog(
                log.bootstrapServers(),
                engine.applicationId(),
                engine.instanceId().orElse(""),
                topics),
        config.look(),
        config.patience(),
        clock,
        meters::segmentsTold);
  }

  void atStart(@Observes StartupEvent event, SegmentTeller teller) {
    teller.start();
  }

  void atStop(@Observes ShutdownEvent event, SegmentTeller teller, AudienceLog audiences) {
    teller.close();
    audiences.close();
  }
}

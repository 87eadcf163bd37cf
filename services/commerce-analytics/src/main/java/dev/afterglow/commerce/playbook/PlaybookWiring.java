package dev.afterglow.commerce.playbook;

import dev.afterglow.commerce.customer.CustomerBooks;
import dev.afterglow.commerce.economics.ComputePrice;
import dev.afterglow.commerce.economics.EconomicsConfig;
import dev.afterglow.commerce.economics.Shares;
import dev.afterglow.commerce.engine.Engine;
import dev.afterglow.commerce.intake.FactLogConfig;
import dev.afterglow.commerce.ledger.KafkaFacts;
import dev.afterglow.commerce.ledger.KafkaTail;
import dev.afterglow.commerce.ledger.RoomLedgers;
import dev.afterglow.commerce.meters.CommerceMeters;
import dev.afterglow.commerce.room.OpenQuestion;
import dev.afterglow.commerce.viewer.ErasedViewers;
import dev.afterglow.commerce.webhook.OpenShows;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** Starts what reads the logs, and looks for finished experiments now and then. */
@ApplicationScoped
public class PlaybookWiring {
  private static final Log LOG = Log.of(PlaybookWiring.class);

  private volatile boolean stopping;

  @Produces
  @Singleton
  RoomLedgers ledgers() {
    return new RoomLedgers();
  }

  @Produces
  @Singleton
  CustomerBooks customers(ErasedViewers erased) {
    return new CustomerBooks(erased::contains);
  }

  @Produces
  @Singleton
  KafkaTail facts(
      FactLogConfig log, RoomLedgers ledgers, CustomerBooks customers, OpenShows shows) {
    KafkaFacts facts =
        new KafkaFacts(
            List.of(
                (fact, time) ->
                    ledgers.open(fact.roomId()).ifPresent(ledger -> ledger.apply(fact, time)),
                customers::apply,
                shows::apply),
            (room, time, sign) -> ledgers.open(room).ifPresent(ledger -> ledger.pass(time, sign)));
    return new KafkaTail(log.bootstrapServers(), log.factsTopic(), facts::take);
  }

  @Produces
  @Singleton
  PlaybookBook book() {
    return new PlaybookBook();
  }

  @Produces
  @Singleton
  KafkaPlaybookLog log(FactLogConfig log, PlaybookConfig config, PlaybookBook book) {
    return new KafkaPlaybookLog(log.bootstrapServers(), config.topic(), config.patience(), book);
  }

  @Produces
  @Singleton
  Shares shares(PlaybookConfig playbook, EconomicsConfig economics) {
    return new Shares(playbook.grossMargin(), economics.commission(), economics.platformFee());
  }

  @Produces
  @Singleton
  ComputePrice computePrice(EconomicsConfig economics) {
    return new ComputePrice(
        economics.currency(), economics.processorHourMinor(), economics.deviceHourMinor());
  }

  @Produces
  @Singleton
  Playbooks playbooks(
      PlaybookBook book,
      KafkaPlaybookLog log,
      RoomLedgers ledgers,
      Engine engine,
      PlaybookConfig config,
      Shares shares,
      Clock clock,
      RandomGenerator random) {
    Terms terms =
        new Terms(
            shares,
            config.discount(),
            config.slotLength(),
            config.washout(),
            config.fewestMinutes(),
            config.lapse(),
            config.settle());
    if (config.discount() >= shares.grossMargin()) {
      LOG.warn("discount is at the gross margin or above it: no lower price is proposed");
    }
    return new Playbooks(
        book, log, ledgers, (room, now) -> open(engine, room, now), terms, clock, random);
  }

  /** None while the figures are being restored: what is proposed then asks for no answers. */
  private static List<OpenQuestion> open(Engine engine, String roomId, Instant now) {
    try {
      return engine
          .room(roomId, now)
          .map(view -> view.figures().detail().questions())
          .orElse(List.of());
    } catch (Engine.NotServingException e) {
      return List.of();
    }
  }

  void atStart(
      @Observes StartupEvent event,
      KafkaTail facts,
      KafkaPlaybookLog log,
      Playbooks playbooks,
      PlaybookConfig config,
      RoomLedgers ledgers,
      CustomerBooks customers,
      CommerceMeters meters,
      Engine engine) {
    meters.showLeftOut("rooms", ledgers::leftOut);
    meters.showLeftOut("customers", customers::leftOut);
    meters.showLeftOut("customers_other_money", customers::otherMoney);
    // Rooms are shown first: books are not what a restart is waited for.
    facts.startAfter(engine::isServing);
    log.start();
    Thread.ofVirtual().name("playbooks-look").start(() -> look(facts, log, playbooks, config));
  }

  private void look(
      KafkaTail facts, KafkaPlaybookLog log, Playbooks playbooks, PlaybookConfig config) {
    while (paused(config.look())) {
      try {
        facts.awaitEnd(config.patience());
        log.catchUp();
        playbooks.settle();
      } catch (KafkaTail.BehindException | PlaybookLog.UnavailableException e) {
        LOG.warn(
            "experiments cannot be settled now", LogKey.EXCEPTION.is(e.getClass().getSimpleName()));
      } catch (RuntimeException e) {
        // Settling one room failed; the next look must come all the same.
        LOG.error("experiments cannot be settled", e);
      }
    }
  }

  private boolean paused(Duration pause) {
    try {
      Thread.sleep(pause);
      return !stopping;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void atStop(@Observes ShutdownEvent event, KafkaTail facts, KafkaPlaybookLog log) {
    stopping = true;
    facts.close();
    log.close();
  }
}

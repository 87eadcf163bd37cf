package dev.afterglow.registry.transparency.storage;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.telemetry.RegistryMeters;
import dev.afterglow.registry.transparency.Checkpoint;
import dev.afterglow.registry.transparency.Publisher;
import dev.afterglow.registry.wiring.Workers;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Puts what was noted in order and publishes it, a round at a time. The order is committed before a
 * file is written, so a signed head never covers an entry that could be lost; a round that ends in
 * the middle is made up for by the next, here or at another replica.
 */
@ApplicationScoped
public class Sequencer {
  private static final Log LOG = Log.of(Sequencer.class);
  private static final int MOST_WAITING = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final LogRows rows;
  private final Publisher publisher;
  private final Workers workers;
  private final LogConfig config;
  private final RegistryMeters meters;
  private final Vertx vertx;
  private final AtomicBoolean atWork = new AtomicBoolean();
  private final AtomicBoolean again = new AtomicBoolean();
  private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
  private volatile long published = -1;
  private volatile boolean failing;

  @Inject
  Sequencer(
      LogRows rows,
      Publisher publisher,
      Workers workers,
      LogConfig config,
      RegistryMeters meters,
      Vertx vertx) {
    this.rows = rows;
    this.publisher = publisher;
    this.workers = workers;
    this.config = config;
    this.meters = meters;
    this.vertx = vertx;
  }

  void atStart(@Observes StartupEvent start) {
    vertx.setPeriodic(config.every().toMillis(), _ -> nudge());
  }

  /** Begins a round, or another one after that at work. */
  public void nudge() {
    if (atWork.compareAndSet(false, true)) {
      round();
    } else {
      again.set(true);
    }
  }

  /** The place of an entry that was noted, once it has one. */
  Uni<Long> place(LogRows.Entry entry) {
    if (waiting.size() >= MOST_WAITING) {
      throw Faults.logBusy();
    }
    return Uni.createFrom()
        .<Long>emitter(
            emitter -> {
              Waiting mine = new Waiting(entry, emitter);
              emitter.onTermination(() -> waiting.remove(mine));
              waiting.add(mine);
              nudge();
            })
        .ifNoItem()
        .after(PATIENCE)
        .failWith(Faults::logBusy);
  }

  private record Waiting(LogRows.Entry entry, UniEmitter<? super Long> emitter) {}

  private void round() {
    again.set(false);
    var _ =
        rows.standing()
            .chain(this::order)
            .chain(this::publish)
            .call(this::tell)
            .subscribe()
            .with(this::over, this::failed);
  }

  private Uni<Integer> order(LogRows.Standing standing) {
    if (standing.waiting()) {
      return rows.sequence(config.batch());
    }
    return Uni.createFrom().item(standing.size() == published ? -1 : 0);
  }

  /** Publishes unless nothing is new; whether more may wait. */
  private Uni<Boolean> publish(int ordered) {
    if (ordered < 0) {
      return Uni.createFrom().item(false);
    }
    return rows.locked(_ -> publishNext())
        .map(count -> count == config.batch() || ordered == config.batch());
  }

  private Uni<Integer> publishNext() {
    return workers
        .call(() -> publisher.head().map(Checkpoint::size).orElse(0L))
        .chain(size -> rows.from(size, config.batch()).chain(entries -> publish(size, entries)));
  }

  private Uni<Integer> publish(long size, List<byte[]> entries) {
    if (entries.isEmpty() && size > 0) {
      published = size;
      return Uni.createFrom().item(0);
    }
    return workers
        .call(() -> publisher.publish(entries))
        .invoke(
            head -> {
              published = head.size();
              meters.logged(entries.size());
            })
        .replaceWith(entries.size());
  }

  private Uni<Void> tell(boolean more) {
    List<Waiting> asked = List.copyOf(waiting);
    if (asked.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return rows.places(asked.stream().map(Waiting::entry).collect(Collectors.toSet()))
        .invoke(places -> asked.forEach(it -> tell(it, places)))
        .replaceWithVoid();
  }

  private void tell(Waiting asked, Map<LogRows.Entry, Long> places) {
    Long place = places.get(asked.entry());
    if (place != null) {
      waiting.remove(asked);
      asked.emitter().complete(place);
    }
  }

  private void over(boolean more) {
    failing = false;
    atWork.set(false);
    if (more || again.get()) {
      nudge();
    }
  }

  private void failed(Throwable failure) {
    if (!failing) {
      failing = true;
      LOG.warn(
          "the log is not published, and tried again",
          LogKey.EXCEPTION.is(failure.getClass().getSimpleName()));
    }
    atWork.set(false);
  }
}

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
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
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
 *
 * <p>A folder whose newest entry the database does not have in that place is another log's, or its
 * database was restored from before. Then nothing is ordered, since the signed tree has given those
 * places away, and nothing is signed; the service is not ready until the two fit again.
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
  private volatile boolean apart;

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
    if (!standing.waiting() && standing.size() == published) {
      return Uni.createFrom().item(-1);
    }
    return whole().chain(now -> now.waiting() ? rows.sequence(config.batch()) : none());
  }

  private static Uni<Integer> none() {
    return Uni.createFrom().item(0);
  }

  /**
   * How far the log is, where folder and database belong together. The folder is read first:
   * entries have their places before a head covers them, so the table is never behind a head of its
   * own.
   */
  private Uni<LogRows.Standing> whole() {
    return workers
        .call(this::written)
        .chain(
            written ->
                rows.standing()
                    .invoke(now -> requireNotAhead(written, now))
                    .call(() -> requireSame(written)));
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Written(long size, byte[] newest) {}

  private Written written() throws IOException {
    long size = publisher.head().map(Checkpoint::size).orElse(0L);
    return new Written(size, size == 0 ? new byte[0] : publisher.newest(size));
  }

  private static void requireNotAhead(Written written, LogRows.Standing now) {
    if (written.size() > now.size()) {
      throw new LogApart("AHEAD");
    }
  }

  private Uni<Void> requireSame(Written written) {
    if (written.size() == 0) {
      return Uni.createFrom().voidItem();
    }
    return rows.from(written.size() - 1, 1)
        .invoke(
            found -> {
              if (found.isEmpty() || !Arrays.equals(found.getFirst(), written.newest())) {
                throw new LogApart("ANOTHER");
              }
            })
        .replaceWithVoid();
  }

  /**
   * Whether folder and database were found to be of two logs, and nothing is done until they fit.
   */
  boolean apart() {
    return apart;
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
    apart = false;
    atWork.set(false);
    if (more || again.get()) {
      nudge();
    }
  }

  private void failed(Throwable failure) {
    if (failure instanceof LogApart found) {
      apart(found);
    } else if (!failing) {
      failing = true;
      LOG.warn(
          "the log is not published, and tried again",
          LogKey.EXCEPTION.is(failure.getClass().getSimpleName()));
    }
    atWork.set(false);
  }

  private void apart(LogApart found) {
    if (!apart) {
      apart = true;
      LOG.error(
          "the log's folder and its database do not belong together: nothing is ordered or signed",
          found,
          LogKey.KIND.is(found.how()));
    }
    for (Waiting asked : List.copyOf(waiting)) {
      waiting.remove(asked);
      asked.emitter().fail(Faults.logBusy());
    }
  }

  /** Folder and database are of two logs. */
  private static final class LogApart extends IllegalStateException {
    private static final long serialVersionUID = 1;

    LogApart(String how) {
      super(how);
    }

    /** AHEAD: the folder has entries that the table lacks; ANOTHER: they differ in the newest. */
    String how() {
      return String.valueOf(getMessage());
    }
  }
}

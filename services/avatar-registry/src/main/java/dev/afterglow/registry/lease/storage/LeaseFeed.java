package dev.afterglow.registry.lease.storage;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.lease.LeaseEvent;
import dev.afterglow.registry.lease.Push;
import dev.afterglow.registry.settings.RegistryConfig;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Pushes revocations to their holders.
 *
 * <p>Every replica reads the table of revocations: at once after its own commits ({@link #nudge}),
 * and at short intervals for those of other replicas. One query serves all watchers. A sign of life
 * is sent only while that reading works, so a holder that hears nothing knows that it cannot count
 * on being told.
 */
@ApplicationScoped
public class LeaseFeed {
  private static final Log LOG = Log.of(LeaseFeed.class);
  private static final int BATCH = 1_000;

  /** A read that takes longer has lost its connection, and is made again. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * A watcher who takes nothing for this many pushes is cut off, and comes back with its cursor.
   */
  private static final int MAX_UNTAKEN = 1_024;

  private final LeaseEvents events;
  private final RegistryConfig config;
  private final Vertx vertx;
  private final Clock clock;
  private final List<Watcher> watchers = new ArrayList<>();
  private Instant lastRead = Instant.EPOCH;
  private boolean reading;
  private boolean readAgain;
  private boolean failing;

  @Inject
  LeaseFeed(LeaseEvents events, RegistryConfig config, Vertx vertx, Clock clock) {
    this.events = events;
    this.config = config;
    this.vertx = vertx;
    this.clock = clock;
  }

  void atStart(@Observes StartupEvent start) {
    vertx.setPeriodic(config.leasePoll().toMillis(), _ -> nudge());
    vertx.setPeriodic(config.leaseHeartbeat().toMillis(), _ -> heartbeat());
  }

  /**
   * What concerns a holder of the caller's tenant, from a cursor on.
   *
   * @param cursor as an earlier push gave it; empty = from now
   */
  public Multi<Push> watch(String holder, String cursor) {
    String tenant = CallersTenant.name();
    return events
        .newest()
        .map(newest -> start(cursor, newest))
        .onItem()
        .transformToMulti(
            position ->
                Multi.createFrom()
                    .<Push>emitter(
                        emitter -> {
                          Watcher watcher = new Watcher(tenant, holder, position, emitter);
                          add(watcher);
                          emitter.onTermination(() -> remove(watcher));
                        },
                        MAX_UNTAKEN));
  }

  private static long start(String cursor, long newest) {
    if (cursor.isEmpty()) {
      return newest;
    }
    try {
      long position = Long.parseLong(cursor);
      if (position >= 0 && position <= newest) {
        return position;
      }
    } catch (NumberFormatException e) {
      throw Faults.cursorExpired();
    }
    throw Faults.cursorExpired();
  }

  private void add(Watcher watcher) {
    synchronized (this) {
      watchers.add(watcher);
      lastRead = clock.instant();
      watcher.alive(lastRead);
    }
    nudge();
  }

  private synchronized void remove(Watcher watcher) {
    watchers.remove(watcher);
  }

  /** Looks for revocations now: after a commit that may have made some. */
  public void nudge() {
    long from;
    synchronized (this) {
      if (watchers.isEmpty()) {
        return;
      }
      if (reading) {
        readAgain = true;
        return;
      }
      reading = true;
      readAgain = false;
      from = watchers.stream().mapToLong(Watcher::position).min().orElse(0);
    }
    var _ =
        events
            .after(from, BATCH)
            .ifNoItem()
            .after(PATIENCE)
            .fail()
            .subscribe()
            .with(this::tell, this::unread);
  }

  private void tell(List<LeaseEvent> batch) {
    boolean more;
    synchronized (this) {
      for (Watcher watcher : List.copyOf(watchers)) {
        batch.forEach(watcher::hear);
      }
      lastRead = clock.instant();
      reading = false;
      more = readAgain || batch.size() == BATCH;
      if (failing) {
        failing = false;
        LOG.info("revocations are read again");
      }
    }
    if (more) {
      nudge();
    }
  }

  private synchronized void unread(Throwable failure) {
    reading = false;
    if (!failing) {
      failing = true;
      LOG.warn(
          "revocations cannot be read", LogKey.EXCEPTION.is(failure.getClass().getSimpleName()));
    }
  }

  private synchronized void heartbeat() {
    Instant now = clock.instant();
    Duration stale = config.leasePoll().plus(config.leaseHeartbeat());
    if (!failing && Duration.between(lastRead, now).compareTo(stale) <= 0) {
      List.copyOf(watchers).forEach(watcher -> watcher.alive(now));
    }
  }
}

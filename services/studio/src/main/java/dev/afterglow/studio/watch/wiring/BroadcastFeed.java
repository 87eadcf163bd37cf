package dev.afterglow.studio.watch.wiring;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.studio.broadcast.Broadcast;
import dev.afterglow.studio.broadcast.BroadcastEvents;
import dev.afterglow.studio.broadcast.Transitions;
import dev.afterglow.studio.meter.StudioMeters;
import dev.afterglow.studio.watch.LiveFigures;
import dev.afterglow.studio.watch.Snapshot;
import dev.afterglow.studio.watch.WatchConfig;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.ExecutorService;

/**
 * Broadcasts for whoever watches them: at each change and once a second while one renders. What is
 * handed out is read from the store each time, so that a change made by another studio shows too, a
 * tick later.
 */
@ApplicationScoped
public class BroadcastFeed implements BroadcastEvents {

  private final BroadcastProcessor<UUID> changes = BroadcastProcessor.create();
  private final LiveFigures figures;
  private final StudioMeters meters;
  private final WatchConfig config;
  private final ExecutorService threads;

  /** A feed that reads on virtual threads. */
  @Inject
  public BroadcastFeed(
      LiveFigures figures,
      StudioMeters meters,
      WatchConfig config,
      @VirtualThreads ExecutorService threads) {
    this.figures = figures;
    this.meters = meters;
    this.config = config;
    this.threads = threads;
  }

  // One at a time: a processor is not for several threads at once.
  @Override
  public synchronized void changed(Broadcast next) {
    meters.changed(next);
    changes.onNext(next.details().broadcastId());
  }

  /** A broadcast with its newest figures, or with its last ones when it is over. */
  public Snapshot snapshot(Broadcast broadcast) {
    return new Snapshot(broadcast, figures.of(broadcast.details().broadcastId()));
  }

  /**
   * A broadcast as it is, then at each change and once a second while it renders; completes after
   * its end. A watcher that is slow misses some in between and always gets the newest.
   */
  public Multi<Snapshot> watch(Transitions transitions, UUID broadcastId) {
    return Multi.createFrom()
        .deferred(
            () -> {
              Progress progress = new Progress();
              return Multi.createBy()
                  .merging()
                  .streams(
                      Multi.createFrom().item(broadcastId),
                      Multi.createFrom().ticks().every(config.interval()).map(tick -> broadcastId),
                      changes.filter(broadcastId::equals).onOverflow().dropPreviousItems())
                  .onOverflow()
                  .dropPreviousItems()
                  .onItem()
                  .transformToUniAndConcatenate(id -> read(transitions, id))
                  .select()
                  .where(progress::worthTelling)
                  .select()
                  .first(progress::goesOn);
            });
  }

  private Uni<Snapshot> read(Transitions transitions, UUID broadcastId) {
    return Uni.createFrom()
        .item(() -> snapshot(transitions.read(broadcastId)))
        .runSubscriptionOn(threads)
        // A store that is away for a moment is silence, which the next tick ends.
        .onFailure(BroadcastFeed::isPassing)
        .recoverWithNull();
  }

  private static boolean isPassing(Throwable failure) {
    return failure instanceof AfterglowException refusal && refusal.kind() == Fault.UNAVAILABLE;
  }

  /** How far one watcher was told. */
  private static final class Progress {
    private long revision;
    private boolean over;

    boolean worthTelling(Snapshot snapshot) {
      Broadcast broadcast = snapshot.broadcast();
      boolean fresh = broadcast.revision() > revision;
      revision = Math.max(revision, broadcast.revision());
      // Once the end was told, whatever comes next is let through to complete the watch.
      return fresh || over || broadcast instanceof Broadcast.Rendering;
    }

    // The end itself is told; what comes after it is not.
    boolean goesOn(Snapshot snapshot) {
      boolean goesOn = !over;
      over = snapshot.broadcast() instanceof Broadcast.Ended;
      return goesOn;
    }
  }
}

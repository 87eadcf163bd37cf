package dev.afterglow.registry.event.storage;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.event.Notice;
import dev.afterglow.registry.event.NoticeBroker;
import dev.afterglow.registry.event.NoticeGap;
import dev.afterglow.registry.telemetry.RegistryMeters;
import dev.afterglow.registry.wiring.Workers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Sends what waits, a round at a time: the lock is held and the rows stay until the broker has
 * them, so a round that ends anywhere in the middle is sent again, and nothing that comes later
 * about a thing is sent before what came earlier. While the broker is away the pauses between
 * rounds double.
 */
public final class NoticeRounds {
  private static final Log LOG = Log.of(NoticeRounds.class);

  private final NoticeRows rows;
  private final NoticeBroker broker;
  private final Workers workers;
  private final NoticeConfig config;
  private final RegistryMeters meters;
  private final Clock clock;
  private final Vertx vertx;
  private volatile boolean stopped;
  private volatile Duration pause;
  private volatile boolean failing;

  /** Rounds that begin with {@link #start}. */
  public NoticeRounds(
      NoticeRows rows,
      NoticeBroker broker,
      Workers workers,
      NoticeConfig config,
      RegistryMeters meters,
      Clock clock,
      Vertx vertx) {
    this.rows = rows;
    this.broker = broker;
    this.workers = workers;
    this.config = config;
    this.meters = meters;
    this.clock = clock;
    this.vertx = vertx;
    this.pause = config.every();
  }

  /** Begins. */
  public void start() {
    meters.showWaiting();
    next(config.every());
  }

  /** Begins no further round. */
  public void stop() {
    stopped = true;
  }

  private void next(Duration in) {
    if (!stopped) {
      vertx.setTimer(Math.max(1, in.toMillis()), _ -> begin());
    }
  }

  private void begin() {
    var _ =
        round()
            .ifNoItem()
            .after(config.deliveryTimeout().multipliedBy(4))
            .fail()
            .subscribe()
            .with(this::over, this::failed);
  }

  /** How a round ended. */
  enum End {
    /** All that it took up is with the broker. */
    DONE,
    /** The same, and more waits. */
    MORE,
    /** The broker did not take all. */
    AWAY
  }

  private Uni<End> round() {
    return rows.shed(config.maxWaiting())
        .chain(rows::waiting)
        .invoke(this::show)
        .chain(
            waiting ->
                waiting.isNothing()
                    ? Uni.createFrom().item(End.DONE)
                    : rows.locked(this::send).map(end -> end.orElse(End.DONE)));
  }

  private void show(NoticeRows.Waiting waiting) {
    Instant now = clock.instant();
    Duration age = waiting.oldest().map(it -> Duration.between(it, now)).orElse(Duration.ZERO);
    meters.waiting(waiting.most(), age.isNegative() ? Duration.ZERO : age);
  }

  private Uni<End> send(SqlConnection connection) {
    return rows.gaps(connection)
        .chain(gaps -> sendGaps(connection, gaps))
        .chain(told -> told ? sendOldest(connection) : Uni.createFrom().item(End.AWAY));
  }

  private Uni<Boolean> sendGaps(SqlConnection connection, List<NoticeGap> gaps) {
    return Multi.createFrom()
        .iterable(gaps)
        .onItem()
        .transformToUniAndConcatenate(gap -> sendGap(connection, gap))
        .select()
        .first(told -> told)
        .collect()
        .asList()
        .map(told -> told.size() == gaps.size());
  }

  private Uni<Boolean> sendGap(SqlConnection connection, NoticeGap gap) {
    return workers
        .call(() -> broker.send(gap))
        .call(told -> told ? rows.told(connection, gap) : Uni.createFrom().voidItem())
        .invoke(told -> report(gap, told));
  }

  private void report(NoticeGap gap, boolean told) {
    if (told) {
      meters.lost(gap.lost());
      LOG.error(
          "events were thrown away since Kafka was away for too long, and readers are told",
          new IllegalStateException("more events than may wait"),
          LogKey.COUNT.is(gap.lost()));
    }
  }

  private Uni<End> sendOldest(SqlConnection connection) {
    return rows.oldest(connection, config.batch())
        .chain(
            notices ->
                notices.isEmpty()
                    ? Uni.createFrom().item(End.DONE)
                    : workers
                        .call(() -> broker.send(notices))
                        .call(kept -> rows.sent(connection, kept))
                        .invoke(kept -> meters.told(kept.size()))
                        .map(kept -> end(notices, kept)));
  }

  private static End end(List<Notice> notices, Set<Long> kept) {
    return kept.size() < notices.size() ? End.AWAY : End.MORE;
  }

  private void over(End end) {
    switch (end) {
      case DONE -> fine(config.every());
      case MORE -> fine(Duration.ZERO);
      case AWAY -> later("BROKER");
    }
  }

  private void fine(Duration in) {
    if (failing) {
      failing = false;
      LOG.info("events are sent again");
    }
    pause = config.every();
    next(in);
  }

  private void failed(Throwable failure) {
    later(failure.getClass().getSimpleName());
  }

  private void later(String why) {
    if (!failing) {
      failing = true;
      LOG.warn("events are not sent, and tried again", LogKey.REASON.is(why));
    }
    next(pause);
    Duration doubled = pause.multipliedBy(2);
    Duration longest = config.longestPause();
    pause = doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}

package dev.afterglow.studio.broadcast.api;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.health.Drain;
import dev.afterglow.studio.broadcast.Broadcast;
import dev.afterglow.studio.broadcast.BroadcastStore;
import dev.afterglow.studio.broadcast.CreateBroadcast;
import dev.afterglow.studio.broadcast.Drives;
import dev.afterglow.studio.broadcast.EndBroadcast;
import dev.afterglow.studio.broadcast.GoLive;
import dev.afterglow.studio.broadcast.OperateSlate;
import dev.afterglow.studio.broadcast.StartRehearsal;
import dev.afterglow.studio.broadcast.Transitions;
import dev.afterglow.studio.meter.StudioMeters;
import dev.afterglow.studio.watch.Snapshot;
import dev.afterglow.studio.watch.wiring.BroadcastFeed;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What gRPC and REST both offer, in the terms of the domain. Every method may wait. */
@ApplicationScoped
public class BroadcastCommands {

  /** The page size when the caller names none. */
  static final int DEFAULT_PAGE_SIZE = 50;

  /** The largest page. */
  static final int MAX_PAGE_SIZE = 200;

  private final Transitions transitions;
  private final BroadcastStore store;
  private final CreateBroadcast create;
  private final StartRehearsal rehearse;
  private final GoLive goLive;
  private final OperateSlate slate;
  private final EndBroadcast end;
  private final BroadcastFeed feed;
  private final Drain drain;
  private final StudioMeters meters;

  /** Over the use cases. */
  @Inject
  public BroadcastCommands(
      Transitions transitions,
      BroadcastStore store,
      CreateBroadcast create,
      StartRehearsal rehearse,
      GoLive goLive,
      OperateSlate slate,
      EndBroadcast end,
      BroadcastFeed feed,
      Drain drain,
      StudioMeters meters) {
    this.transitions = transitions;
    this.store = store;
    this.create = create;
    this.rehearse = rehearse;
    this.goLive = goLive;
    this.slate = slate;
    this.end = end;
    this.feed = feed;
    this.drain = drain;
    this.meters = meters;
  }

  CreateBroadcast.Answer create(UUID requestId, CreateBroadcast.Wish wish) {
    return counted(
        () -> {
          drain.refuseIfDraining();
          return create.create(requestId, wish);
        });
  }

  Drives.NewDrive link(UUID broadcastId) {
    return counted(() -> create.link(broadcastId));
  }

  Snapshot rehearse(UUID requestId, UUID broadcastId) {
    return counted(
        () -> {
          drain.refuseIfDraining();
          return feed.snapshot(rehearse.start(requestId, broadcastId));
        });
  }

  Snapshot goLive(UUID requestId, UUID broadcastId) {
    return counted(() -> feed.snapshot(goLive.goLive(requestId, broadcastId)));
  }

  Snapshot showSlate(UUID requestId, UUID broadcastId) {
    return counted(() -> feed.snapshot(slate.show(requestId, broadcastId)));
  }

  Snapshot resume(UUID requestId, UUID broadcastId) {
    return counted(() -> feed.snapshot(slate.resume(requestId, broadcastId)));
  }

  Snapshot end(UUID requestId, UUID broadcastId) {
    return counted(() -> feed.snapshot(end.end(requestId, broadcastId)));
  }

  Snapshot get(UUID broadcastId) {
    return counted(() -> feed.snapshot(transitions.read(broadcastId)));
  }

  Multi<Snapshot> watch(UUID broadcastId) {
    return feed.watch(transitions, broadcastId);
  }

  Page list(int pageSize, String pageToken) {
    int size = pageSize == 0 ? DEFAULT_PAGE_SIZE : pageSize;
    if (size < 1 || size > MAX_PAGE_SIZE) {
      throw AfterglowException.invalidField(
          "page_size", "page_size is 0 to " + MAX_PAGE_SIZE + ", was " + pageSize);
    }
    return counted(
        () -> {
          List<Broadcast> found = store.list(size + 1, PageToken.read(pageToken));
          List<Broadcast> page = found.subList(0, Math.min(size, found.size()));
          Optional<UUID> last =
              found.size() > size
                  ? Optional.of(page.getLast().details().broadcastId())
                  : Optional.empty();
          return new Page(
              page.stream().map(feed::snapshot).toList(), last.map(PageToken::write).orElse(""));
        });
  }

  private <T> T counted(Supplier<T> command) {
    try {
      return command.get();
    } catch (AfterglowException e) {
      meters.refused(e.reason());
      throw e;
    }
  }

  /**
   * A page of broadcasts.
   *
   * @param snapshots newest first
   * @param nextPageToken empty on the last page
   */
  record Page(List<Snapshot> snapshots, String nextPageToken) {}
}

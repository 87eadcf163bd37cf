package dev.afterglow.studio.broadcast;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.studio.slot.SlotLease;
import dev.afterglow.studio.slot.Slots;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Picks a worker slot and starts drawing for the preview. */
public final class StartRehearsal {

  private static final Log LOG = Log.of(StartRehearsal.class);

  private final Transitions transitions;
  private final Requests requests;
  private final Registry registry;
  private final Drives drives;
  private final Slots slots;
  private final RenderGateway workers;

  /** The use case over its ports. */
  public StartRehearsal(
      Transitions transitions,
      Requests requests,
      Registry registry,
      Drives drives,
      Slots slots,
      RenderGateway workers) {
    this.transitions = transitions;
    this.requests = requests;
    this.registry = registry;
    this.drives = drives;
    this.slots = slots;
    this.workers = workers;
  }

  /** Starts it, or refuses with every reason and leaves everything as it was. */
  public Broadcast start(UUID requestId, UUID broadcastId) {
    transitions.read(broadcastId);
    return requests.once(
        requestId,
        "StartRehearsal",
        broadcastId,
        transitions::read,
        () -> rehearse(requestId, requireCreated(transitions.read(broadcastId))));
  }

  private Broadcast rehearse(UUID requestId, Broadcast.Created created) {
    BroadcastDetails details = created.details();
    requireAllowed(details);
    Placed placed = place(requestId, details);
    try {
      return transitions.apply(
          details.broadcastId(),
          current -> requireCreated(current).rehearse(placed.place(), placed.report().output()));
    } catch (RuntimeException e) {
      undo(requestId, details.broadcastId(), placed.place());
      throw e;
    }
  }

  private void requireAllowed(BroadcastDetails details) {
    List<String> denials = registry.denials(details.use(), details.roomId(), Purpose.REHEARSAL);
    DriveState drive = drives.state(details.driveId());
    boolean over = drive == DriveState.CLOSED;
    if (!denials.isEmpty()) {
      throw over ? Refusals.notLicensed(denials, drive) : Refusals.notLicensed(denials);
    }
    if (over) {
      throw Refusals.noDrive(details.driveId(), drive);
    }
  }

  private Placed place(UUID requestId, BroadcastDetails details) {
    Set<String> tried = new HashSet<>();
    while (true) {
      SlotLease slot =
          slots
              .reserve(details.broadcastId(), tried)
              .orElseThrow(() -> Refusals.noWorkerSlot(slots.workerCount()));
      // A worker that does not answer may have started the render all the same. Its slot stays
      // reserved until it lapses, so that a repeated request finds the same worker and render.
      Optional<RenderReport> report = workers.start(slot, requestId, details, Continuation.NONE);
      if (report.isPresent()) {
        return new Placed(new RenderPlace(report.get().renderId(), slot), report.get());
      }
      slots.release(slot, details.broadcastId());
      tried.add(slot.workerId());
    }
  }

  private void undo(UUID requestId, UUID broadcastId, RenderPlace place) {
    try {
      var unused = workers.stop(place, requestId);
    } catch (AfterglowException e) {
      LOG.warn("render not stopped", LogKey.WORKER_ID.is(place.slot().workerId()));
    }
    boolean taken =
        transitions.read(broadcastId).renderPlace().map(RenderPlace::slot).stream()
            .anyMatch(place.slot()::equals);
    if (!taken) {
      slots.release(place.slot(), broadcastId);
    }
  }

  private static Broadcast.Created requireCreated(Broadcast broadcast) {
    if (broadcast instanceof Broadcast.Created created) {
      return created;
    }
    throw Refusals.illegalTransition(broadcast.state(), BroadcastState.REHEARSING);
  }

  private record Placed(RenderPlace place, RenderReport report) {}
}

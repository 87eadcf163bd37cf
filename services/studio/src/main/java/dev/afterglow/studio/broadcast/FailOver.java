package dev.afterglow.studio.broadcast;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.studio.slot.SlotLease;
import dev.afterglow.studio.slot.Slots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Gives a broadcast whose worker was lost to another slot: a new render under a newer term, at the
 * media time that it would be by now, on air again where it was on air. The term supersedes the
 * leases of the worker before, which then stops should it still live; the store's revision lets
 * only one of two studios move a broadcast.
 */
public final class FailOver {

  private static final Log LOG = Log.of(FailOver.class);

  private final Transitions transitions;
  private final Slots slots;
  private final RenderGateway workers;
  private final StageKeeper stage;
  private final Ids ids;
  private final InstantSource clock;

  /** The use case over its ports. */
  public FailOver(
      Transitions transitions,
      Slots slots,
      RenderGateway workers,
      StageKeeper stage,
      Ids ids,
      InstantSource clock) {
    this.transitions = transitions;
    this.slots = slots;
    this.workers = workers;
    this.stage = stage;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Tries once.
   *
   * @return whether the broadcast needs no further try: it was moved, or it has ended
   */
  public boolean move(LostRender lost) {
    Broadcast current = transitions.read(lost.broadcastId());
    if (!(current instanceof Broadcast.Rendering rendering)
        || !rendering.place().equals(lost.place())) {
      return true;
    }
    // The lost worker last: its heartbeat outlives it by seconds, and it may be up again.
    Optional<Broadcast.Rendering> moved =
        place(rendering, lost, Set.of(lost.place().slot().workerId()))
            .or(() -> place(rendering, lost, Set.of()));
    moved.ifPresent(it -> goOn(it, lost));
    return moved.isPresent();
  }

  private Optional<Broadcast.Rendering> place(
      Broadcast.Rendering from, LostRender lost, Set<String> except) {
    BroadcastDetails details = from.details();
    Set<String> tried = new HashSet<>(except);
    while (true) {
      Optional<SlotLease> slot = slots.reserve(details.broadcastId(), tried);
      if (slot.isEmpty()) {
        return Optional.empty();
      }
      tried.add(slot.get().workerId());
      Optional<RenderReport> report = start(slot.get(), from, lost);
      if (report.isEmpty()) {
        slots.release(slot.get(), details.broadcastId());
        continue;
      }
      return moved(lost, new RenderPlace(report.get().renderId(), slot.get()));
    }
  }

  private Optional<RenderReport> start(SlotLease slot, Broadcast.Rendering from, LostRender lost) {
    UUID requestId = UUID.fromString(ids.next());
    try {
      return workers.start(slot, requestId, from.details(), continuation(from, lost));
    } catch (AfterglowException e) {
      LOG.warn(
          "worker did not take over",
          LogKey.BROADCAST_ID.is(lost.broadcastId()),
          LogKey.WORKER_ID.is(slot.workerId()),
          LogKey.REASON.is(e.reason()));
      return Optional.empty();
    }
  }

  private Optional<Broadcast.Rendering> moved(LostRender lost, RenderPlace place) {
    Broadcast next =
        transitions.apply(
            lost.broadcastId(),
            current ->
                current instanceof Broadcast.Rendering rendering
                        && rendering.place().equals(lost.place())
                    ? rendering.movedTo(place)
                    : current);
    if (next instanceof Broadcast.Rendering rendering && rendering.place().equals(place)) {
      if (!place.slot().equals(lost.place().slot())) {
        slots.release(lost.place().slot(), lost.broadcastId());
      }
      LOG.info(
          "broadcast moved to another worker",
          LogKey.BROADCAST_ID.is(lost.broadcastId()),
          LogKey.WORKER_ID.is(place.slot().workerId()));
      return Optional.of(rendering);
    }
    // Ended, or moved by another studio meanwhile.
    var unused = workers.stop(place, UUID.fromString(ids.next()));
    slots.release(place.slot(), lost.broadcastId());
    return next instanceof Broadcast.Rendering other ? Optional.of(other) : Optional.empty();
  }

  private void goOn(Broadcast.Rendering moved, LostRender lost) {
    if (moved.place().equals(lost.place())) {
      return;
    }
    // On air first: what stands on the stage may be many megabytes, and viewers wait for a picture.
    try {
      if (isAired(moved)) {
        air(moved, lost);
      }
    } finally {
      stage.restore(lost.broadcastId(), moved.place());
    }
  }

  /**
   * Puts a render on air that draws for the preview alone although its broadcast is on air: the
   * worker that took over could not at once, or the studio that moved the broadcast died before it
   * said so. Does nothing where the broadcast has ended or is elsewhere.
   *
   * @param known its place, and what was heard last of the broadcast on air
   */
  public void airAgain(LostRender known) {
    if (transitions.read(known.broadcastId()) instanceof Broadcast.Rendering rendering
        && rendering.place().equals(known.place())
        && isAired(rendering)) {
      air(rendering, known);
    }
  }

  /** Ends a render that nobody waits for any more; one that cannot be told ends with its lease. */
  public void abandon(UUID broadcastId, RenderPlace place) {
    try {
      var unused = workers.stop(place, UUID.fromString(ids.next()));
    } catch (AfterglowException e) {
      LOG.warn(
          "render not stopped",
          LogKey.BROADCAST_ID.is(broadcastId),
          LogKey.WORKER_ID.is(place.slot().workerId()),
          LogKey.REASON.is(e.reason()));
    }
  }

  private static boolean isAired(Broadcast broadcast) {
    return broadcast instanceof Broadcast.Live || broadcast instanceof Broadcast.Slate;
  }

  private void air(Broadcast.Rendering moved, LostRender lost) {
    if (operatorSlate(lost)) {
      workers.setSlate(moved.place(), UUID.fromString(ids.next()), true);
    }
    RenderReport report =
        workers.goOnAir(
            moved.place(), UUID.fromString(ids.next()), moved.details(), continuation(moved, lost));
    var unused =
        transitions.apply(
            lost.broadcastId(),
            current ->
                switch (current) {
                  case Broadcast.Live live when live.place().equals(moved.place()) ->
                      live.recordedAt(report.recordingPath());
                  case Broadcast.Slate slate when slate.place().equals(moved.place()) ->
                      slate.recordedAt(report.recordingPath());
                  default -> current;
                });
  }

  private static boolean operatorSlate(LostRender lost) {
    return lost.last().filter(it -> it.figures().slate() == SlateCause.OPERATOR).isPresent();
  }

  /** Where nothing was heard, the time since going live stands for the stream's. */
  private Continuation continuation(Broadcast.Rendering from, LostRender lost) {
    long term = from.revision() + 1;
    if (lost.last().isEmpty()) {
      Optional<Instant> live = from.onAir().map(Airing::liveTime);
      long gone = live.map(it -> micros(Duration.between(it, clock.instant()))).orElse(0L);
      return new Continuation(
          term,
          Math.max(0, gone),
          live.isPresent() ? OptionalLong.of(0) : OptionalLong.empty(),
          Set.of());
    }
    RenderReport last = lost.last().get();
    long media = last.figures().mediaTimeUs() + micros(lost.sinceLast().get());
    return new Continuation(term, media, streamZero(from, last), acknowledged(last));
  }

  /** A worker in preview knows none: the stream's times then go forward, never back. */
  private static OptionalLong streamZero(Broadcast.Rendering from, RenderReport last) {
    return last.streamZeroUs().isEmpty() && from.onAir().isPresent()
        ? OptionalLong.of(0)
        : last.streamZeroUs();
  }

  private static Set<String> acknowledged(RenderReport last) {
    return last.figures().destinations().stream()
        .filter(RenderFigures.DestinationFigures::acknowledged)
        .map(RenderFigures.DestinationFigures::name)
        .collect(Collectors.toSet());
  }

  private static long micros(Duration time) {
    return time.toNanos() / 1_000;
  }
}

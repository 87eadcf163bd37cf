package dev.afterglow.studio.testing;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.id.Ids;
import dev.afterglow.studio.broadcast.Aftermath;
import dev.afterglow.studio.broadcast.Broadcast;
import dev.afterglow.studio.broadcast.BroadcastDetails;
import dev.afterglow.studio.broadcast.BroadcastUse;
import dev.afterglow.studio.broadcast.Continuation;
import dev.afterglow.studio.broadcast.CreateBroadcast;
import dev.afterglow.studio.broadcast.DriveState;
import dev.afterglow.studio.broadcast.Drives;
import dev.afterglow.studio.broadcast.EndBroadcast;
import dev.afterglow.studio.broadcast.FailOver;
import dev.afterglow.studio.broadcast.FollowRender;
import dev.afterglow.studio.broadcast.GoLive;
import dev.afterglow.studio.broadcast.OperateSlate;
import dev.afterglow.studio.broadcast.Purpose;
import dev.afterglow.studio.broadcast.Refusals;
import dev.afterglow.studio.broadcast.Registry;
import dev.afterglow.studio.broadcast.RenderGateway;
import dev.afterglow.studio.broadcast.RenderPlace;
import dev.afterglow.studio.broadcast.RenderReport;
import dev.afterglow.studio.broadcast.Requests;
import dev.afterglow.studio.broadcast.SlateCause;
import dev.afterglow.studio.broadcast.StageKeeper;
import dev.afterglow.studio.broadcast.StartRehearsal;
import dev.afterglow.studio.broadcast.Transitions;
import dev.afterglow.studio.slot.SlotLease;
import dev.afterglow.studio.slot.Slots;
import dev.afterglow.studio.watch.ComputeFacts;
import dev.afterglow.studio.watch.ComputeLedger;
import dev.afterglow.studio.watch.LiveFigures;
import dev.afterglow.studio.watch.RenderWatches;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Every use case over hand-written ports. */
public final class Bench implements Registry, Drives, Slots, RenderGateway, StageKeeper {

  public final InMemoryStore store = new InMemoryStore();
  public final List<Broadcast> told = new ArrayList<>();
  public final List<Purpose> asked = new ArrayList<>();
  public final List<String> calls = new ArrayList<>();
  public final Set<UUID> closedDrives = new HashSet<>();
  public final Deque<SlotLease> free = new ArrayDeque<>(List.of(Samples.SLOT));
  public final Set<SlotLease> released = new HashSet<>();
  public final Set<SlotLease> renewed = new HashSet<>();
  public final Set<String> fullWorkers = new HashSet<>();
  public final List<RunningWatch> watches = new ArrayList<>();
  public final List<Continuation> continuations = new ArrayList<>();

  public List<String> denials = List.of();
  public DriveState driveState = DriveState.OPEN;
  public Presence presence = Presence.UP;
  public SlateCause slateAfterResume = SlateCause.NONE;
  public Optional<String> away = Optional.empty();
  public Optional<AfterglowException> workerRefusal = Optional.empty();
  public final Deque<AfterglowException> airRefusals = new ArrayDeque<>();
  public boolean listens = true;
  public long nanos;

  private final Map<UUID, NewDrive> drives = new HashMap<>();
  private final InstantSource clock = InstantSource.fixed(Samples.NOW);
  private final Ids ids = () -> Samples.id().toString();
  private final Requests requests = new Requests(store, clock);

  public final Transitions transitions = new Transitions(store, told::add);
  public final Aftermath aftermath = new Aftermath(this, this, ids);
  public final CreateBroadcast create =
      new CreateBroadcast(store, requests, this, told::add, ids, clock);
  public final StartRehearsal rehearse =
      new StartRehearsal(transitions, requests, this, this, this, this);
  public final GoLive goLive = new GoLive(transitions, requests, this, this, this, clock);
  public final OperateSlate slate = new OperateSlate(transitions, requests, this);
  public final LiveFigures figures = new LiveFigures(() -> nanos);
  public final List<ComputeFacts.Used> computeTold = new ArrayList<>();
  public final ComputeLedger compute =
      new ComputeLedger(
          news -> {
            boolean there = away.filter("commerce-analytics"::equals).isEmpty();
            computeTold.addAll(there ? news : List.of());
            return there;
          },
          clock);
  public final EndBroadcast end =
      new EndBroadcast(transitions, requests, this, figures, compute, aftermath, clock);
  public final FollowRender follow = new FollowRender(transitions, this, aftermath, clock);
  public final FailOver failOver = new FailOver(transitions, this, this, this, ids, clock);
  public final RenderWatches renderWatches =
      new RenderWatches(
          store, this, follow, failOver, Runnable::run, this, figures, compute, () -> nanos, 100);

  /** Keeps a broadcast in whatever state. */
  public <T extends Broadcast> T keep(T broadcast) {
    store.insert(new Broadcast.Created(broadcast.details(), 1));
    Broadcast.Created created = new Broadcast.Created(broadcast.details(), 1);
    RenderPlace place = broadcast.renderPlace().orElse(Samples.place());
    if (broadcast.revision() >= 2) {
      store.update(created.rehearse(place, broadcast.details().output()));
    }
    if (broadcast.revision() >= 3) {
      store.update(
          created
              .rehearse(place, broadcast.details().output())
              .goLive(broadcast.onAir().orElse(Samples.airing())));
    }
    if (broadcast.revision() >= 4) {
      store.update(broadcast);
    }
    return broadcast;
  }

  /** The broadcast as it is kept. */
  public Broadcast kept(Broadcast broadcast) {
    return store.find(broadcast.details().broadcastId()).orElseThrow();
  }

  private void requireThere(String service) {
    if (away.filter(service::equals).isPresent()) {
      throw Refusals.serviceUnavailable(service, new IllegalStateException("away"));
    }
  }

  @Override
  public List<String> denials(BroadcastUse use, UUID roomId, Purpose purpose) {
    requireThere("avatar-registry");
    asked.add(purpose);
    return denials;
  }

  @Override
  public NewDrive create(UUID requestId, UUID broadcastId, UUID driverSubjectId, UUID avatarId) {
    requireThere("capture-ingest");
    calls.add("create-drive");
    return drives.computeIfAbsent(
        requestId, id -> new NewDrive(Samples.id(), "token-" + requestId));
  }

  @Override
  public DriveState state(UUID driveId) {
    requireThere("capture-ingest");
    return driveState;
  }

  @Override
  public void close(UUID requestId, UUID driveId) {
    requireThere("capture-ingest");
    closedDrives.add(driveId);
  }

  @Override
  public Optional<SlotLease> reserve(UUID broadcastId, Set<String> except) {
    requireThere("redis");
    return free.stream().filter(it -> !except.contains(it.workerId())).findFirst();
  }

  @Override
  public int workerCount() {
    return free.size();
  }

  @Override
  public void renew(SlotLease slot, UUID broadcastId) {
    renewed.add(slot);
  }

  @Override
  public void release(SlotLease slot, UUID broadcastId) {
    released.add(slot);
  }

  @Override
  public Presence presence(String workerId) {
    return presence;
  }

  private void requireWorker() {
    requireThere("render-worker");
    workerRefusal.ifPresent(
        refusal -> {
          throw refusal;
        });
  }

  @Override
  public Optional<RenderReport> start(
      SlotLease slot, UUID requestId, BroadcastDetails details, Continuation continuation) {
    requireWorker();
    continuations.add(continuation);
    calls.add("start " + slot.workerId());
    return fullWorkers.contains(slot.workerId())
        ? Optional.empty()
        : Optional.of(
            Samples.report(
                UUID.nameUUIDFromBytes(requestId.toString().getBytes(StandardCharsets.UTF_8)),
                RenderReport.Phase.PREVIEW,
                SlateCause.NONE));
  }

  @Override
  public RenderReport goOnAir(
      RenderPlace place, UUID requestId, BroadcastDetails details, Continuation continuation) {
    requireWorker();
    continuations.add(continuation);
    AfterglowException refusal = airRefusals.poll();
    if (refusal != null) {
      calls.add("air refused");
      throw refusal;
    }
    calls.add("air");
    return Samples.report(place.renderId(), RenderReport.Phase.ON_AIR, SlateCause.NONE);
  }

  @Override
  public RenderReport setSlate(RenderPlace place, UUID requestId, boolean on) {
    requireWorker();
    calls.add("slate " + on);
    return Samples.report(
        place.renderId(), RenderReport.Phase.ON_AIR, on ? SlateCause.OPERATOR : slateAfterResume);
  }

  @Override
  public Optional<RenderReport> stop(RenderPlace place, UUID requestId) {
    requireWorker();
    calls.add("stop");
    return Optional.of(Samples.report(place.renderId(), RenderReport.Phase.ENDED, SlateCause.NONE));
  }

  @Override
  public void restore(UUID broadcastId, RenderPlace place) {
    calls.add("restore stage");
  }

  @Override
  public boolean listens(RenderPlace place) {
    return listens;
  }

  @Override
  public Watch watch(RenderPlace place, Consumer<RenderReport> reports, Consumer<WatchEnd> end) {
    RunningWatch watch = new RunningWatch(place, reports, end);
    watches.add(watch);
    return watch::close;
  }

  /** A watch that a test feeds. */
  public static final class RunningWatch {
    public final RenderPlace place;
    public final Consumer<RenderReport> reports;
    public final Consumer<WatchEnd> end;
    public boolean closed;

    RunningWatch(RenderPlace place, Consumer<RenderReport> reports, Consumer<WatchEnd> end) {
      this.place = place;
      this.reports = reports;
      this.end = end;
    }

    void close() {
      closed = true;
    }
  }
}

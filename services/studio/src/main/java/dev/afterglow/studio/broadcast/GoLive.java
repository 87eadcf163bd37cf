package dev.afterglow.studio.broadcast;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Asks the registry and the drive, and puts the render on air. */
public final class GoLive {

  private final Transitions transitions;
  private final Requests requests;
  private final Registry registry;
  private final Drives drives;
  private final RenderGateway workers;
  private final InstantSource clock;

  /** The use case over its ports. */
  public GoLive(
      Transitions transitions,
      Requests requests,
      Registry registry,
      Drives drives,
      RenderGateway workers,
      InstantSource clock) {
    this.transitions = transitions;
    this.requests = requests;
    this.registry = registry;
    this.drives = drives;
    this.workers = workers;
    this.clock = clock;
  }

  /** Goes live, or refuses with every reason, and nothing goes out. */
  public Broadcast goLive(UUID requestId, UUID broadcastId) {
    transitions.read(broadcastId);
    return requests.once(
        requestId,
        "GoLive",
        broadcastId,
        transitions::read,
        () -> air(requestId, requireRehearsing(transitions.read(broadcastId))));
  }

  private Broadcast air(UUID requestId, Broadcast.Rehearsing rehearsing) {
    BroadcastDetails details = rehearsing.details();
    requireAllowed(details);
    RenderReport report =
        workers.goOnAir(rehearsing.place(), requestId, details, Continuation.NONE);
    Airing airing = new Airing(clock.instant(), report.recordingPath());
    return transitions.apply(details.broadcastId(), current -> live(current, airing));
  }

  // Following the render may have seen it on air before the answer came here.
  private static Broadcast live(Broadcast current, Airing airing) {
    return switch (current) {
      case Broadcast.Rehearsing rehearsing -> rehearsing.goLive(airing);
      case Broadcast.Live live -> live;
      case Broadcast.Slate slate -> slate;
      case Broadcast.Created created -> throw illegal(created);
      case Broadcast.Ended ended -> throw illegal(ended);
    };
  }

  private void requireAllowed(BroadcastDetails details) {
    List<String> denials = registry.denials(details.use(), details.roomId(), Purpose.LIVE);
    DriveState drive = drives.state(details.driveId());
    boolean driven = drive == DriveState.OPEN;
    if (!denials.isEmpty()) {
      throw driven ? Refusals.notLicensed(denials) : Refusals.notLicensed(denials, drive);
    }
    if (!driven) {
      throw Refusals.noDrive(details.driveId(), drive);
    }
  }

  private static Broadcast.Rehearsing requireRehearsing(Broadcast broadcast) {
    if (broadcast instanceof Broadcast.Rehearsing rehearsing) {
      return rehearsing;
    }
    throw illegal(broadcast);
  }

  private static RuntimeException illegal(Broadcast broadcast) {
    return Refusals.illegalTransition(broadcast.state(), BroadcastState.LIVE);
  }
}

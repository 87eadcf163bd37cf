package dev.afterglow.studio.broadcast;

import java.time.InstantSource;
import java.util.UUID;

/** Ends a broadcast. Ending an ended one succeeds. */
public final class EndBroadcast {

  private final Transitions transitions;
  private final Requests requests;
  private final RenderGateway workers;
  private final LastFigures figures;
  private final ComputeMeter compute;
  private final Aftermath aftermath;
  private final InstantSource clock;

  /** The use case over its ports. */
  public EndBroadcast(
      Transitions transitions,
      Requests requests,
      RenderGateway workers,
      LastFigures figures,
      ComputeMeter compute,
      Aftermath aftermath,
      InstantSource clock) {
    this.transitions = transitions;
    this.requests = requests;
    this.workers = workers;
    this.figures = figures;
    this.compute = compute;
    this.aftermath = aftermath;
    this.clock = clock;
  }

  /** Stops the render first: a broadcast that says it is over sends nothing any more. */
  public Broadcast end(UUID requestId, UUID broadcastId) {
    transitions.read(broadcastId);
    return requests.once(
        requestId,
        "EndBroadcast",
        broadcastId,
        transitions::read,
        () -> {
          Broadcast broadcast = transitions.read(broadcastId);
          if (broadcast instanceof Broadcast.Rendering rendering) {
            workers
                .stop(rendering.place(), requestId)
                .ifPresent(
                    report -> {
                      figures.keep(broadcastId, report.figures());
                      compute.heard(broadcast.details().roomId(), report);
                    });
          }
          Broadcast ended = transitions.apply(broadcastId, this::ended);
          aftermath.tidy(ended);
          return ended;
        });
  }

  private Broadcast ended(Broadcast current) {
    return switch (current) {
      case Broadcast.Created created -> created.end(EndReason.ASKED, clock.instant());
      case Broadcast.Rendering rendering -> rendering.end(EndReason.ASKED, clock.instant());
      case Broadcast.Ended already -> already;
    };
  }
}

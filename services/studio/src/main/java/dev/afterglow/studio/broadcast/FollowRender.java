package dev.afterglow.studio.broadcast;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.studio.slot.Slots;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Moves a broadcast after its render: the slate comes and goes with lease, drive and label, and a
 * render that ends or fails ends the broadcast. One that is lost is given to another worker first
 * ({@link FailOver}).
 */
public final class FollowRender {

  /** Silence after which a worker without a heartbeat counts as lost. */
  public static final Duration LOST_AFTER = Duration.ofSeconds(5);

  /** Silence after which a worker counts as lost whatever its heartbeat says. */
  public static final Duration LOST_ANYWAY_AFTER = Duration.ofSeconds(30);

  private static final Log LOG = Log.of(FollowRender.class);

  private final Transitions transitions;
  private final Slots slots;
  private final Aftermath aftermath;
  private final InstantSource clock;

  /** The use case over its ports. */
  public FollowRender(
      Transitions transitions, Slots slots, Aftermath aftermath, InstantSource clock) {
    this.transitions = transitions;
    this.slots = slots;
    this.aftermath = aftermath;
    this.clock = clock;
  }

  /** The worker says how the render is. */
  public void onReport(UUID broadcastId, RenderReport report) {
    switch (report.phase()) {
      case STARTING, PREVIEW -> {}
      case ON_AIR -> transitions.apply(broadcastId, current -> onAir(current, report));
      case ENDED -> end(broadcastId, EndReason.ASKED);
      case FAILED -> end(broadcastId, EndReason.FAILED);
    }
  }

  /**
   * Whether a worker of which nothing was heard for a while counts as lost.
   *
   * @param silence how long nothing was heard
   */
  public boolean isLost(String workerId, Duration silence) {
    boolean gone =
        silence.compareTo(LOST_AFTER) > 0 && slots.presence(workerId) == Slots.Presence.GONE;
    return gone || silence.compareTo(LOST_ANYWAY_AFTER) > 0;
  }

  /** The worker is lost and no other took the broadcast over in time. */
  public void onGivenUp(UUID broadcastId) {
    end(broadcastId, EndReason.WORKER_LOST);
  }

  // Rehearsing and on air at once: this process died between the worker's answer and the store.
  private Broadcast onAir(Broadcast current, RenderReport report) {
    boolean slate = report.figures().slate() != SlateCause.NONE;
    return switch (current) {
      case Broadcast.Rehearsing rehearsing ->
          rehearsing.goLive(new Airing(clock.instant(), report.recordingPath()));
      case Broadcast.Live live -> slate ? live.showSlate() : live;
      case Broadcast.Slate held -> slate ? held : held.resume();
      case Broadcast.Created created -> created;
      case Broadcast.Ended ended -> ended;
    };
  }

  private void end(UUID broadcastId, EndReason reason) {
    if (transitions.read(broadcastId) instanceof Broadcast.Ended) {
      return;
    }
    Broadcast ended = transitions.apply(broadcastId, current -> ended(current, reason));
    LOG.info(
        "broadcast ended with its render",
        LogKey.BROADCAST_ID.is(broadcastId),
        LogKey.REASON.is(reason.word()));
    aftermath.tidy(ended);
  }

  private Broadcast ended(Broadcast current, EndReason reason) {
    return switch (current) {
      case Broadcast.Rendering rendering -> rendering.end(reason, clock.instant());
      case Broadcast.Created created -> created;
      case Broadcast.Ended ended -> ended;
    };
  }
}

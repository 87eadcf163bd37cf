package dev.afterglow.studio.broadcast;

import dev.afterglow.studio.slot.SlotLease;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Port to render workers, each at its own address. Unreachable = {@code SERVICE_UNAVAILABLE}; a
 * refused lease = {@code NOT_LICENSED}; any other refusal = {@code RENDER_REFUSED}.
 */
public interface RenderGateway {

  /** Starts a render for rehearsal; empty if the worker has no free slot or is draining. */
  Optional<RenderReport> start(
      SlotLease slot, UUID requestId, BroadcastDetails details, Continuation continuation);

  /** Puts a render on air. */
  RenderReport goOnAir(
      RenderPlace place, UUID requestId, BroadcastDetails details, Continuation continuation);

  /** Shows the slate, or lets the avatar back. */
  RenderReport setSlate(RenderPlace place, UUID requestId, boolean slate);

  /** Ends a render and says how it ended; empty if the worker does not know it: it has ended. */
  Optional<RenderReport> stop(RenderPlace place, UUID requestId);

  /** Follows a render until the returned handle is closed or the watch ends by itself. */
  Watch watch(RenderPlace place, Consumer<RenderReport> reports, Consumer<WatchEnd> end);

  /**
   * Whether anything takes connections where a worker was; asks nothing of it. Takes a second at
   * most.
   */
  boolean listens(RenderPlace place);

  /** A running watch. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /** Why a watch ended by itself. */
  enum WatchEnd {
    /** The render has ended and its last report was delivered. */
    COMPLETED,
    /** The worker does not know the render: it restarted. */
    UNKNOWN_RENDER,
    /** The connection broke. */
    BROKEN
  }
}

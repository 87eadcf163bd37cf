package dev.afterglow.agent.upstream;

import dev.afterglow.uplink.Backoff;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.util.random.RandomGenerator;

/**
 * When to open a drive on a channel: after the pause that follows a failure, and once dialling has
 * succeeded or failed, since a call on a channel that has just failed fails with it and would cost
 * another pause. For the uplink's thread.
 */
final class Dial {
  private static final long DIAL_NANOS = 2_000_000_000L;

  private final ManagedChannel channel;
  private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
  private long nextAttemptNanos = System.nanoTime();
  private boolean dialling;
  private long dialledNanos;

  /** A channel that may be dialled at once. */
  Dial(ManagedChannel channel) {
    this.channel = channel;
  }

  /** Whether a call may be made now; dials when it is time. */
  boolean ready() {
    long now = System.nanoTime();
    if (now - nextAttemptNanos < 0) {
      return false;
    }
    if (!dialling) {
      // The channel has a pause of its own, which grows to minutes; ours is enough.
      channel.resetConnectBackoff();
      var _ = channel.getState(true);
      dialling = true;
      dialledNanos = now;
      return false;
    }
    if (channel.getState(true) == ConnectivityState.CONNECTING && now - dialledNanos < DIAL_NANOS) {
      return false;
    }
    dialling = false;
    return true;
  }

  /** The drive was opened: the next failure is the first one again. */
  void succeeded() {
    backoff.reset();
  }

  /** Pauses, longer after each failure. */
  void failed() {
    pause(backoff.nextNanos());
  }

  /** Pauses for so long. */
  void pause(long nanos) {
    nextAttemptNanos = System.nanoTime() + nanos;
  }

  /** Failures since the last success. */
  int failures() {
    return backoff.failures();
  }
}

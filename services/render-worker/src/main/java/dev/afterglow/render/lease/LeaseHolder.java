package dev.afterglow.render.lease;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether this worker may show the figure now. A lease counts on this machine's monotonic clock,
 * from the moment before its request was sent, so that neither a slow network nor a wrong wall
 * clock lengthens it.
 *
 * <pre>
 *   None ──granted──▶ Held ──(time)──▶ expired, still Held in memory but worth nothing
 *                      │  ▲               │
 *                      │  └──granted──────┘
 *                      └──revoked──▶ Revoked   (for that lease id for good)
 * </pre>
 *
 * Every method may be called from any thread.
 */
public final class LeaseHolder {
  private final LongSupplier nanoClock;
  private volatile State state = new State.None();

  /** What is known of the lease. */
  public sealed interface State {
    /** Never had one. */
    record None() implements State {}

    /**
     * Granted.
     *
     * @param sentNanos when the request that brought it was about to be sent
     * @param validUntilNanos on the same clock
     * @param motion what may move the figure
     * @param fill what may move where the drive tracks nothing
     */
    record Held(
        String leaseId, long sentNanos, long validUntilNanos, MotionRight motion, FillRight fill)
        implements State {}

    /**
     * Taken back.
     *
     * @param reason the registry's word for why
     */
    record Revoked(String leaseId, String reason) implements State {}
  }

  /** Why the figure may or may not be shown. */
  public enum Standing {
    NONE,
    VALID,
    EXPIRED,
    REVOKED
  }

  /**
   * @param nanoClock monotonic nanoseconds, as {@code System::nanoTime}
   */
  public LeaseHolder(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** A reading of the clock, to be taken before a request is sent and given to {@link #granted}. */
  public long beforeSending() {
    return nanoClock.getAsLong();
  }

  /** A lease was granted or renewed under which nothing may be filled in. */
  public void granted(String leaseId, long sentNanos, Duration ttl, MotionRight motion) {
    granted(leaseId, sentNanos, ttl, motion, FillRight.NONE);
  }

  /**
   * A lease was granted or renewed.
   *
   * @param sentNanos {@link #beforeSending} of the request that brought it
   * @param ttl how long it lasts from then
   * @param motion what may move the figure under it
   * @param fill what may move where the drive tracks nothing
   */
  public synchronized void granted(
      String leaseId, long sentNanos, Duration ttl, MotionRight motion, FillRight fill) {
    if (state instanceof State.Revoked(String revoked, String why) && revoked.equals(leaseId)) {
      return; // the answer to a renewal may cross the revocation on its way
    }
    if (state instanceof State.Held held
        && held.leaseId().equals(leaseId)
        && held.sentNanos() - sentNanos > 0) {
      return; // an older answer that comes late must not shorten a newer one
    }
    state = new State.Held(leaseId, sentNanos, sentNanos + ttl.toNanos(), motion, fill);
  }

  /** A lease was taken back; from now on it allows nothing. Another lease's end changes nothing. */
  public synchronized void revoked(String leaseId, String reason) {
    if (state instanceof State.Held held && held.leaseId().equals(leaseId)) {
      state = new State.Revoked(leaseId, reason);
    }
  }

  /** What is known. */
  public State state() {
    return state;
  }

  /** Whether the figure may be shown at this moment. Exactly at its end a lease is over. */
  public Standing standing() {
    return switch (state) {
      case State.None() -> Standing.NONE;
      case State.Revoked r -> Standing.REVOKED;
      case State.Held held ->
          nanoClock.getAsLong() - held.validUntilNanos() < 0 ? Standing.VALID : Standing.EXPIRED;
    };
  }

  /**
   * Whether the lease lets a drive of that origin move the figure. Says nothing of its time: ask
   * for the {@link #standing} too.
   */
  public boolean allowsMotionFrom(MotionOrigin origin) {
    return state instanceof State.Held held && held.motion().allowsMotionFrom(origin);
  }

  /**
   * What the worker may move by itself, where the drive tracks nothing; without a lease nothing.
   */
  public FillRight fill() {
    return state instanceof State.Held held ? held.fill() : FillRight.NONE;
  }

  /** How long ago the newest grant was asked for, milliseconds; -1 without a lease. */
  public long ageMs() {
    return state instanceof State.Held held
        ? (nanoClock.getAsLong() - held.sentNanos()) / 1_000_000
        : -1;
  }
}

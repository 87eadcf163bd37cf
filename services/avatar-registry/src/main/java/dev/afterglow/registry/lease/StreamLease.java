package dev.afterglow.registry.lease;

import dev.afterglow.registry.decision.FillRight;
import dev.afterglow.registry.use.IntendedUse;
import java.time.Duration;
import java.time.Instant;

/**
 * The right to draw an avatar for a short time.
 *
 * <pre>
 *   acquire ──▶ Live ──renew──▶ Live … ──┬── time ──▶ expired (the clock's matter)
 *                 │                      ├── release ──▶ Released
 *                 └──────────────────────┴── revoke ──▶ Revoked, pushed to the holder
 * </pre>
 */
public sealed interface StreamLease {

  /** What was leased; never changes. */
  Right right();

  /**
   * Whether somebody may still show a figure under it. Who holds a revoked lease may not have heard
   * of it, so a room is counted until that lease would have run out.
   */
  boolean mayDrawAt(Instant now);

  /**
   * What was leased, and to whom.
   *
   * @param leaseId the lease
   * @param holder who holds it, for example {@code render-worker-1}
   * @param use what it allows
   * @param licensorSubjectId whom the avatar portrays
   * @param avatarSha256Hex the file; nothing else may be drawn
   * @param epoch the licence's epoch when granted
   * @param ttl how long it lasts from the moment a request was sent
   */
  record Right(
      String leaseId,
      String holder,
      IntendedUse use,
      String licensorSubjectId,
      String avatarSha256Hex,
      long epoch,
      Duration ttl) {}

  /**
   * Granted and not ended.
   *
   * @param expireTime when it ends on the registry's clock
   * @param fill what its holder may move where the drive tracks nothing, as decided last; a lease
   *     that is read back from storage has none until it is renewed
   */
  record Live(Right right, Instant expireTime, FillRight fill) implements StreamLease {
    /** A lease that was not decided just now. */
    public Live(Right right, Instant expireTime) {
      this(right, expireTime, FillRight.NONE);
    }

    /** The same lease with what was decided about its fill just now. */
    public Live filling(FillRight decided) {
      return new Live(right, expireTime, decided);
    }

    /** Whether it still lasts at that time; from its end on it does not. */
    public boolean lastsAt(Instant now) {
      return now.isBefore(expireTime);
    }

    @Override
    public boolean mayDrawAt(Instant now) {
      return lastsAt(now);
    }

    /** Lengthens it by its time to live from now. */
    public Live renewed(Instant now) {
      return new Live(right, now.plus(right.ttl()));
    }

    /** Given back by its holder. */
    public Released released() {
      return new Released(right);
    }

    /** Made void. */
    public Revoked revoked(long newEpoch) {
      return new Revoked(right, newEpoch, expireTime);
    }
  }

  /** Given back, by a holder that draws no more. */
  record Released(Right right) implements StreamLease {
    @Override
    public boolean mayDrawAt(Instant now) {
      return false;
    }
  }

  /**
   * Void.
   *
   * @param newEpoch the licence's epoch since
   * @param expireTime when it would have ended on the registry's clock
   */
  record Revoked(Right right, long newEpoch, Instant expireTime) implements StreamLease {
    @Override
    public boolean mayDrawAt(Instant now) {
      return now.isBefore(expireTime);
    }
  }

  /** A lease just granted. */
  static Live granted(Right right, Instant now) {
    return new Live(right, now.plus(right.ttl()));
  }
}

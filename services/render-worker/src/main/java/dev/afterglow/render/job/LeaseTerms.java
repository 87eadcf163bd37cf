package dev.afterglow.render.job;

import dev.afterglow.render.lease.FillRight;
import dev.afterglow.render.lease.MotionRight;
import java.time.Duration;

/**
 * A use for which a lease is asked, and the desk that answers. One object stands for one use.
 *
 * <p>Every method may block for as long as its transport's deadline.
 */
public interface LeaseTerms {
  /** The avatar that the use names. */
  String avatarId();

  /**
   * Decides afresh.
   *
   * @throws Denied when the answer is no
   * @throws Unreachable when there is no answer
   */
  Grant acquire() throws Denied, Unreachable;

  /**
   * Decides afresh and lengthens.
   *
   * @throws Denied when the answer is no, also when the lease is gone
   * @throws Unreachable when there is no answer
   */
  Grant renew(String leaseId) throws Denied, Unreachable;

  /** Gives the lease back; failing to is no fault, it ends by itself. */
  void release(String leaseId);

  /**
   * A lease.
   *
   * @param avatarSha256 hex digest of the only file that may be drawn
   * @param partsSha256 hex digest over the only parts that may be drawn with it; empty for none. A
   *     renewal does not say it again
   * @param ttl from before the request was sent
   * @param motion what may move the figure
   * @param fill what may move where the drive tracks nothing
   */
  record Grant(
      String leaseId,
      String avatarSha256,
      String partsSha256,
      Duration ttl,
      MotionRight motion,
      FillRight fill) {
    /** For an avatar without parts, under which nothing may be filled in. */
    public Grant(String leaseId, String avatarSha256, Duration ttl, MotionRight motion) {
      this(leaseId, avatarSha256, "", ttl, motion, FillRight.NONE);
    }

    /** Whether it is for the same figure. */
    boolean showsWhat(Grant other) {
      return avatarSha256.equals(other.avatarSha256) && partsSha256.equals(other.partsSha256);
    }
  }

  /** The registry said no. */
  final class Denied extends Exception {
    private static final long serialVersionUID = 1L;
    private final String reasons;
    private final boolean gone;

    /**
     * @param reasons the registry's words, separated by commas
     * @param gone whether only this lease is unknown, so that a new one may be asked for
     */
    public Denied(String reasons, boolean gone) {
      super("the registry gave no lease");
      this.reasons = reasons;
      this.gone = gone;
    }

    public String reasons() {
      return reasons;
    }

    public boolean gone() {
      return gone;
    }
  }

  /** The registry did not answer. */
  final class Unreachable extends Exception {
    private static final long serialVersionUID = 1L;

    public Unreachable(Throwable cause) {
      super("the registry did not answer", cause);
    }
  }
}

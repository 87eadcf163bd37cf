package dev.afterglow.render.job;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.VoicePacket;
import dev.afterglow.render.driver.DriverStanding;
import dev.afterglow.render.lease.MotionOrigin;

/** Where drives come from. */
public interface DriveTap {
  /**
   * Follows a drive, over every loss of connection, until closed.
   *
   * @param sink gets motion and voice in capture time, in order but for {@link Sink#bridged}; must
   *     not block
   */
  Flow open(String driveId, Sink sink);

  /** Takes a drive's pieces. */
  interface Sink {
    /**
     * The pieces that follow were made this way. Said before the first of them, after each loss of
     * connection, and whenever the device opens anew.
     */
    void begins(MotionOrigin origin);

    void motion(MotionFrame frame);

    /** Motion that nobody captured, made for a short hole; captured motion after it replaces it. */
    void bridged(MotionFrame frame);

    void voice(VoicePacket packet);

    /** How far the drive counts as driven by a live human from now on; said every two seconds. */
    void stands(DriverStanding standing);
  }

  /** A drive being followed. */
  interface Flow extends AutoCloseable {
    @Override
    void close();
  }
}

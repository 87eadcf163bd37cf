package dev.afterglow.capture.buffer;

import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.liveness.standing.DriveStanding;
import dev.afterglow.capture.session.DriveState;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.VoicePacket;

/** A piece of a drive, as its readers get it. */
public sealed interface Piece {
  /** What the motion from here on refers to. */
  record Header(Channels channels) implements Piece {}

  /**
   * Motion.
   *
   * @param frame at its capture time, UTC microseconds on the service's clock
   * @param sequence the device's count
   * @param deviceTimeUs the same time on the device's clock
   * @param bridged whether it was not captured, but made from the last captured sample, whose
   *     sequence and device time it repeats; a captured one after it may have an earlier time
   */
  record Motion(MotionFrame frame, long sequence, long deviceTimeUs, boolean bridged)
      implements Piece {
    /** Captured motion. */
    public Motion(MotionFrame frame, long sequence, long deviceTimeUs) {
      this(frame, sequence, deviceTimeUs, false);
    }
  }

  /**
   * Voice.
   *
   * @param packet 48,000 samples a second, at its capture time, UTC microseconds
   */
  record Voice(VoicePacket packet) implements Piece {}

  /**
   * Something is missing here.
   *
   * @param motionSamples how many motion samples
   * @param voiceUs how much voice, microseconds
   */
  record Gap(long motionSamples, long voiceUs) implements Piece {}

  /** The session changed its state. */
  record State(DriveState.Name name) implements Piece {}

  /** How far the drive counts as driven by a live human. */
  record Standing(DriveStanding standing) implements Piece {}
}

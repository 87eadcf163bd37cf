package dev.afterglow.capture.drive;

import dev.afterglow.capture.buffer.Piece;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.VoicePacket;

/** Where a source's stream goes on, stamped on the service's clock. */
interface Outlet {
  /**
   * Captured motion.
   *
   * @param motion calibrated and smoothed
   * @param raw the same as it was captured
   */
  void captured(Piece.Motion motion, MotionFrame raw, long nowUs);

  /** Motion made for a hole. */
  void bridged(Piece.Motion motion, long nowUs);

  /** Voice as it was captured, 48,000 samples a second, to be judged. */
  void spoken(VoicePacket raw);

  /** Voice at its level, 48,000 samples a second. */
  void voice(VoicePacket packet, long nowUs);

  /** Something is missing before what follows. */
  void gap(Piece.Gap gap, long nowUs);
}

package dev.afterglow.capture.liveness;

import dev.afterglow.drive.MotionFrame;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which parts some frame of a window did not track. Says nothing of the driver: it says where what
 * moves on the stage may not be the driver's. For one thread.
 */
final class UntrackedParts {
  private final EnumSet<DrivePart> parts = EnumSet.noneOf(DrivePart.class);

  /** Takes the next frame. Allocates nothing. */
  void take(MotionFrame frame) {
    if (!frame.shapes().tracksEyelids()) {
      parts.add(DrivePart.EYELIDS);
    }
    if (!frame.shapes().tracksMouth()) {
      parts.add(DrivePart.MOUTH);
    }
    if (!frame.tracksTorso()) {
      parts.add(DrivePart.TORSO);
    }
  }

  /** The parts of the frames since the start; a copy. */
  Set<DrivePart> parts() {
    return Set.copyOf(parts);
  }

  /** Begins a window. */
  void reset() {
    parts.clear();
  }
}

package dev.afterglow.drive;

import org.jspecify.annotations.Nullable;

/**
 * Asks for one instant between frames after the other and uses the same storage for the weights of
 * each, so that a picture leaves no 52 weights behind. For one thread.
 */
public final class MotionBlend {
  private final ShapeWeights shapes = ShapeWeights.reused();

  /** Storage for one instant. */
  public MotionBlend() {}

  /**
   * As {@link MotionFrame#along}, but the frame's shapes are good until the next call only.
   *
   * @throws IllegalArgumentException as there
   */
  public MotionFrame along(
      @Nullable MotionFrame before,
      MotionFrame frame,
      MotionFrame later,
      @Nullable MotionFrame after,
      long atUs) {
    return frame.along(before, later, after, atUs, shapes);
  }
}

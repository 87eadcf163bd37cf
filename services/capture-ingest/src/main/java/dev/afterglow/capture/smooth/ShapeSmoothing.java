package dev.afterglow.capture.smooth;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.ShapeWeights;

/**
 * The One-Euro filters of all 52 shapes of one source, side by side in arrays: one a shape, each
 * with the parameters of its {@link SmoothingGroup}. As 52 objects they lie in a hundred places of
 * memory, which a service with many drives finds cold at each frame. For one thread.
 */
final class ShapeSmoothing {
  private static final ArkitShape[] SHAPES = ArkitShape.values();
  private static final SmoothingGroup[] GROUPS = SmoothingGroup.values();
  private static final SmoothingGroup[] GROUP_OF = groupOfEach();

  private final float[] held = new float[SHAPES.length];
  private final double[] speeds = new double[SHAPES.length];
  // What each group takes of a new speed, for the step of the frame at hand.
  private final double[] opening = new double[GROUPS.length];
  // A bit for each shape that the frame before had.
  private long started;

  /** The next weights pass unchanged. */
  void reset() {
    started = 0;
  }

  /**
   * The smoothed weights.
   *
   * @param seconds since the frame before, above 0
   */
  ShapeWeights take(ShapeWeights raw, double seconds) {
    for (SmoothingGroup group : GROUPS) {
      opening[group.ordinal()] = OneEuro.share(group.speedCutoffHz(), seconds);
    }
    ShapeWeights.Builder smooth = ShapeWeights.builder();
    long present = 0;
    for (ArkitShape shape : SHAPES) {
      if (raw.has(shape)) {
        present |= 1L << shape.ordinal();
        smooth.set(shape, Math.clamp(smooth(shape.ordinal(), raw.get(shape), seconds), 0f, 1f));
      }
    }
    started = present;
    return smooth.build();
  }

  private float smooth(int shape, float weight, double seconds) {
    if ((started & 1L << shape) == 0) {
      speeds[shape] = 0;
      held[shape] = weight;
      return weight;
    }
    SmoothingGroup group = GROUP_OF[shape];
    double distance = Math.abs(weight - held[shape]);
    speeds[shape] += opening[group.ordinal()] * (distance / seconds - speeds[shape]);
    double share = OneEuro.share(group.minCutoffHz() + group.beta() * speeds[shape], seconds);
    held[shape] += (float) (share * (weight - held[shape]));
    return held[shape];
  }

  private static SmoothingGroup[] groupOfEach() {
    SmoothingGroup[] groups = new SmoothingGroup[SHAPES.length];
    for (ArkitShape shape : SHAPES) {
      groups[shape.ordinal()] = SmoothingGroup.of(shape);
    }
    return groups;
  }
}

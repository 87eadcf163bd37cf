package dev.afterglow.render.fill;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.ShapeWeights;

/**
 * A mouth as a voice suggests it.
 *
 * @param open of the jaw, 0 to 1
 * @param funnel of lips rounded and put forward, 0 to 1
 * @param pucker of lips drawn together, 0 to 1
 * @param stretch of the corners apart, 0 to 1
 * @param lower of the lower lip drawn down, 0 to 1
 * @param upper of the upper lip drawn up, 0 to 1
 */
public record MouthShape(
    float open, float funnel, float pucker, float stretch, float lower, float upper) {
  /** Lips together. */
  public static final MouthShape CLOSED = new MouthShape(0, 0, 0, 0, 0, 0);

  /** Sets the ARKit shapes that it speaks of, times a share. */
  void put(ShapeWeights.Builder weights, float share) {
    weights
        .set(ArkitShape.JAW_OPEN, share * open)
        .set(ArkitShape.MOUTH_FUNNEL, share * funnel)
        .set(ArkitShape.MOUTH_PUCKER, share * pucker)
        .set(ArkitShape.MOUTH_STRETCH_LEFT, share * stretch)
        .set(ArkitShape.MOUTH_STRETCH_RIGHT, share * stretch)
        .set(ArkitShape.MOUTH_LOWER_DOWN_LEFT, share * lower)
        .set(ArkitShape.MOUTH_LOWER_DOWN_RIGHT, share * lower)
        .set(ArkitShape.MOUTH_UPPER_UP_LEFT, share * upper)
        .set(ArkitShape.MOUTH_UPPER_UP_RIGHT, share * upper);
  }
}

package dev.afterglow.render.figure;

/**
 * How far eye bones turn at full gaze.
 *
 * @param outDegrees away from the nose
 * @param inDegrees towards the nose
 * @param upDegrees up
 * @param downDegrees down
 */
public record LookAt(float outDegrees, float inDegrees, float upDegrees, float downDegrees) {
  /** What VRM's exporters write by default, near a human eye's everyday range. */
  public static final LookAt USUAL = new LookAt(12, 12, 10, 10);
}

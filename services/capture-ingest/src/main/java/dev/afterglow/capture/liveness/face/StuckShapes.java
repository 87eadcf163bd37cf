package dev.afterglow.capture.liveness.face;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;

/**
 * Shapes that stand still to the last bit, or at their stop, while frames keep coming. A shape that
 * has been 0 all along is one that the tracker does not make (cheeks and nose of camera trackers)
 * and is left out. 1 kB; for one thread.
 */
public final class StuckShapes {
  private static final ArkitShape[] SHAPES = ArkitShape.values();
  private static final float STOP = 0.999f;

  private final float[] last = new float[SHAPES.length];
  private final long[] sinceUs = new long[SHAPES.length];
  private final boolean[] alive = new boolean[SHAPES.length];
  private boolean started;

  /** Takes the next frame. */
  public void take(MotionFrame frame) {
    ShapeWeights face = frame.shapes();
    for (int i = 0; i < SHAPES.length; i++) {
      float value = face.getOr(SHAPES[i], 0);
      if (!started || (value != last[i] && !(value >= STOP && last[i] >= STOP))) {
        sinceUs[i] = frame.timeUs();
      }
      alive[i] |= value > 0;
      last[i] = value;
    }
    started = true;
  }

  /** The share of living shapes that did not change for {@code forUs}, 0 to 1; NaN without any. */
  public double share(long nowUs, long forUs) {
    int living = 0;
    int stuck = 0;
    for (int i = 0; i < SHAPES.length; i++) {
      if (alive[i]) {
        living++;
        stuck += nowUs - sinceUs[i] >= forUs ? 1 : 0;
      }
    }
    return living == 0 ? Double.NaN : (double) stuck / living;
  }
}

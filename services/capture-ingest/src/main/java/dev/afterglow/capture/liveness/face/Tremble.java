package dev.afterglow.capture.liveness.face;

import dev.afterglow.capture.liveness.motion.MotionChannel;
import dev.afterglow.drive.MotionFrame;
import java.util.Arrays;

/**
 * The smallest unrest of a face under a sensor: the mean absolute second difference {@code x(t) - 2
 * x(t-1) + x(t-2)} over the motion channels, of frames as they came; of a window, its lower fifth,
 * so that movement does not count. Independent noise of deviation s gives 1.95 s (the root of 6,
 * times the mean absolute value of a normal deviate, 0.8). Curves that a program drew, and a face
 * held still, give next to nothing. 3 kB; for one thread.
 */
public final class Tremble {
  private static final int MOST = 512;

  private final float[] one = new float[MotionChannel.COUNT];
  private final float[] two = new float[MotionChannel.COUNT];
  private final float[] now = new float[MotionChannel.COUNT];
  private final float[] values = new float[MOST];
  private int history;
  private int count;

  /** Takes the next frame. */
  public void take(MotionFrame frame) {
    MotionChannel.read(frame, now);
    if (history >= 2 && count < MOST) {
      float sum = 0;
      for (int i = 0; i < now.length; i++) {
        sum += Math.abs(now[i] - 2 * one[i] + two[i]);
      }
      values[count++] = sum / now.length;
    }
    System.arraycopy(one, 0, two, 0, one.length);
    System.arraycopy(now, 0, one, 0, one.length);
    history++;
  }

  /** The lower fifth since the last {@link #reset}; NaN with fewer than ten frames. */
  public double lowerFifth() {
    if (count < 10) {
      return Double.NaN;
    }
    Arrays.sort(values, 0, count);
    return values[count / 5];
  }

  /** Begins a window. */
  public void reset() {
    count = 0;
  }
}

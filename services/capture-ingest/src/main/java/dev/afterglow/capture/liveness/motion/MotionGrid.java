package dev.afterglow.capture.liveness.motion;

import dev.afterglow.drive.MotionFrame;

/**
 * Puts frames of any rate onto steps of 40 ms by straight lines between neighbours. 25 steps a
 * second hold all that the measures need: a blink lasts 100 ms and more, and the mouth's movement
 * in speech lies below 8 Hz. About 300 bytes; for one thread.
 */
public final class MotionGrid {
  /** A step, microseconds. */
  public static final long STEP_US = 40_000;

  /** A hole of this length or more starts the grid anew. */
  public static final long LONGEST_HOLE_US = 1_000_000;

  private final float[] last = new float[MotionChannel.COUNT];
  private final float[] next = new float[MotionChannel.COUNT];
  private final float[] between = new float[MotionChannel.COUNT];
  private final Sink sink;

  private boolean started;
  private long lastUs;
  private long anchorUs;
  private long steps;

  /** Takes what the grid gives out. */
  public interface Sink {
    /**
     * A step.
     *
     * @param step its number, one more than the last
     * @param channels one value a {@link MotionChannel}, valid during the call only
     */
    void step(long step, float[] channels);

    /** The steps after this call do not continue those before it. */
    void restart(long nextStep);
  }

  /** An empty grid. */
  public MotionGrid(Sink sink) {
    this.sink = sink;
  }

  /** Takes a frame later than all before it; an earlier one is ignored. */
  public void take(MotionFrame frame) {
    MotionChannel.read(frame, next);
    long nowUs = frame.timeUs();
    if (started && nowUs <= lastUs) {
      return;
    }
    if (!started || nowUs - lastUs >= LONGEST_HOLE_US) {
      started = true;
      anchorUs = nowUs - steps * STEP_US;
      System.arraycopy(next, 0, last, 0, next.length);
      sink.restart(steps);
    }
    for (long atUs = timeUs(steps); atUs <= nowUs; atUs = timeUs(steps)) {
      emit(atUs, nowUs);
    }
    System.arraycopy(next, 0, last, 0, next.length);
    lastUs = nowUs;
  }

  /** Whether a frame came. */
  public boolean started() {
    return started;
  }

  /** The time of a step on the frames' clock. */
  public long timeUs(long step) {
    return anchorUs + step * STEP_US;
  }

  private void emit(long atUs, long nowUs) {
    float share = atUs >= nowUs ? 1 : (float) (atUs - lastUs) / (nowUs - lastUs);
    for (int i = 0; i < between.length; i++) {
      between[i] = last[i] + (next[i] - last[i]) * share;
    }
    sink.step(steps, between);
    steps++;
  }
}

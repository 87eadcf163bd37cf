package dev.afterglow.capture.liveness.speech;

/** How far the mouth is open, step by step: the newest 41 seconds. 4 kB; for one thread. */
public final class MouthTrace {
  private final float[] openings = new float[VoiceTrace.STEPS];
  private long first;
  private long end;

  /** Takes the next step's opening, see {@code MotionChannel.mouth}. */
  public void add(float opening) {
    openings[(int) (end % openings.length)] = opening;
    end++;
  }

  /** The steps from here on do not continue those before. */
  public void restart() {
    first = end;
  }

  /** Whether the step is held, and unbroken from there to the newest. */
  public boolean has(long step) {
    return step >= Math.max(first, end - openings.length) && step < end;
  }

  /** The opening of a held step. */
  public float opening(long step) {
    return openings[(int) (step % openings.length)];
  }
}

package dev.afterglow.render.quality;

/**
 * Holds the frame rate by drawing less finely before a picture has to be left out, and goes back up
 * when there is time again. For one thread; it counts pictures and reads no clock, so the same
 * pictures give the same steps.
 *
 * <p><b>Down</b> one rung at once when a picture begins {@value #URGENT_PICTURES} pictures late,
 * which is half a picture before the stream is as late as it may be for good ({@link Lateness}), or
 * when every picture of a third of a second was {@value #LATE_PICTURES} late. Then half a second
 * passes before the next step, as what is late must be caught up first. One pause that the next
 * pictures make good changes nothing.
 *
 * <p><b>Up</b> one rung when for a patience of five seconds no picture was late and drawing took at
 * most {@value #SPARE_SHARE} of the time that a picture has. Where a rung is left again within ten
 * seconds of being reached, the patience doubles, up to two minutes, so that the picture does not
 * flap between two; thirty seconds of peace bring it back.
 */
public final class Governor {
  static final double LATE_PICTURES = 1.5;
  static final double URGENT_PICTURES = 2.5;
  static final double SPARE_SHARE = 0.7;

  private static final double SMOOTHING = 1.0 / 15;
  private static final int PATIENCE_S = 5;
  private static final int MOST_PATIENCE_S = 120;
  private static final int REGRET_S = 10;
  private static final int PEACE_S = 30;

  private final int framesPerSecond;
  private final int lowest;
  private final double pictureNanos;
  private int level;
  private long patience;
  private long sinceStep;
  private long sinceUp = Long.MAX_VALUE / 2;
  private long lateInARow;
  private long punctual;
  private double workNanos;
  private long stepsDown;

  /**
   * Starts at the top.
   *
   * @param rungs how many the ladder has, 1 or more
   */
  public Governor(int framesPerSecond, int rungs) {
    this.framesPerSecond = framesPerSecond;
    this.lowest = rungs - 1;
    this.pictureNanos = 1e9 / framesPerSecond;
    this.patience = seconds(PATIENCE_S);
  }

  /**
   * The rung to draw the next picture at, 0 being the finest.
   *
   * @param lateNanos by how much the picture begins late; 0 or less is punctual
   * @param workNanos what the picture before it took the drawing thread, waiting for its turn left
   *     out
   */
  public int next(long lateNanos, long workNanos) {
    double late = lateNanos / pictureNanos;
    sinceStep++;
    sinceUp++;
    lateInARow = late >= LATE_PICTURES ? lateInARow + 1 : 0;
    punctual = late < 1 ? punctual + 1 : 0;
    this.workNanos += (workNanos - this.workNanos) * (sinceStep == 1 ? 1 : SMOOTHING);
    if (sinceUp == seconds(PEACE_S) && sinceStep == sinceUp) {
      patience = seconds(PATIENCE_S);
    }
    boolean pressed = late >= URGENT_PICTURES || lateInARow >= Math.max(1, framesPerSecond / 3);
    if (pressed && sinceStep >= framesPerSecond / 2 && level < lowest) {
      down();
    } else if (level > 0
        && Math.min(punctual, sinceStep) >= patience
        && this.workNanos <= SPARE_SHARE * pictureNanos) {
      up();
    }
    return level;
  }

  /** How often it has stepped down so far. */
  public long stepsDown() {
    return stepsDown;
  }

  private void down() {
    if (sinceUp < seconds(REGRET_S)) {
      patience = Math.min(2 * patience, seconds(MOST_PATIENCE_S));
    }
    level++;
    stepsDown++;
    stepped();
  }

  private void up() {
    level--;
    sinceUp = 0;
    stepped();
  }

  private void stepped() {
    sinceStep = 0;
    lateInARow = 0;
    punctual = 0;
  }

  private long seconds(int count) {
    return (long) count * framesPerSecond;
  }
}

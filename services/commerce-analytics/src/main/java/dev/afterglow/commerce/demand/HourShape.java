package dev.afterglow.commerce.demand;

/**
 * How the hours of the day differ: a factor an hour around 1, pulled towards 1 as if ten expected
 * sales had come. Multiplied into a slot's exposure.
 */
public final class HourShape {
  private static final int HOURS = 24;
  private static final double BELIEVED = 10;

  private final double[] counted = new double[HOURS];
  private final double[] expected = new double[HOURS];

  /** The factor of an hour, 0 to 23. */
  public double factor(int hour) {
    return (counted[hour] + BELIEVED) / (expected[hour] + BELIEVED);
  }

  /** An hour brought so much where the level alone foretold another. */
  public void add(int hour, double count, double foretold) {
    counted[hour] += count;
    expected[hour] += foretold;
  }
}

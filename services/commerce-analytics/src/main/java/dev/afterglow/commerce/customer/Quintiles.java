package dev.afterglow.commerce.customer;

import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.quantilescommon.QuantileSearchCriteria;

/**
 * Fifths of many values in bounded space: a KLL sketch (Karnin, Lang and Liberty, "Optimal Quantile
 * Approximation in Streams", FOCS 2016). Exact up to {@link #PRECISION} values; beyond, a cut lies
 * within 0.1 % of its rank with 99 % probability.
 */
final class Quintiles {
  /** The sketch's k. */
  static final int PRECISION = 4_096;

  private static final int FIFTHS = 5;

  private final KllDoublesSketch sketch;

  Quintiles(int precision) {
    sketch = KllDoublesSketch.newHeapInstance(precision);
  }

  void add(long value) {
    sketch.update((double) value);
  }

  /** The values at which fifths end; none where nothing was added. */
  Cuts cuts() {
    if (sketch.isEmpty()) {
      return new Cuts(new double[0]);
    }
    double[] ends = new double[FIFTHS - 1];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = sketch.getQuantile((i + 1) / (double) FIFTHS, QuantileSearchCriteria.INCLUSIVE);
    }
    return new Cuts(ends);
  }

  /** Where fifths end. */
  static final class Cuts {
    private final double[] ends;

    private Cuts(double[] ends) {
      this.ends = ends;
    }

    /** 1 to 5: one more than the ends that lie below the value. Equal values share a fifth. */
    int quintile(long value) {
      int quintile = 1;
      for (double end : ends) {
        quintile += value > end ? 1 : 0;
      }
      return quintile;
    }
  }
}

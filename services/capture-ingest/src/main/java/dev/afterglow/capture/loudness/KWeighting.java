package dev.afterglow.capture.loudness;

/**
 * The K weighting of ITU-R BS.1770-4, annex 1, for 48,000 samples a second: a shelf that lifts the
 * treble by 4 dB as a head does, then a high-pass at 38 Hz. Its coefficients are those of the
 * recommendation's tables 1 and 2. For one thread.
 */
final class KWeighting {
  private static final double SHELF_B0 = 1.53512485958697;
  private static final double SHELF_B1 = -2.69169618940638;
  private static final double SHELF_B2 = 1.19839281085285;
  private static final double SHELF_A1 = -1.69065929318241;
  private static final double SHELF_A2 = 0.73248077421585;
  private static final double PASS_A1 = -1.99004745483398;
  private static final double PASS_A2 = 0.99007225036621;

  // What each filter keeps for the next sample, said by the sample and by what it kept, not by what
  // it gives out: a sample then waits for one product and one sum of the one before it.
  private static final double SHELF_X1 = SHELF_B1 - SHELF_A1 * SHELF_B0;
  private static final double SHELF_X2 = SHELF_B2 - SHELF_A2 * SHELF_B0;
  private static final double PASS_X1 = -2 - PASS_A1;
  private static final double PASS_X2 = 1 - PASS_A2;

  private double shelf1;
  private double shelf2;
  private double pass1;
  private double pass2;

  /** The sum of the weighted samples' squares. */
  double energy(float[] samples, int from, int count) {
    double s1 = shelf1;
    double s2 = shelf2;
    double p1 = pass1;
    double p2 = pass2;
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      double x = samples[i];
      double y = SHELF_B0 * x + s1;
      double kept = SHELF_X1 * x + s2 - SHELF_A1 * s1;
      s2 = SHELF_X2 * x - SHELF_A2 * s1;
      s1 = kept;
      double z = y + p1;
      kept = PASS_X1 * y + p2 - PASS_A1 * p1;
      p2 = PASS_X2 * y - PASS_A2 * p1;
      p1 = kept;
      sum += z * z;
    }
    shelf1 = s1;
    shelf2 = s2;
    pass1 = p1;
    pass2 = p2;
    return sum;
  }

  /** Forgets what it has heard. */
  void clear() {
    shelf1 = 0;
    shelf2 = 0;
    pass1 = 0;
    pass2 = 0;
  }
}

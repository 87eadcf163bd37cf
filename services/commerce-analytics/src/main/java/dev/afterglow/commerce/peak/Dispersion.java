package dev.afterglow.commerce.peak;

/**
 * By how much counts scatter more than Poisson counts do: variance over mean. A curve divided by it
 * scatters like one (the quasi-Poisson rule, McCullagh and Nelder, "Generalized Linear Models",
 * 1989, section 6.2.3).
 */
final class Dispersion {
  private Dispersion() {}

  /** From minute to minute, so that slow changes hardly count; at least a floor. */
  static double between(double[] curve, double floor) {
    double squares = 0;
    double sums = 0;
    for (int i = 1; i < curve.length; i++) {
      double step = curve[i] - curve[i - 1];
      squares += step * step;
      sums += curve[i] + curve[i - 1];
    }
    return sums > 0 ? Math.max(floor, squares / sums) : floor;
  }
}

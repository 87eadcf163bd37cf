package dev.afterglow.drive;

/**
 * A cubic between two samples that uses one more on either side, after Steffen ("A simple method
 * for monotonic interpolation in one dimension", Astronomy and Astrophysics 239, 1990): it goes
 * through the samples, has no corner there, and never leaves the range between the two.
 *
 * @param beforeUs the time of the sample before the two; that of the first where there is none
 * @param fromUs the time of the first
 * @param toUs the time of the second, later than the first
 * @param afterUs the time of the sample after the two; that of the second where there is none
 * @param atUs an instant between the two
 */
record MonotoneCurve(long beforeUs, long fromUs, long toUs, long afterUs, long atUs) {

  /** The value at the instant, of values at the four times; NaN at either end for none. */
  float at(float before, float from, float to, float after) {
    double step = toUs - fromUs;
    double rise = (to - from) / step;
    double slopeFrom = slope(before, from, fromUs - beforeUs, rise, step);
    double slopeTo = slope(to, after, afterUs - toUs, rise, step);
    double bend = (3 * rise - 2 * slopeFrom - slopeTo) / step;
    double twist = (slopeFrom + slopeTo - 2 * rise) / (step * step);
    double u = atUs - fromUs;
    double value = from + u * (slopeFrom + u * (bend + u * twist));
    return (float) Math.clamp(value, Math.min(from, to), (double) Math.max(from, to));
  }

  /** The slope where the outer step meets the inner one: 0 at a peak, the inner one at an end. */
  private static double slope(
      float first, float second, long outerUs, double rise, double innerUs) {
    if (outerUs <= 0 || Float.isNaN(first) || Float.isNaN(second)) {
      return rise;
    }
    double outer = (second - first) / (double) outerUs;
    double mean = (outer * innerUs + rise * outerUs) / (innerUs + outerUs);
    double least = Math.min(Math.min(Math.abs(outer), Math.abs(rise)), Math.abs(mean) / 2);
    return (Math.signum(outer) + Math.signum(rise)) * least;
  }
}

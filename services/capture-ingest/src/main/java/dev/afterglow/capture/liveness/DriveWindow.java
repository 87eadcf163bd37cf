package dev.afterglow.capture.liveness;

import java.util.List;

/**
 * Two seconds of a drive, judged.
 *
 * @param sequence counts the drive's windows from 1
 * @param startUs its first instant, on the clock of the frames
 * @param endUs its end, exclusive
 * @param readings one a {@link Measure}, in their order
 * @param suspicion the sum of the readings' suspicions, 0 and up
 * @param verdict what follows
 */
public record DriveWindow(
    long sequence,
    long startUs,
    long endUs,
    List<Reading> readings,
    double suspicion,
    Verdict verdict) {

  public DriveWindow {
    readings = List.copyOf(readings);
    if (readings.size() != Measure.values().length) {
      throw new IllegalArgumentException("one reading a measure, got " + readings.size());
    }
  }

  /** The reading of a measure. */
  public Reading reading(Measure measure) {
    return readings.get(measure.ordinal());
  }
}

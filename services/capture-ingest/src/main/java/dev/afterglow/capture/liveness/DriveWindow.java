package dev.afterglow.capture.liveness;

import java.util.List;
import java.util.Set;

/**
 * Two seconds of a drive, judged.
 *
 * @param sequence counts the drive's windows from 1
 * @param startUs its first instant, on the clock of the frames
 * @param endUs its end, exclusive
 * @param readings one a {@link Measure}, in their order
 * @param suspicion the sum of the readings' suspicions, 0 and up
 * @param verdict what follows
 * @param untracked parts that some frame of the window did not track; no reading counts what moves
 *     there on the stage, as only captured frames are judged
 */
public record DriveWindow(
    long sequence,
    long startUs,
    long endUs,
    List<Reading> readings,
    double suspicion,
    Verdict verdict,
    Set<DrivePart> untracked) {

  public DriveWindow {
    readings = List.copyOf(readings);
    untracked = Set.copyOf(untracked);
    if (readings.size() != Measure.values().length) {
      throw new IllegalArgumentException("one reading a measure, got " + readings.size());
    }
  }

  /** The reading of a measure. */
  public Reading reading(Measure measure) {
    return readings.get(measure.ordinal());
  }
}

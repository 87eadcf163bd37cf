package dev.afterglow.render.preflight;

import java.util.Comparator;
import java.util.List;

/**
 * What a rehearsal is worth.
 *
 * @param findings one each check, the failed ones first
 * @param sizes what the machine holds, smallest first
 * @param pictures how many were judged
 */
public record Judgement(List<Finding> findings, List<Size> sizes, int pictures) {
  public Judgement {
    findings =
        findings.stream()
            .sorted(Comparator.comparing((Finding it) -> !it.measured() || it.good()))
            .toList();
    sizes = List.copyOf(sizes);
  }

  /**
   * One finding.
   *
   * @param measured whether there was anything to measure
   */
  public record Finding(Check check, double value, boolean measured) {
    /** Whether it is good. */
    public boolean good() {
      return measured && check.good(value);
    }
  }

  /**
   * What a size costs.
   *
   * @param pictureMs milliseconds a picture
   */
  public record Size(int width, int height, double pictureMs) {
    private static final int[] RATES = {60, 50, 30, 25, 15};
    private static final double USED = 0.8;

    /** The highest usual rate that leaves a fifth of the time; 0 is none. */
    public int frameRate() {
      for (int rate : RATES) {
        if (pictureMs <= USED * 1000 / rate) {
          return rate;
        }
      }
      return 0;
    }
  }
}

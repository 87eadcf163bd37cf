package dev.afterglow.capture.liveness.standing;

import java.util.Comparator;

/**
 * What the windows of a source have come to.
 *
 * @param notLive NOT_LIVE windows in a row, 0 to {@link SourceVerdicts#NOT_LIVE_WINDOWS}, where it
 *     stays
 * @param others windows in a row that were not, 0 to {@link SourceVerdicts#LIVE_WINDOWS}, where it
 *     stays
 * @param condemned whether the source counts as not live
 */
public record VerdictRun(int notLive, int others, boolean condemned) {
  /** Before the first window. */
  public static final VerdictRun NONE = new VerdictRun(0, 0, false);

  /** Just now enough windows said that nobody live drives. */
  public static final VerdictRun CONDEMNED =
      new VerdictRun(SourceVerdicts.NOT_LIVE_WINDOWS, 0, true);

  /** The graver is the greater. */
  public static final Comparator<VerdictRun> GRAVITY =
      Comparator.comparing(VerdictRun::condemned)
          .thenComparing(VerdictRun::notLive)
          .thenComparing(VerdictRun::others, Comparator.reverseOrder());

  public VerdictRun {
    if (notLive < 0
        || notLive > SourceVerdicts.NOT_LIVE_WINDOWS
        || others < 0
        || others > SourceVerdicts.LIVE_WINDOWS) {
      throw new IllegalArgumentException("out of range: " + notLive + ", " + others);
    }
  }
}

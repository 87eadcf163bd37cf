package dev.afterglow.capture.drive;

import dev.afterglow.capture.calibration.Calibration;
import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.merge.Ranks;

/**
 * What a device says as it opens its stream.
 *
 * @param sourceId which of the drive's sources it is
 * @param channels what its samples hold
 * @param ranks when it is asked, of several sources
 * @param calibration the person's neutral and range on it
 * @param deviceUs its clock, microseconds
 * @param showsChallenges whether it shows challenges to its driver
 */
public record SourceHello(
    String sourceId,
    Channels channels,
    Ranks ranks,
    Calibration calibration,
    long deviceUs,
    boolean showsChallenges) {
  /** The id of a source that names none. */
  public static final String MAIN = "main";

  /** The only source of a drive, as it comes, that shows no challenges. */
  public static SourceHello main(Channels channels, long deviceUs) {
    return new SourceHello(MAIN, channels, Ranks.EQUAL, Calibration.NONE, deviceUs, false);
  }
}

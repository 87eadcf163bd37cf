package dev.afterglow.capture.health;

import dev.afterglow.capture.liveness.DriveWindow;
import dev.afterglow.capture.voice.VoiceHealth;
import java.util.Optional;

/**
 * How a drive did over the last ten seconds.
 *
 * @param motionRateHz motion samples a second
 * @param motionLossRatio share of motion samples that never came, 0 to 1
 * @param voiceLossRatio share of voice packets that never came, 0 to 1
 * @param lagP50Ms from capture to arrival, median, milliseconds
 * @param lagP95Ms from capture to arrival, 95th percentile, milliseconds
 * @param jitterMs standard deviation of arrival against the device's clock, milliseconds
 * @param clockSkewPpm speed of the device's clock against the service's
 * @param shapesPresent shapes that the newest frame tracks, 0 to 52
 * @param bonesPresent bones that the newest frame tracks, 0 to 55
 * @param duplicates samples that came twice, since the session began
 * @param late samples that came after their place had been given up, since the session began
 * @param jitterTargetMs how long a missing motion sample is waited for at present, 20 to 60 ms
 * @param bridged motion samples made to bridge holes, since the session began
 * @param newestWindow the newest two seconds that were judged for a live driver; empty before the
 *     first
 * @param voice how the voice did since the session began
 */
public record DriveHealth(
    double motionRateHz,
    double motionLossRatio,
    double voiceLossRatio,
    double lagP50Ms,
    double lagP95Ms,
    double jitterMs,
    double clockSkewPpm,
    int shapesPresent,
    int bonesPresent,
    long duplicates,
    long late,
    double jitterTargetMs,
    long bridged,
    Optional<DriveWindow> newestWindow,
    VoiceHealth voice) {
  /** The same figures beside another window and voice. */
  public DriveHealth with(Optional<DriveWindow> window, VoiceHealth heard) {
    return new DriveHealth(
        motionRateHz,
        motionLossRatio,
        voiceLossRatio,
        lagP50Ms,
        lagP95Ms,
        jitterMs,
        clockSkewPpm,
        shapesPresent,
        bonesPresent,
        duplicates,
        late,
        jitterTargetMs,
        bridged,
        window,
        heard);
  }
}

package dev.afterglow.capture.drive;

import dev.afterglow.capture.liveness.standing.DriveStanding;
import java.util.Optional;

/**
 * How far a drive counts as driven by a live human.
 *
 * @param standing as its readers were told last
 * @param unjudged windows that could not be judged in time, since the session began
 */
public record LivenessReport(Optional<DriveStanding> standing, long unjudged) {}

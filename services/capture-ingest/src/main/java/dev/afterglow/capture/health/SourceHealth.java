package dev.afterglow.capture.health;

/**
 * How one source of a drive did over the last ten seconds.
 *
 * @param sourceId which
 * @param open whether a device's stream brings it now
 * @param leads whether its frames time those of the drive
 * @param health its figures; the newest window is the drive's
 */
public record SourceHealth(String sourceId, boolean open, boolean leads, DriveHealth health) {}

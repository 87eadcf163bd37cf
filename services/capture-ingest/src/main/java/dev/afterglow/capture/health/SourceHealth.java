package dev.afterglow.capture.health;

/**
 * How one source of a drive did over the last ten seconds.
 *
 * @param sourceId which
 * @param open whether a device's stream brings it now
 * @param leads whether its frames time those of the drive
 * @param health its figures, with the newest window of what it captured
 */
public record SourceHealth(String sourceId, boolean open, boolean leads, DriveHealth health) {}

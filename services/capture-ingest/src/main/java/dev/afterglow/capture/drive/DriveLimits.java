package dev.afterglow.capture.drive;

/**
 * The bounds of one instance.
 *
 * @param maxDrives sessions in memory at once
 * @param maxReaders readers of one drive at once
 * @param settleUs how long the first samples of a stream wait for the first answered ping
 */
public record DriveLimits(int maxDrives, int maxReaders, long settleUs) {}

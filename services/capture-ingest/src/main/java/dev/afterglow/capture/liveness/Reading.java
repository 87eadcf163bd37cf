package dev.afterglow.capture.liveness;

/**
 * One measure of one window.
 *
 * @param measure which
 * @param value its value, NaN where there was nothing to measure it on
 * @param suspicion how much it adds to the window's suspicion, 0 to its weight
 */
public record Reading(Measure measure, double value, double suspicion) {}

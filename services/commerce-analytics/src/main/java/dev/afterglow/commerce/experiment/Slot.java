package dev.afterglow.commerce.experiment;

import java.time.Instant;

/**
 * A slot of a switchback.
 *
 * @param index its place, from 0
 * @param arm what it shows
 * @param shownFrom from when the room shows the arm
 * @param measuredFrom from when it is measured: later by the washout where the arm changed
 * @param end when it ends, exclusive
 */
public record Slot(int index, Arm arm, Instant shownFrom, Instant measuredFrom, Instant end) {}

package dev.afterglow.capture.drive;

import dev.afterglow.drive.MotionFrame;

/**
 * A motion sample as it came.
 *
 * @param sequence the device's count, from 1
 * @param frame the motion, at its time on the device's clock
 */
public record MotionArrival(long sequence, MotionFrame frame) {}

package dev.afterglow.agent.upstream;

import dev.afterglow.drive.MotionFrame;

/**
 * A frame of the drive.
 *
 * @param number counts the agent's frames from 1; dropped ones leave a gap
 * @param frame its time in microseconds on the agent's clock
 */
record Captured(long number, MotionFrame frame) {}

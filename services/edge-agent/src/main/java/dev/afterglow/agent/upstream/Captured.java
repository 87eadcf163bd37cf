package dev.afterglow.agent.upstream;

/**
 * A frame of the drive, or a packet of its sound.
 *
 * @param number counts those of the agent from 1; dropped ones leave a gap
 * @param timeUs when it was captured, microseconds on the agent's clock
 * @param content the frame, or the samples
 */
record Captured<T>(long number, long timeUs, T content) {}

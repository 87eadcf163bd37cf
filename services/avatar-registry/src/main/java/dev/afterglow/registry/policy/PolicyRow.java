package dev.afterglow.registry.policy;

import dev.afterglow.registry.use.Liveness;
import dev.afterglow.registry.use.MotionMode;
import dev.afterglow.registry.use.VoiceMode;

/**
 * Whether a platform allows one way of driving.
 *
 * @param ownerDrives whether the person portrayed drives; false = another person
 * @param voice whose voice
 * @param motion what moves the figure
 * @param liveness how live
 * @param allowed whether it is allowed
 * @param source where that was read, for people
 */
public record PolicyRow(
    boolean ownerDrives,
    VoiceMode voice,
    MotionMode motion,
    Liveness liveness,
    boolean allowed,
    String source) {}

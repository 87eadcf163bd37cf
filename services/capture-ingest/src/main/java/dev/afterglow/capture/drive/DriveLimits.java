package dev.afterglow.capture.drive;

import dev.afterglow.capture.voice.VoiceSettings;

/**
 * The bounds of one instance, and what else all its drives have in common.
 *
 * @param maxDrives sessions in memory at once
 * @param maxReaders readers of one drive at once
 * @param settleUs how long the first samples of a stream wait for the first answered ping
 * @param smooths whether motion is smoothed by channel group
 * @param tokenLifeUs how long a token opens its session once it was asked for or driven with
 * @param voice how voices are brought to their level
 */
public record DriveLimits(
    int maxDrives,
    int maxReaders,
    long settleUs,
    boolean smooths,
    long tokenLifeUs,
    VoiceSettings voice) {}

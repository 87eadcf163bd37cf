package dev.afterglow.tape.player;

/**
 * How far a tape player is.
 *
 * @param motionCaptured motion samples played so far
 * @param motionAcknowledged the highest motion sequence that the service has
 * @param motionDropped motion samples that were never sent, because the connection was gone or full
 * @param voiceCaptured voice packets played so far
 * @param voiceAcknowledged the highest voice sequence that the service has
 * @param voiceDropped voice packets that were never sent
 * @param connections how often the drive was opened
 * @param rounds how often the tape began, 1 or more once it plays
 * @param deviceTimeUs the device's clock now
 */
public record PlayerProgress(
    long motionCaptured,
    long motionAcknowledged,
    long motionDropped,
    long voiceCaptured,
    long voiceAcknowledged,
    long voiceDropped,
    int connections,
    long rounds,
    long deviceTimeUs) {}

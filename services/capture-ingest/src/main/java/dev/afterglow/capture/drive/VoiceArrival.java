package dev.afterglow.capture.drive;

import dev.afterglow.capture.voice.Sound;

/**
 * A voice packet as it came.
 *
 * @param sequence the device's count, from 1
 * @param deviceTimeUs when its first sample was captured, on the device's clock
 * @param sound what it holds
 */
public record VoiceArrival(long sequence, long deviceTimeUs, Sound sound) {}

package dev.afterglow.tape.player;

/**
 * Something captured that may have to be sent again.
 *
 * @param sequence counts up from 1
 * @param deviceTimeUs when it was captured, on the device's clock
 * @param sample what it is
 */
record Sequenced<T>(long sequence, long deviceTimeUs, T sample) {}

package dev.afterglow.agent.upstream;

import dev.afterglow.api.capture.v1.OpenDriveRequest;

/**
 * A batch as it goes out, and goes out again bit for bit after a lost connection.
 *
 * @param batchSequence its place in the chain, 0 where nothing is signed
 * @param lastMotion the sequence of its last frame, 0 for none
 * @param lastVoice the sequence of its last packet of sound, 0 for none
 * @param newestUs when the last of them was captured, on the agent's clock
 * @param message what is sent
 */
record SealedBatch(
    long batchSequence, long lastMotion, long lastVoice, long newestUs, OpenDriveRequest message) {}

package dev.afterglow.agent.upstream;

import dev.afterglow.api.capture.v1.OpenDriveRequest;

/**
 * A batch as it goes out, and goes out again bit for bit after a lost connection.
 *
 * @param batchSequence its place in the chain, 0 where nothing is signed
 * @param lastMotion the sequence of its last sample
 * @param newestUs when its last sample was captured, on the agent's clock
 * @param message what is sent
 */
record SealedBatch(long batchSequence, long lastMotion, long newestUs, OpenDriveRequest message) {}

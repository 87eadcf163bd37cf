package dev.afterglow.capture.liveness.repeat;

import java.util.UUID;

/**
 * What was added to a track, for the other instances. Personal data (how a face moves), never
 * printed.
 *
 * @param trackId the track's, of no meaning elsewhere
 * @param driveKey its drive's, the same on every instance
 * @param fromStep the step with which it begins; {@link NearRepeat#HOP} divides it
 * @param velocities {@link dev.afterglow.capture.liveness.motion.MotionChannel#COUNT} bytes a step
 * @param hashes one for each {@link NearRepeat#HOP} steps
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record TrackNews(UUID trackId, String driveKey, long fromStep, byte[] velocities, long[] hashes) {
  @Override
  public String toString() {
    return "TrackNews[" + hashes.length + " hops]";
  }
}

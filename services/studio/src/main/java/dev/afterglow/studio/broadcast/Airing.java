package dev.afterglow.studio.broadcast;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What going on air fixed.
 *
 * @param liveTime when it went live
 * @param recordingPath the newest recording, on the worker that makes it, 0 to 1,024 characters
 */
public record Airing(Instant liveTime, String recordingPath) {

  /** Checks the length and cuts to microseconds, as the store keeps them. */
  public Airing {
    liveTime = liveTime.truncatedTo(ChronoUnit.MICROS);
    Require.length("recording_path", recordingPath, 0, 1024);
  }

  /** The same with another recording: each worker keeps its own file. */
  public Airing recordedAt(String path) {
    return new Airing(liveTime, path);
  }
}

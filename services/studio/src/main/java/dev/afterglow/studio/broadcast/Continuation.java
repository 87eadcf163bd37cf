package dev.afterglow.studio.broadcast;

import java.util.OptionalLong;
import java.util.Set;

/**
 * What a render goes on with, where it stands in for one whose worker was lost.
 *
 * @param term which worker of the broadcast's it is, counted up: a newer one supersedes the older
 * @param mediaTimeUs the media time that it is now; 0 for a new broadcast
 * @param streamZeroUs the media time that stands as zero in the streams; empty before on air
 * @param acknowledged names of the destinations that took the stream before
 */
public record Continuation(
    long term, long mediaTimeUs, OptionalLong streamZeroUs, Set<String> acknowledged) {

  /** Nothing: a new broadcast. */
  public static final Continuation NONE = new Continuation(0, 0, OptionalLong.empty(), Set.of());

  /** Copies the names. */
  public Continuation {
    acknowledged = Set.copyOf(acknowledged);
  }
}

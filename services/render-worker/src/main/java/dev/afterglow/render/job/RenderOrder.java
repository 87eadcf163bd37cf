package dev.afterglow.render.job;

import dev.afterglow.render.encode.StreamFormat;

/**
 * What a render shall be.
 *
 * @param renderId a UUID
 * @param broadcastId a UUID
 * @param driveId a UUID
 * @param platform where it will go, in the words of the policy table; empty is nowhere
 * @param continuation what it goes on with
 */
public record RenderOrder(
    String renderId,
    String broadcastId,
    String driveId,
    StreamFormat format,
    String platform,
    Continuation continuation) {

  /**
   * What a render goes on with, where it stands in for one whose worker was lost.
   *
   * @param term which worker of the broadcast's this is, counted up
   * @param mediaTimeUs the media time when the order came; 0 for a new broadcast
   * @param cameNanos when the order came, monotonic
   */
  public record Continuation(long term, long mediaTimeUs, long cameNanos) {
    /** Nothing: a new broadcast. */
    public static final Continuation NONE = new Continuation(0, 0, 0);

    /** The media time that it is now, microseconds; a new broadcast begins at zero whenever. */
    long mediaTimeUs(long nowNanos) {
      return mediaTimeUs == 0 ? 0 : mediaTimeUs + (nowNanos - cameNanos) / 1_000;
    }
  }
}

package dev.afterglow.studio.broadcast;

/** The names of the states of {@link Broadcast}, as the contract and the store write them. */
public enum BroadcastState {
  /** {@link Broadcast.Created}. */
  CREATED,
  /** {@link Broadcast.Rehearsing}. */
  REHEARSING,
  /** {@link Broadcast.Live}. */
  LIVE,
  /** {@link Broadcast.Slate}. */
  SLATE,
  /** {@link Broadcast.Ended}. */
  ENDED
}

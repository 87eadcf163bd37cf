package dev.afterglow.studio.broadcast;

import java.util.UUID;

/** Keeps what the worker said last of a render that is over: frames, destinations, label checks. */
public interface LastFigures {

  /** Keeps them for those who still look at the broadcast. */
  void keep(UUID broadcastId, RenderFigures figures);
}

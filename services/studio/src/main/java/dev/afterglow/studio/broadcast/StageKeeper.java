package dev.afterglow.studio.broadcast;

import java.util.UUID;

/** Knows what an operator put on the stage of a broadcast, so that another worker can show it. */
public interface StageKeeper {

  /**
   * Sets the stage of a new render as the operator left it. What cannot be set is logged and left
   * out: a broadcast goes on without its cards rather than not at all.
   */
  void restore(UUID broadcastId, RenderPlace place);
}

package dev.afterglow.studio.broadcast;

import java.util.UUID;

/** Hears what renders use of their workers, so that a room's costs are known. */
public interface ComputeMeter {

  /**
   * The newest, or last, report of a render.
   *
   * @param roomId whose cost it is
   */
  void heard(UUID roomId, RenderReport report);
}

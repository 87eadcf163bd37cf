package dev.afterglow.studio.watch;

import dev.afterglow.studio.broadcast.RenderFigures;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Port to the log of facts: what renders have used so far. */
public interface ComputeFacts {

  /** As many at a time. */
  int MOST = 500;

  /**
   * Tells what each render has used since it began; telling the same again does no harm.
   *
   * @param news at most {@value #MOST}
   * @return whether the log holds them now
   */
  boolean tell(List<Used> news);

  /**
   * What a render has used.
   *
   * @param roomId whose cost it is
   * @param renderId which render
   * @param compute since it began
   * @param time when the worker was heard
   */
  record Used(UUID roomId, UUID renderId, RenderFigures.Compute compute, Instant time) {}
}

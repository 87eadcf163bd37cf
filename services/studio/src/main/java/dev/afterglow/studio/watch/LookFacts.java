package dev.afterglow.studio.watch;

import dev.afterglow.studio.broadcast.RenderFigures;
import java.util.List;
import java.util.UUID;

/** Port to the log of facts: which look and layout showed from when on. */
public interface LookFacts {

  /** As many at a time. */
  int MOST = 500;

  /**
   * Tells of changes; telling the same again does no harm.
   *
   * @param news at most {@value #MOST}
   * @return whether the log holds them now
   */
  boolean tell(List<Turn> news);

  /**
   * A change of a render's.
   *
   * @param roomId whose viewers saw it
   * @param renderId which render
   */
  record Turn(UUID roomId, UUID renderId, RenderFigures.LookShown shown) {}
}

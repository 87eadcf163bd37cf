package dev.afterglow.registry.forgetting;

import io.smallrye.mutiny.Uni;

/** Whoever keeps how people's faces move. */
public interface MotionMemory {
  /**
   * Deletes all that is kept of a person; fails where that is not certain. Forgetting somebody of
   * whom nothing is kept succeeds.
   *
   * @param tenant whose person it was; a memory of another tenant's people fails
   */
  Uni<Void> forget(String tenant, String subjectId);
}
